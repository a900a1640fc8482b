package org.tsudoi.payments.transfer;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Came;
import org.tsudoi.payments.provider.ProviderCalls.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Speaks HTTP with GMO Aozora Net Bank's corporate API: each writing call tried once, with a new token where the old
/// one is taken no more.
final class GanbClient {
    private static final String API = "/corporation/v1";
    private static final String TOKEN_HEADER = "x-access-token";
    private static final String JSON = "application/json;charset=UTF-8";
    private static final int UNAUTHORIZED = 401;

    private final GanbSettings settings;
    private final GanbTokens tokens;
    private final ProviderCalls calls;

    GanbClient(GanbSettings settings, GanbTokens tokens, Clock clock, CallLog calls) {
        this.settings = settings;
        this.tokens = tokens;
        this.calls = new ProviderCalls(
                TransferAdapter.NAME, settings.connectTimeout(), settings.readTimeout(), clock, calls);
    }

    sealed interface Reply {
        record Done(JsonNode body) implements Reply {}

        /// The bank understood and said no.
        record Denied(int status, String code) implements Reply {
            boolean isAboutCredentials() {
                return status == UNAUTHORIZED;
            }
        }

        record Unclear(String why) implements Reply {}
    }

    /// @param about our id of what this is for, for the log
    Reply get(String path, Map<String, String> query, String about) {
        var asked = query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call(request(path + "?" + asked).GET(), path, about);
    }

    Reply post(String path, ObjectNode body, String about) {
        var request =
                request(path).header(HttpHeaders.CONTENT_TYPE, JSON).POST(BodyPublishers.ofString(body.toString()));
        return call(request, path, about);
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(settings.baseUrl() + API + pathAndQuery))
                .header(HttpHeaders.ACCEPT, JSON);
    }

    /// A call that is refused for its token has done nothing, so that it may be made again.
    private Reply call(HttpRequest.Builder request, String path, String about) {
        return switch (tokens.get()) {
            case GanbTokens.Token.Good(var token) -> {
                var reply = call(request, token, path, about);
                if (!isAboutCredentials(reply)) yield reply;
                tokens.forget(token);
                if (!(tokens.get() instanceof GanbTokens.Token.Good(var fresh))) {
                    yield new Reply.Unclear("the token is taken no more, and there is no other");
                }
                var second = call(request, fresh, path, about);
                yield isAboutCredentials(second) ? new Reply.Unclear("a fresh token is not taken") : second;
            }
            case GanbTokens.Token.Denied(var code) -> new Reply.Denied(UNAUTHORIZED, code);
            case GanbTokens.Token.Unclear(var why) -> new Reply.Unclear(why);
        };
    }

    private static boolean isAboutCredentials(Reply reply) {
        return reply instanceof Reply.Denied denied && denied.isAboutCredentials();
    }

    /// Who is not let in is told so by the status, in whatever words.
    private Reply call(HttpRequest.Builder request, String token, String path, String about) {
        return switch (calls.fetch(request.setHeader(TOKEN_HEADER, token).build(), API + path, about)) {
            case Came.Silence(var why) -> new Reply.Unclear(why);
            case Came.Whole(var answer)
            when answer.statusCode() == UNAUTHORIZED -> new Reply.Denied(UNAUTHORIZED, "unauthorized");
            case Came.Whole(var answer) -> understood(calls.understood(answer));
        };
    }

    private static Reply understood(Heard heard) {
        return switch (heard) {
            case Heard.Unclear(var why, var _) -> new Reply.Unclear(why);
            case Heard.Told told when told.done() && told.body().isObject() -> new Reply.Done(told.body());
            case Heard.Told told -> denied(told);
        };
    }

    private static Reply denied(Heard.Told told) {
        var code = told.body().path("errorCode").asString("");
        return told.status() < 400 || code.isEmpty()
                ? new Reply.Unclear("status " + told.status())
                : new Reply.Denied(told.status(), code);
    }
}

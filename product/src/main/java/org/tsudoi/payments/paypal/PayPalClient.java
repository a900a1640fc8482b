package org.tsudoi.payments.paypal;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks HTTP with PayPal: JSON out and in, signed in by a token that is asked for when it is needed. Each writing
/// call is tried once. What an answer means is the adapter's.
final class PayPalClient {
    /// A token is renewed while it is still good, so that none ends on its way.
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(1);

    private static final int NOTHING_TO_SAY = 204;
    private static final Duration TOKEN_LIFE_MAX = Duration.ofHours(12);

    private final PayPalSettings settings;
    private final Clock clock;
    private final ProviderCalls calls;
    private final ReentrantLock signingIn = new ReentrantLock();
    private volatile @Nullable Token token;

    private record Token(String words, Instant until) {}

    PayPalClient(PayPalSettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.clock = clock;
        this.calls =
                new ProviderCalls(PayPalAdapter.NAME, settings.connectTimeout(), settings.readTimeout(), clock, calls);
    }

    sealed interface Reply {
        record Done(JsonNode body) implements Reply {}

        /// PayPal understood and said no.
        record Denied(int status, String issue) implements Reply {}

        record Unclear(String why) implements Reply {}
    }

    /// @param about our id of what this is for, for the log
    Reply get(String path, String about) {
        return call(new Ask(HttpMethod.GET, path, null, null, about));
    }

    /// @param requestId the same call made again with it makes nothing new (kept for six hours); null: none
    Reply post(String path, JsonNode body, @Nullable String requestId, String about) {
        return call(new Ask(HttpMethod.POST, path, body.toString(), requestId, about));
    }

    Reply delete(String path, String about) {
        return call(new Ask(HttpMethod.DELETE, path, null, null, about));
    }

    private record Ask(
            HttpMethod method,
            String path,
            @Nullable String body,
            @Nullable String requestId,
            String about) {}

    private Reply call(Ask ask) {
        var begun = token;
        if (begun == null || !isGood(begun)) {
            if (signIn(begun, ask.about) instanceof SignIn.Failed(var reply)) return reply;
            return exchange(ask);
        }
        var reply = exchange(ask);
        // One that counted as good may have been taken back; nothing was done with it.
        if (reply instanceof Reply.Denied(var status, var _) && status == 401) {
            return signIn(begun, ask.about) instanceof SignIn.Failed(var failed) ? failed : exchange(ask);
        }
        return reply;
    }

    private boolean isGood(Token some) {
        return clock.instant().isBefore(some.until);
    }

    private sealed interface SignIn {
        record Done() implements SignIn {}

        record Failed(Reply reply) implements SignIn {}
    }

    /// @param worn the token that is no longer good; when another thread has replaced it, that one is taken
    private SignIn signIn(@Nullable Token worn, String about) {
        signingIn.lock();
        try {
            var now = token;
            if (now != null && now != worn && isGood(now)) return new SignIn.Done();
            var pair = settings.clientId() + ":" + settings.clientSecret();
            var request = HttpRequest.newBuilder(address("/v1/oauth2/token"))
                    .header(
                            HttpHeaders.AUTHORIZATION,
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"));
            var reply = exchange(request.build(), "/v1/oauth2/token", about);
            if (!(reply instanceof Reply.Done(var body))) return new SignIn.Failed(reply);
            var words = body.path("access_token").asString("");
            var life = body.path("expires_in");
            if (words.isEmpty() || !life.isIntegralNumber()) {
                return new SignIn.Failed(new Reply.Unclear("a token not understood"));
            }
            var lives = Duration.ofSeconds(Math.clamp(life.asLong(), 0, TOKEN_LIFE_MAX.toSeconds()));
            token = new Token(words, clock.instant().plus(lives).minus(RENEWED_BEFORE));
            return new SignIn.Done();
        } finally {
            signingIn.unlock();
        }
    }

    private Reply exchange(Ask ask) {
        var now = token;
        var request = HttpRequest.newBuilder(address(ask.path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + (now == null ? "" : now.words))
                .header("Prefer", "return=representation");
        if (ask.requestId != null) request.header("PayPal-Request-Id", ask.requestId);
        if (ask.body != null) {
            request.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        }
        request.method(
                ask.method.name(), ask.body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(ask.body));
        return exchange(request.build(), ask.path, ask.about);
    }

    private URI address(String path) {
        return URI.create(settings.baseUrl() + path);
    }

    private Reply exchange(HttpRequest request, String path, String about) {
        return switch (calls.ask(request, path, about)) {
            case Heard.Unclear(var why, var _) -> new Reply.Unclear(why);
            case Heard.Told told -> understood(told);
        };
    }

    private static Reply understood(Heard.Told told) {
        int status = told.status();
        if (told.done() && told.body().isObject()) return new Reply.Done(told.body());
        if (status == NOTHING_TO_SAY) return new Reply.Done(JsonMapper.shared().createObjectNode());
        var issue = issue(told.body());
        return status < 400 || issue.isEmpty()
                ? new Reply.Unclear("status " + status)
                : new Reply.Denied(status, issue);
    }

    /// The most exact word for what is wrong: an issue, the name of the error, or that of OAuth.
    private static String issue(JsonNode error) {
        var issue = error.path("details").path(0).path("issue").asString("");
        return issue.isEmpty() ? error.path("name").asString(error.path("error").asString("")) : issue;
    }
}

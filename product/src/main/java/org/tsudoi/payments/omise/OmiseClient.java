package org.tsudoi.payments.omise;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.tsudoi.payments.Picture;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Came;
import org.tsudoi.payments.provider.ProviderCalls.Heard;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Speaks HTTP with Omise: JSON out and in, and each writing call tried once. What an answer means is the
/// adapter's.
final class OmiseClient {
    /// What Omise's words mean is fixed by this date (docs.omise.co/api-versioning), not by the account's setting.
    private static final String API_VERSION = "2019-05-29";

    /// The bank behind it did not answer as it should, whatever it did.
    private static final Set<String> SAYS_TOO_LITTLE = Set.of("backend_error");

    private static final Set<String> PICTURES = Set.of("image/svg+xml", "image/png");

    private final OmiseSettings settings;
    private final ProviderCalls calls;

    OmiseClient(OmiseSettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.calls =
                new ProviderCalls(OmiseAdapter.NAME, settings.connectTimeout(), settings.readTimeout(), clock, calls);
    }

    boolean hasKey() {
        return !settings.secretKey().isBlank();
    }

    sealed interface Reply {
        record Done(JsonNode body) implements Reply {}

        /// Omise understood and said no.
        ///
        /// @param message in words for people; no code says as much
        record Denied(int status, String code, String message) implements Reply {}

        record Unclear(String why) implements Reply {}
    }

    /// @param about our id of what this is for, for the log
    Reply get(String path, Map<String, String> query, String about) {
        var asked = query.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = request(path + (asked.isEmpty() ? "" : "?" + asked)).GET();
        return call(request.build(), path, about);
    }

    Reply post(String path, ObjectNode body, String about) {
        var request = request(path)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(BodyPublishers.ofString(body.toString()));
        return call(request.build(), path, about);
    }

    /// The picture at an address that Omise gave: of its own hosts only, and without our key.
    Answer<Picture> picture(URI address, String about) {
        if (!isOfOmise(address)) return new Answer.Refused<>(RefusalReason.NOT_FOUND, "picture_elsewhere");
        var request = HttpRequest.newBuilder(address).GET().build();
        return switch (calls.fetch(request, "a picture", about)) {
            case Came.Silence(var why) -> new Answer.NotKnown<>(why);
            case Came.Whole(var answer) -> picture(answer);
        };
    }

    private static Answer<Picture> picture(HttpResponse<byte[]> answer) {
        var type = answer.headers()
                .firstValue(HttpHeaders.CONTENT_TYPE)
                .orElse("")
                .split(";", 2)[0]
                .strip();
        if (answer.statusCode() == 404) return new Answer.Refused<>(RefusalReason.NOT_FOUND, "picture_gone");
        if (answer.statusCode() != 200) return new Answer.NotKnown<>("status " + answer.statusCode());
        return PICTURES.contains(type)
                ? new Answer.Given<>(new Picture(type, answer.body()))
                : new Answer.NotKnown<>("words not understood");
    }

    private boolean isOfOmise(URI address) {
        var base = settings.baseUrl();
        boolean same = Objects.equals(address.getScheme(), base.getScheme())
                && Objects.equals(address.getHost(), base.getHost())
                && address.getPort() == base.getPort();
        boolean known = "https".equals(address.getScheme())
                && address.getHost() != null
                && address.getHost().endsWith(".omise.co")
                && address.getPort() == -1;
        return address.getUserInfo() == null && (same || known);
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        var key = (settings.secretKey() + ":").getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(settings.baseUrl() + pathAndQuery))
                .header("Omise-Version", API_VERSION)
                .header(
                        HttpHeaders.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(key));
    }

    private Reply call(HttpRequest request, String path, String about) {
        return switch (calls.ask(request, path, about)) {
            case Heard.Unclear(var why, var _) -> new Reply.Unclear(why);
            case Heard.Told told -> understood(told);
        };
    }

    private static Reply understood(Heard.Told told) {
        int status = told.status();
        var body = told.body();
        if (!body.isObject()) return new Reply.Unclear("status " + status);
        var object = body.path("object").asString("");
        if (told.done() && !object.equals("error")) return new Reply.Done(body);
        var code = body.path("code").asString("");
        return status < 400 || !object.equals("error") || code.isEmpty() || SAYS_TOO_LITTLE.contains(code)
                ? new Reply.Unclear("status " + status + ": " + code)
                : new Reply.Denied(status, code, body.path("message").asString(""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

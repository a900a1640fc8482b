package org.tsudoi.payments.komoju;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Speaks HTTP with KOMOJU: JSON out and in, and each writing call tried once. What an answer means is the
/// adapter's.
final class KomojuClient {
    private static final String API = "/api/v1";
    private static final String KEY_HEADER = "X-KOMOJU-IDEMPOTENCY";

    private final KomojuSettings settings;
    private final ProviderCalls calls;

    KomojuClient(KomojuSettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.calls =
                new ProviderCalls(KomojuAdapter.NAME, settings.connectTimeout(), settings.readTimeout(), clock, calls);
    }

    boolean hasKey() {
        return !settings.secretKey().isBlank();
    }

    sealed interface Reply {
        record Done(JsonNode body) implements Reply {}

        /// KOMOJU understood and said no.
        ///
        /// @param param what was wrong, where it is one parameter; else empty
        record Denied(int status, String code, String param) implements Reply {}

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

    Reply post(String path, @Nullable ObjectNode body, @Nullable String idempotencyKey, String about) {
        var words = body == null ? "{}" : body.toString();
        var request = request(path)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(BodyPublishers.ofString(words));
        if (idempotencyKey != null) request.header(KEY_HEADER, idempotencyKey);
        return call(request.build(), path, about);
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        var key = (settings.secretKey() + ":").getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(settings.baseUrl() + API + pathAndQuery))
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
                .header(
                        HttpHeaders.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(key));
    }

    private Reply call(HttpRequest request, String path, String about) {
        return switch (calls.ask(request, API + path, about)) {
            case Heard.Unclear(var why, var _) -> new Reply.Unclear(why);
            case Heard.Told told -> understood(told);
        };
    }

    private static Reply understood(Heard.Told told) {
        int status = told.status();
        if (told.done() && told.body().isObject()) return new Reply.Done(told.body());
        var error = told.body().path("error");
        var code = error.path("code").asString("");
        return status < 400 || code.isEmpty()
                ? new Reply.Unclear("status " + status)
                : new Reply.Denied(status, code, error.path("param").asString(""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

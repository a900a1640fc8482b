package org.tsudoi.payments.stripe;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Heard;
import tools.jackson.databind.JsonNode;

/// Speaks HTTP with Stripe: forms out, JSON in, and each writing call tried once. What an answer means is the
/// adapter's.
final class StripeClient {
    /// What Stripe's words mean is fixed by this date (docs.stripe.com/changelog), not by the account's
    /// setting.
    private static final String API_VERSION = "2026-06-24.dahlia";

    /// The key was used before with other words, so something was done with it; or it is Stripe's own fault.
    private static final Set<String> TYPES_SAYING_NOTHING = Set.of("idempotency_error", "api_error");

    private final StripeSettings settings;
    private final ProviderCalls calls;

    StripeClient(StripeSettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.calls =
                new ProviderCalls(StripeAdapter.NAME, settings.connectTimeout(), settings.readTimeout(), clock, calls);
    }

    boolean hasKey() {
        return !settings.secretKey().isBlank();
    }

    sealed interface Reply {
        record Done(JsonNode body) implements Reply {}

        /// Stripe understood and said no.
        record Denied(int status, String code) implements Reply {}

        /// @param answered whether any answer came
        record Unclear(String why, boolean answered) implements Reply {}
    }

    /// @param about our id of what this is for, for the log
    Reply get(String path, Map<String, String> query, String about) {
        return call(HttpMethod.GET, path, query, null, about);
    }

    Reply post(String path, Map<String, String> form, @Nullable String idempotencyKey, String about) {
        return call(HttpMethod.POST, path, form, idempotencyKey, about);
    }

    private Reply call(
            HttpMethod method, String path, Map<String, String> fields, @Nullable String idempotencyKey, String about) {
        var request = request(method, path, fields, idempotencyKey);
        return switch (calls.ask(request, path, about)) {
            case Heard.Unclear(var why, var answered) -> new Reply.Unclear(why, answered);
            case Heard.Told told -> understood(told);
        };
    }

    private HttpRequest request(
            HttpMethod method, String path, Map<String, String> fields, @Nullable String idempotencyKey) {
        boolean inBody = method == HttpMethod.POST;
        var encoded = encode(fields);
        var address = settings.baseUrl() + path + (inBody || fields.isEmpty() ? "" : "?" + encoded);
        var request = HttpRequest.newBuilder(URI.create(address))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + settings.secretKey())
                .header("Stripe-Version", API_VERSION);
        if (idempotencyKey != null) request.header("Idempotency-Key", idempotencyKey);
        if (inBody) {
            request.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                    .POST(BodyPublishers.ofString(encoded, StandardCharsets.US_ASCII));
        }
        return request.build();
    }

    private static Reply understood(Heard.Told told) {
        int status = told.status();
        if (told.done() && told.body().isObject()) return new Reply.Done(told.body());
        var error = told.body().path("error");
        var type = error.path("type").asString("");
        if (type.isEmpty()) return new Reply.Unclear("status " + status, true);
        if (status < 400 || TYPES_SAYING_NOTHING.contains(type)) {
            return new Reply.Unclear("status " + status + ": " + type, true);
        }
        return new Reply.Denied(
                status, error.path("decline_code").asString(error.path("code").asString(type)));
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

package org.tsudoi.payments.paypay;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Heard;
import tools.jackson.databind.JsonNode;

/// Speaks HTTP with PayPay: JSON out and in, each call signed, each writing one tried once. What an answer means is the
/// adapter's.
final class PayPayClient {
    private static final String CONTENT_TYPE = "application/json;charset=UTF-8";
    private static final int NONCE_LENGTH = 8;

    private final PayPaySettings settings;
    private final PayPaySignature signature;
    private final Clock clock;
    private final ProviderCalls calls;

    PayPayClient(PayPaySettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.signature = new PayPaySignature(settings.apiKey(), settings.apiSecret());
        this.clock = clock;
        this.calls =
                new ProviderCalls(PayPayAdapter.NAME, settings.connectTimeout(), settings.readTimeout(), clock, calls);
    }

    sealed interface Reply {
        /// @param data what was asked for; missing where there is nothing to show
        record Done(JsonNode data) implements Reply {}

        /// PayPay understood and said no.
        record Denied(int status, String code) implements Reply {}

        record Unclear(String why) implements Reply {}
    }

    /// @param about our id of what this is for, for the log
    Reply get(String path, String query, String about) {
        return call(HttpMethod.GET, path, query, new byte[0], about);
    }

    Reply post(String path, JsonNode body, String about) {
        return call(HttpMethod.POST, path, "", body.toString().getBytes(StandardCharsets.UTF_8), about);
    }

    Reply delete(String path, String about) {
        return call(HttpMethod.DELETE, path, "", new byte[0], about);
    }

    private Reply call(HttpMethod method, String path, String query, byte[] body, String about) {
        var request = request(method, path, query, body, clock.instant());
        return switch (calls.ask(request, path, about)) {
            case Heard.Unclear(var why, var _) -> new Reply.Unclear(why);
            case Heard.Told told -> understood(told);
        };
    }

    private HttpRequest request(HttpMethod method, String path, String query, byte[] body, Instant at) {
        var nonce = UUID.randomUUID().toString().substring(0, NONCE_LENGTH);
        var address = settings.baseUrl() + path + (query.isEmpty() ? "" : "?" + query);
        var request = HttpRequest.newBuilder(URI.create(address))
                .header(
                        HttpHeaders.AUTHORIZATION,
                        signature.header(method.name(), path, nonce, at.getEpochSecond(), CONTENT_TYPE, body))
                .method(method.name(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body.length > 0) request.header(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
        if (!settings.merchantId().isBlank()) request.header("X-ASSUME-MERCHANT", settings.merchantId());
        return request.build();
    }

    private static Reply understood(Heard.Told told) {
        int status = told.status();
        var whole = told.body();
        var code = whole.path("resultInfo").path("code").asString("");
        if (told.done()) {
            return code.equals("SUCCESS") || code.equals("REQUEST_ACCEPTED")
                    ? new Reply.Done(whole.path("data"))
                    : new Reply.Unclear("status " + status + ": " + code);
        }
        return status < 400 || code.isEmpty() ? new Reply.Unclear("status " + status) : new Reply.Denied(status, code);
    }
}

package org.tsudoi.payments.paypay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.payments.provider.CallLog;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Speaks HTTP with PayPay: JSON out and in, each call signed, each writing one tried once. What an answer means is the
/// adapter's.
final class PayPayClient {
    private static final String CONTENT_TYPE = "application/json;charset=UTF-8";
    private static final int BODY_BYTES_MAX = 1024 * 1024;
    private static final int NONCE_LENGTH = 8;

    /// Statuses of a client's error that say nothing about what was done: timed out, in use by another call, too early,
    /// too many calls.
    private static final Set<Integer> SAYS_NOTHING = Set.of(408, 409, 425, 429);

    private final PayPaySettings settings;
    private final PayPaySignature signature;
    private final Clock clock;
    private final CallLog calls;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    PayPayClient(PayPaySettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.signature = new PayPaySignature(settings.apiKey(), settings.apiSecret());
        this.clock = clock;
        this.calls = calls;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
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
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while PayPay is called");
        }
        var at = clock.instant();
        long started = System.nanoTime();
        try {
            var answer = answer(request(method, path, query, body, at));
            note(method, path, answer.statusCode(), started, about, at);
            return understood(answer);
        } catch (IOException silence) {
            note(method, path, null, started, about, at);
            return new Reply.Unclear("no answer: " + cause(silence));
        }
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

    /// The time to read is for the whole answer; the client's own would end with its headers.
    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        try {
            return answer.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("no whole answer after " + settings.readTimeout());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            // Ends what is still on its way; does nothing to what has come.
            answer.cancel(true);
        }
    }

    private Reply understood(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 500 || SAYS_NOTHING.contains(status)) return new Reply.Unclear("status " + status);
        JsonNode body;
        try {
            body = json.readTree(answer.body());
        } catch (JacksonException broken) {
            return new Reply.Unclear("status " + status + " with words not understood");
        }
        var whole = body == null ? MissingNode.getInstance() : body;
        var code = whole.path("resultInfo").path("code").asString("");
        if (status >= 200 && status < 300) {
            return code.equals("SUCCESS") || code.equals("REQUEST_ACCEPTED")
                    ? new Reply.Done(whole.path("data"))
                    : new Reply.Unclear("status " + status + ": " + code);
        }
        return status < 400 || code.isEmpty() ? new Reply.Unclear("status " + status) : new Reply.Denied(status, code);
    }

    private void note(
            HttpMethod method, String path, @Nullable Integer status, long started, String about, Instant at) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        calls.called(new CallLog.Call(PayPayAdapter.NAME, method.name(), path, status, took, about, at));
    }

    private static String cause(Exception silence) {
        Throwable deepest = silence;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        return deepest.getClass().getSimpleName();
    }
}

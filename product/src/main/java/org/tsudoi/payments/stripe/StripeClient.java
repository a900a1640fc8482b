package org.tsudoi.payments.stripe;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.payments.provider.CallLog;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Speaks HTTP with Stripe: forms out, JSON in, and each writing call tried once. What an answer means is the
/// adapter's.
final class StripeClient {
    /// What Stripe's words mean is fixed by this date (docs.stripe.com/changelog), not by the account's
    /// setting.
    private static final String API_VERSION = "2026-06-24.dahlia";

    private static final int BODY_BYTES_MAX = 1024 * 1024;

    /// Statuses of a client's error that say nothing about what was done: timed out, in use by another call,
    /// depends on something that failed, too many calls.
    private static final Set<Integer> SAYS_NOTHING = Set.of(408, 409, 424, 425, 429);

    /// The key was used before with other words, so something was done with it; or it is Stripe's own fault.
    private static final Set<String> TYPES_SAYING_NOTHING = Set.of("idempotency_error", "api_error");

    private final StripeSettings settings;
    private final Clock clock;
    private final CallLog calls;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    StripeClient(StripeSettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.clock = clock;
        this.calls = calls;
        // What comes in is worked on by virtual threads, of which a call costs half as much as of the client's own.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
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
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while Stripe is called");
        }
        var at = clock.instant();
        long started = System.nanoTime();
        try {
            var answer = send(method, path, fields, idempotencyKey);
            note(method, path, answer.statusCode(), started, about, at);
            return understood(answer);
        } catch (IOException silence) {
            note(method, path, null, started, about, at);
            return new Reply.Unclear("no answer: " + cause(silence), false);
        }
    }

    private HttpResponse<byte[]> send(
            HttpMethod method, String path, Map<String, String> fields, @Nullable String idempotencyKey)
            throws IOException {
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
        return answer(request.build());
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
        if (status >= 500 || SAYS_NOTHING.contains(status)) {
            return new Reply.Unclear("status " + status, true);
        }
        JsonNode body;
        try {
            body = json.readTree(answer.body());
        } catch (JacksonException broken) {
            return new Reply.Unclear("status " + status + " with words not understood", true);
        }
        if (status >= 200 && status < 300 && body != null && body.isObject()) {
            return new Reply.Done(body);
        }
        var error = body == null ? MissingNode.getInstance() : body.path("error");
        var type = error.path("type").asString("");
        if (type.isEmpty()) return new Reply.Unclear("status " + status, true);
        if (status < 400 || TYPES_SAYING_NOTHING.contains(type)) {
            return new Reply.Unclear("status " + status + ": " + type, true);
        }
        return new Reply.Denied(
                status, error.path("decline_code").asString(error.path("code").asString(type)));
    }

    private void note(
            HttpMethod method, String path, @Nullable Integer status, long started, String about, Instant at) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        calls.called(new CallLog.Call(StripeAdapter.NAME, method.name(), path, status, took, about, at));
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String cause(Exception silence) {
        Throwable deepest = silence;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        return deepest.getClass().getSimpleName();
    }
}

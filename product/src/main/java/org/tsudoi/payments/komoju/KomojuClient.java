package org.tsudoi.payments.komoju;

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
import java.util.Base64;
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
import tools.jackson.databind.node.ObjectNode;

/// Speaks HTTP with KOMOJU: JSON out and in, and each writing call tried once. What an answer means is the
/// adapter's.
final class KomojuClient {
    private static final String API = "/api/v1";
    private static final String KEY_HEADER = "X-KOMOJU-IDEMPOTENCY";
    private static final int BODY_BYTES_MAX = 1024 * 1024;

    /// Statuses of a client's error that say nothing about what was done: timed out, in use by another call,
    /// depends on something that failed, too many calls.
    private static final Set<Integer> SAYS_NOTHING = Set.of(408, 409, 424, 425, 429);

    private final KomojuSettings settings;
    private final Clock clock;
    private final CallLog calls;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    KomojuClient(KomojuSettings settings, Clock clock, CallLog calls) {
        this.settings = settings;
        this.clock = clock;
        this.calls = calls;
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
        return call(HttpMethod.GET, path, request.build(), about);
    }

    Reply post(String path, @Nullable ObjectNode body, @Nullable String idempotencyKey, String about) {
        var words = body == null ? "{}" : body.toString();
        var request = request(path)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(BodyPublishers.ofString(words));
        if (idempotencyKey != null) request.header(KEY_HEADER, idempotencyKey);
        return call(HttpMethod.POST, path, request.build(), about);
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        var key = (settings.secretKey() + ":").getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(settings.baseUrl() + API + pathAndQuery))
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
                .header(
                        HttpHeaders.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(key));
    }

    private Reply call(HttpMethod method, String path, HttpRequest request, String about) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while KOMOJU is called");
        }
        var at = clock.instant();
        long started = System.nanoTime();
        try {
            var answer = answer(request);
            note(method, path, answer.statusCode(), started, about, at);
            return understood(answer);
        } catch (IOException silence) {
            note(method, path, null, started, about, at);
            return new Reply.Unclear("no answer: " + cause(silence));
        }
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
        if (status >= 200 && status < 300 && body != null && body.isObject()) return new Reply.Done(body);
        var error = body == null ? MissingNode.getInstance() : body.path("error");
        var code = error.path("code").asString("");
        return status < 400 || code.isEmpty()
                ? new Reply.Unclear("status " + status)
                : new Reply.Denied(status, code, error.path("param").asString(""));
    }

    private void note(
            HttpMethod method, String path, @Nullable Integer status, long started, String about, Instant at) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        calls.called(new CallLog.Call(KomojuAdapter.NAME, method.name(), API + path, status, took, about, at));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String cause(Exception silence) {
        Throwable deepest = silence;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        return deepest.getClass().getSimpleName();
    }
}

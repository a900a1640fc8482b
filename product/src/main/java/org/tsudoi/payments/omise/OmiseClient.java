package org.tsudoi.payments.omise;

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
import java.util.Objects;
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
import org.tsudoi.payments.Picture;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Speaks HTTP with Omise: JSON out and in, and each writing call tried once. What an answer means is the
/// adapter's.
final class OmiseClient {
    /// What Omise's words mean is fixed by this date (docs.omise.co/api-versioning), not by the account's setting.
    private static final String API_VERSION = "2019-05-29";

    private static final int BODY_BYTES_MAX = 1024 * 1024;

    /// Statuses of a client's error that say nothing about what was done: timed out, in use by another call,
    /// depends on something that failed, too many calls.
    private static final Set<Integer> SAYS_NOTHING = Set.of(408, 409, 424, 425, 429);

    /// The bank behind it did not answer as it should, whatever it did.
    private static final Set<String> SAYS_TOO_LITTLE = Set.of("backend_error");

    private static final Set<String> PICTURES = Set.of("image/svg+xml", "image/png");

    private final OmiseSettings settings;
    private final Clock clock;
    private final CallLog calls;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    OmiseClient(OmiseSettings settings, Clock clock, CallLog calls) {
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
        return call(HttpMethod.GET, path, request.build(), about);
    }

    Reply post(String path, ObjectNode body, String about) {
        var request = request(path)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(BodyPublishers.ofString(body.toString()));
        return call(HttpMethod.POST, path, request.build(), about);
    }

    /// The picture at an address that Omise gave: of its own hosts only, and without our key.
    Answer<Picture> picture(URI address, String about) {
        if (!isOfOmise(address)) return new Answer.Refused<>(RefusalReason.NOT_FOUND, "picture_elsewhere");
        requireNoTransaction();
        var at = clock.instant();
        long started = System.nanoTime();
        try {
            var answer = answer(HttpRequest.newBuilder(address).GET().build());
            note(HttpMethod.GET, "a picture", answer.statusCode(), started, about, at);
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
        } catch (IOException silence) {
            note(HttpMethod.GET, "a picture", null, started, about, at);
            return new Answer.NotKnown<>("no answer: " + cause(silence));
        }
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

    private Reply call(HttpMethod method, String path, HttpRequest request, String about) {
        requireNoTransaction();
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

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while Omise is called");
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
        if (body == null || !body.isObject()) return new Reply.Unclear("status " + status);
        var object = body.path("object").asString("");
        if (status >= 200 && status < 300 && !object.equals("error")) return new Reply.Done(body);
        var code = body.path("code").asString("");
        return status < 400 || !object.equals("error") || code.isEmpty() || SAYS_TOO_LITTLE.contains(code)
                ? new Reply.Unclear("status " + status + ": " + code)
                : new Reply.Denied(status, code, body.path("message").asString(""));
    }

    private void note(
            HttpMethod method, String path, @Nullable Integer status, long started, String about, Instant at) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        calls.called(new CallLog.Call(OmiseAdapter.NAME, method.name(), path, status, took, about, at));
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

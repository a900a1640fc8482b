package org.tsudoi.payments.provider;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// How adapters speak HTTP: with a bounded time and a bounded answer, each call made once and noted, never while a
/// transaction is open, nobody followed elsewhere. What an answer means is the adapter's.
public final class ProviderCalls {
    private static final int BODY_BYTES_MAX = 1024 * 1024;

    /// Statuses of a client's error that say nothing about what was done: timed out, in use by another call,
    /// depends on something that failed, too early, too many calls.
    private static final Set<Integer> SAYS_NOTHING = Set.of(408, 409, 424, 425, 429);

    private final String provider;
    private final Duration readTimeout;
    private final Clock clock;
    private final CallLog calls;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    /// @param readTimeout for the whole answer
    public ProviderCalls(String provider, Duration connectTimeout, Duration readTimeout, Clock clock, CallLog calls) {
        this.provider = provider;
        this.readTimeout = readTimeout;
        this.clock = clock;
        this.calls = calls;
        // What comes in is worked on by virtual threads, of which a call costs half as much as of the client's own.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// What came of a call that is answered in JSON.
    public sealed interface Heard {
        /// A status that says something, with words that are JSON.
        record Told(int status, JsonNode body) implements Heard {
            public boolean done() {
                return status >= 200 && status < 300;
            }
        }

        /// @param answered whether any answer came
        record Unclear(String why, boolean answered) implements Heard {}
    }

    /// What came of a call, whatever its words are.
    public sealed interface Came {
        record Whole(HttpResponse<byte[]> answer) implements Came {}

        record Silence(String why) implements Came {}
    }

    /// @param path  as the log shows it: no secrets, no personal data
    /// @param about our id of what this is for, for the log
    public Heard ask(HttpRequest request, String path, String about) {
        return switch (fetch(request, path, about)) {
            case Came.Silence(var why) -> new Heard.Unclear(why, false);
            case Came.Whole(var answer) -> understood(answer);
        };
    }

    public Came fetch(HttpRequest request, String path, String about) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while " + provider + " is called");
        }
        var at = clock.instant();
        long started = System.nanoTime();
        try {
            var answer = answer(request);
            note(request, path, answer.statusCode(), started, about, at);
            return new Came.Whole(answer);
        } catch (IOException silence) {
            note(request, path, null, started, about, at);
            return new Came.Silence("no answer: " + cause(silence));
        }
    }

    /// The time to read is for the whole answer; the client's own would end with its headers.
    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        try {
            return answer.get(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("no whole answer after " + readTimeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            // Ends what is still on its way; does nothing to what has come.
            answer.cancel(true);
        }
    }

    /// What a whole answer says, for who looked at its status first.
    public Heard understood(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 500 || SAYS_NOTHING.contains(status)) return new Heard.Unclear("status " + status, true);
        try {
            JsonNode body = json.readTree(answer.body());
            return new Heard.Told(status, Objects.requireNonNullElse(body, MissingNode.getInstance()));
        } catch (JacksonException broken) {
            return new Heard.Unclear("status " + status + " with words not understood", true);
        }
    }

    private void note(
            HttpRequest request, String path, @Nullable Integer status, long started, String about, Instant at) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        calls.called(new CallLog.Call(provider, request.method(), path, status, took, about, at));
    }

    private static String cause(Exception silence) {
        Throwable deepest = silence;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        return deepest.getClass().getSimpleName();
    }
}

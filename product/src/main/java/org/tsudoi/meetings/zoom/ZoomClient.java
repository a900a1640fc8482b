package org.tsudoi.meetings.zoom;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks HTTP with Zoom: a token of the account (server-to-server OAuth), JSON out and in, each writing call
/// tried once. What an answer means is the adapter's.
final class ZoomClient {
    private static final int BODY_BYTES_MAX = 2 * 1024 * 1024;
    private static final Duration REFRESHED_BEFORE_END = Duration.ofSeconds(60);
    private static final Duration LEFT_ALONE_USUALLY = Duration.ofSeconds(10);
    private static final Duration LEFT_ALONE_AT_MOST = Duration.ofDays(1);

    private final ZoomSettings settings;
    private final Clock clock;
    private final RestClient http;
    private final JsonMapper json = JsonMapper.builder().build();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Token token;

    private record Token(String value, Instant until) {
        boolean isGood(Instant now) {
            return now.isBefore(until.minus(REFRESHED_BEFORE_END));
        }
    }

    ZoomClient(ZoomSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(settings.readTimeout());
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    sealed interface Reply {
        /// @param body an empty object where Zoom answers with nothing
        record Done(JsonNode body) implements Reply {}

        /// Zoom understood and said no.
        ///
        /// @param code Zoom's own
        record Denied(int status, int code) implements Reply {}

        /// Nothing was done, and Zoom wants to be left alone for a while.
        ///
        /// @param daily whether the day's allowance is used up
        record TooMany(boolean daily, int seconds) implements Reply {}

        record Unclear(String why) implements Reply {}
    }

    Reply get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    Reply send(HttpMethod method, String path, @Nullable Object body) {
        return call(method, path, body);
    }

    private Reply call(HttpMethod method, String path, @Nullable Object body) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while Zoom is called");
        }
        var first = once(method, path, body);
        if (first instanceof Reply.Denied(int status, int _) && status == 401) {
            // The token was taken back early: nothing was done, so the same call is made with a new one.
            token = null;
            return once(method, path, body);
        }
        return first;
    }

    private Reply once(HttpMethod method, String path, @Nullable Object body) {
        var good = token;
        if (good == null || !good.isGood(clock.instant())) {
            var refusal = refresh();
            if (refusal != null) {
                return refusal;
            }
            good = token;
        }
        if (good == null) {
            return new Reply.Unclear("the token was taken back again");
        }
        var bearer = "Bearer " + good.value();
        return exchange(method, URI.create(settings.apiUrl() + path), bearer, MediaType.APPLICATION_JSON, body);
    }

    /// @return null when there is a good token now
    private @Nullable Reply refresh() {
        refreshing.lock();
        try {
            var other = token;
            if (other != null && other.isGood(clock.instant())) {
                return null;
            }
            var form = "grant_type=account_credentials&account_id="
                    + URLEncoder.encode(settings.accountId(), StandardCharsets.UTF_8);
            var basic = "Basic "
                    + HttpHeaders.encodeBasicAuth(settings.clientId(), settings.clientSecret(), StandardCharsets.UTF_8);
            var at = clock.instant();
            var reply =
                    exchange(HttpMethod.POST, settings.tokenUrl(), basic, MediaType.APPLICATION_FORM_URLENCODED, form);
            return switch (reply) {
                case Reply.Done(var body) -> {
                    var value = body.path("access_token").asString("");
                    if (value.isEmpty()) {
                        yield new Reply.TooMany(false, (int) LEFT_ALONE_USUALLY.toSeconds());
                    }
                    token = new Token(
                            value, at.plusSeconds(body.path("expires_in").asLong(0)));
                    yield null;
                }
                // Whatever happened to the token, the call itself was not made.
                case Reply.Denied _ -> new Reply.Denied(403, 0);
                case Reply.TooMany tooMany -> tooMany;
                case Reply.Unclear _ -> new Reply.TooMany(false, (int) LEFT_ALONE_USUALLY.toSeconds());
            };
        } finally {
            refreshing.unlock();
        }
    }

    private record RawAnswer(int status, HttpHeaders headers, byte[] body) {}

    private Reply exchange(
            HttpMethod method, URI address, String authorization, MediaType type, @Nullable Object body) {
        try {
            var request = http.method(method).uri(address).header(HttpHeaders.AUTHORIZATION, authorization);
            if (body != null) {
                var text = body instanceof String form ? form : json.writeValueAsString(body);
                request.contentType(type).body(text.getBytes(StandardCharsets.UTF_8));
            }
            var answer = request.exchange((_, response) -> new RawAnswer(
                    response.getStatusCode().value(), response.getHeaders(), limited(response.getBody())));
            return answer == null ? new Reply.Unclear("nothing came back") : understood(answer);
        } catch (RestClientException silence) {
            return new Reply.Unclear("no answer: " + cause(silence));
        }
    }

    private Reply understood(RawAnswer answer) {
        int status = answer.status();
        if (status == 429) {
            return tooMany(answer.headers());
        }
        if (status >= 500 || status == 408 || status < 200 || (status >= 300 && status < 400)) {
            return new Reply.Unclear("status " + status);
        }
        JsonNode body;
        try {
            body = answer.body().length == 0 ? json.createObjectNode() : json.readTree(answer.body());
        } catch (JacksonException broken) {
            return status < 300
                    ? new Reply.Unclear("status " + status + " with words not understood")
                    : new Reply.Denied(status, 0);
        }
        return status < 300
                ? new Reply.Done(body)
                : new Reply.Denied(status, body.path("code").asInt(0));
    }

    /// `Retry-After` is a moment at Zoom; seconds are understood too.
    private Reply tooMany(HttpHeaders headers) {
        var type = headers.getFirst("X-RateLimit-Type");
        boolean daily = type != null && type.toLowerCase(Locale.ROOT).startsWith("daily");
        var wait = LEFT_ALONE_USUALLY;
        var told = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (told != null) {
            try {
                wait = told.matches("\\d{1,6}")
                        ? Duration.ofSeconds(Long.parseLong(told))
                        : Duration.between(clock.instant(), Instant.parse(told));
            } catch (DateTimeException notUnderstood) {
                wait = LEFT_ALONE_USUALLY;
            }
        }
        long seconds = Math.clamp(wait.toSeconds() + 1, 1, LEFT_ALONE_AT_MOST.toSeconds());
        return new Reply.TooMany(daily, (int) seconds);
    }

    private static byte[] limited(InputStream body) throws IOException {
        var bytes = body.readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            throw new IOException("an answer of more than " + BODY_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private static String cause(Exception silence) {
        Throwable deepest = silence;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName();
    }
}

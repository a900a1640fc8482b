package org.tsudoi.payments.transfer;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Heard;

/// The access token that each call carries: fetched for the refresh token, kept until shortly before it is over or the
/// bank takes it no more. Each refresh token that the bank gives takes the place of the one before it.
final class GanbTokens {
    private static final String PATH = "/auth/v1/token";

    /// No call begins with a token that may be over when it arrives.
    private static final Duration SPARE = Duration.ofMinutes(1);

    private final GanbSettings settings;
    private final GanbTokenTable table;
    private final ProviderCalls calls;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;

    GanbTokens(GanbSettings settings, GanbTokenTable table, Clock clock, CallLog calls) {
        this.settings = settings;
        this.table = table;
        this.clock = clock;
        this.calls = new ProviderCalls(
                TransferAdapter.NAME, settings.connectTimeout(), settings.readTimeout(), clock, calls);
    }

    private record Held(String value, Instant until) {
        @Override
        public String toString() {
            return "a token until " + until;
        }
    }

    sealed interface Token {
        record Good(String value) implements Token {
            @Override
            public String toString() {
                return "Good[…]";
            }
        }

        record Denied(String code) implements Token {}

        record Unclear(String why) implements Token {}
    }

    Token get() {
        lock.lock();
        try {
            var now = held;
            return now != null && clock.instant().isBefore(now.until()) ? new Token.Good(now.value()) : fetch();
        } finally {
            lock.unlock();
        }
    }

    /// The bank takes it no more.
    void forget(String value) {
        lock.lock();
        try {
            if (held != null && held.value().equals(value)) held = null;
        } finally {
            lock.unlock();
        }
    }

    private Token fetch() {
        var refresh = table.find(settings.clientId(), settings.refreshToken());
        return switch (calls.ask(request(refresh), PATH, "")) {
            case Heard.Unclear(var why, var _) -> new Token.Unclear("no token: " + why);
            case Heard.Told told when told.done() -> keep(told, refresh);
            case Heard.Told told -> new Token.Denied(told.body().path("error").asString("token_" + told.status()));
        };
    }

    private Token keep(Heard.Told told, String refresh) {
        var access = told.body().path("access_token").asString("");
        long seconds = told.body().path("expires_in").asLong(0);
        if (access.isEmpty()) return new Token.Unclear("a token without a token");
        var next = told.body().path("refresh_token").asString("");
        if (!next.isEmpty() && !next.equals(refresh)) {
            table.keep(settings.clientId(), settings.refreshToken(), next, clock.instant());
        }
        held = new Held(access, clock.instant().plusSeconds(seconds).minus(SPARE));
        return new Token.Good(access);
    }

    private HttpRequest request(String refresh) {
        var pair = settings.clientId() + ":" + settings.clientSecret();
        return HttpRequest.newBuilder(URI.create(settings.baseUrl() + PATH))
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                .header(
                        HttpHeaders.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(
                        "grant_type=refresh_token&refresh_token=" + URLEncoder.encode(refresh, StandardCharsets.UTF_8)))
                .build();
    }
}

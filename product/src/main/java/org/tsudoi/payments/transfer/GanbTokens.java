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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.ProviderCalls;
import org.tsudoi.payments.provider.ProviderCalls.Heard;
import org.tsudoi.payments.transfer.GanbTokenTable.Kept;

/// The access token that each call carries: fetched for the refresh token, kept until shortly before it is over or the
/// bank takes it no more. Each refresh token that the bank gives takes the place of the one before it, which may be
/// good no more then: of all processes one at a time uses it.
final class GanbTokens {
    private static final String PATH = "/auth/v1/token";

    /// No call begins with a token that may be over when it arrives.
    private static final Duration SPARE = Duration.ofMinutes(1);

    /// Where the bank does not say how long a token lives.
    private static final long SECONDS_LEAST = 300;

    private static final Logger log = LoggerFactory.getLogger(GanbTokens.class);

    private final GanbSettings settings;
    private final GanbTokenTable table;
    private final ProviderCalls calls;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;

    /// What is not stored yet: the bank may take no other any more.
    private @Nullable Kept unsaved;

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
            save();
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
        var now = clock.instant();
        var until = now.plus(settings.connectTimeout())
                .plus(settings.readTimeout().multipliedBy(2))
                .plus(SPARE);
        return table.claim(settings.clientId(), settings.refreshToken(), now, until)
                .map(this::latest)
                .map(it -> fetch(it, true))
                .orElseGet(() -> new Token.Unclear("another process is fetching a token"));
    }

    private Kept latest(Kept stored) {
        var ours = unsaved;
        return ours != null && ours.version() == stored.version() ? ours : stored;
    }

    private Token fetch(Kept used, boolean again) {
        return switch (calls.ask(request(used.refresh()), PATH, "")) {
            case Heard.Unclear(var why, var _) -> nothing(used, "no token: " + why);
            case Heard.Told told when told.done() -> keep(told, used);
            case Heard.Told told -> denied(told, used, again);
        };
    }

    private Token nothing(Kept used, String why) {
        table.release(settings.clientId(), used.version());
        return new Token.Unclear(why);
    }

    /// Only a wrong client is a refusal: a token that is taken no more says nothing about what was asked for with it.
    private Token denied(Heard.Told told, Kept used, boolean again) {
        var code = told.body().path("error").asString("token_" + told.status());
        if (code.equals("invalid_client")) {
            table.release(settings.clientId(), used.version());
            return new Token.Denied(code);
        }
        if (!code.equals("invalid_grant")) return nothing(used, "no token: " + code);
        var newest = table.find(settings.clientId()).filter(it -> it.version() != used.version());
        if (again && newest.isPresent()) return fetch(newest.get(), false);
        table.deny(settings.clientId(), used.version(), clock.instant());
        log.error("The bank takes the refresh token no more: set TSUDOI_GANB_REFRESH_TOKEN anew");
        return new Token.Unclear("the refresh token is taken no more");
    }

    private Token keep(Heard.Told told, Kept used) {
        var next = told.body().path("refresh_token").asString("");
        unsaved = new Kept(next.isEmpty() ? used.refresh() : next, used.version());
        save();
        var access = told.body().path("access_token").asString("");
        if (access.isEmpty()) return new Token.Unclear("a token without a token");
        long lives = told.body().path("expires_in").asLong(0);
        long seconds = lives > 0 ? lives : SECONDS_LEAST;
        held = new Held(access, clock.instant().plusSeconds(Math.max(seconds - SPARE.toSeconds(), seconds / 2)));
        return new Token.Good(access);
    }

    /// Else it is tried again before the next call.
    private void save() {
        var it = unsaved;
        if (it == null) return;
        try {
            if (!table.keep(settings.clientId(), it.version(), it.refresh(), clock.instant())) {
                log.warn("Another refresh token of the bank was stored meanwhile");
            }
            unsaved = null;
        } catch (DataAccessException notStored) {
            log.error("The bank's new refresh token is not stored yet", notStored);
        }
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

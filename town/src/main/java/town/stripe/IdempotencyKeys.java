package town.stripe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// docs.stripe.com/api/idempotent_requests: the first answer to a key, whatever it was, is the answer for a day.
@Component
class IdempotencyKeys {
    private static final int LONGEST = 255;
    private static final Duration KEPT_FOR = Duration.ofHours(24);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> running = new HashMap<>();
    private final Shelf<Kept> shelf;
    private final Clock clock;

    IdempotencyKeys(Keeper keeper, TownClock clock) {
        this.shelf = keeper.shelf("stripe-keys", Kept.class, 20_000);
        this.clock = clock;
    }

    /// @param body deflated
    record Kept(String fingerprint, int status, byte[] body, String requestId, Instant at) {}

    record Earlier(int status, String body, String requestId) {}

    /// The answer given before; empty: go ahead, and say `end` whatever happens.
    ///
    /// @throws StripeError other parameters, or the first call with this key is not yet answered
    Optional<Earlier> begin(String key, String call) {
        if (key.length() > LONGEST) {
            throw StripeError.invalid(null, "Idempotency keys can be up to 255 characters long.", null);
        }
        var fingerprint = digest(call);
        lock.lock();
        try {
            var busy = running.get(key);
            if (busy != null) {
                throw busy.equals(fingerprint) ? StripeError.keyInUse(key) : StripeError.otherParameters(key);
            }
            var kept = shelf.find(key).filter(it -> it.at().plus(KEPT_FOR).isAfter(clock.instant()));
            if (kept.isEmpty()) {
                running.put(key, fingerprint);
                return Optional.empty();
            }
            if (!kept.get().fingerprint().equals(fingerprint)) {
                throw StripeError.otherParameters(key);
            }
            return kept.map(it -> new Earlier(it.status(), inflate(it.body()), it.requestId()));
        } finally {
            lock.unlock();
        }
    }

    void keep(String key, String call, int status, String body, String requestId) {
        shelf.put(key, new Kept(digest(call), status, deflate(body), requestId, clock.instant()));
    }

    void end(String key) {
        lock.lock();
        try {
            running.remove(key);
        } finally {
            lock.unlock();
        }
    }

    private static String digest(String call) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(call.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] deflate(String body) {
        var out = new ByteArrayOutputStream();
        // Each answer is kept, hardly one is asked for again.
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var deflater = new DeflaterOutputStream(out, fast)) {
            deflater.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return out.toByteArray();
    }

    private static String inflate(byte[] body) {
        try (var inflater = new InflaterInputStream(new ByteArrayInputStream(body))) {
            return new String(inflater.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.tsudoi.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids (UUID version 7, growing with time) and shows them to people as `ord_01jd…`: a prefix that says
/// what the thing is, and 26 lowercase letters and digits of Crockford's base32. An id is not a secret: what
/// must not be guessed is a token of the `privacy` module.
public final class Ids {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private final Clock clock;
    private final SecureRandom random;
    /// Milliseconds, shifted by the 12 bits that count the ids made within one, so that ids of one process
    /// always grow.
    private final AtomicLong last = new AtomicLong();

    public Ids(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long now = clock.millis() << 12;
        long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = (stamp >>> 12) << 16 | 0x7000 | (stamp & 0xfff);
        long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
        return new UUID(high, low);
    }

    /// `show("ord", id)` is `ord_` and 26 letters.
    public static String show(String prefix, UUID id) {
        var shown = new char[LENGTH];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int place = LENGTH - 1; place >= 0; place--) {
            shown[place] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | (high & 31) << 59;
            high >>>= 5;
        }
        return prefix + '_' + new String(shown);
    }

    /// The id behind what `show` wrote, or nothing when the text is not such an id with this prefix.
    public static Optional<UUID> parse(String prefix, String shown) {
        int start = prefix.length() + 1;
        if (shown.length() != start + LENGTH || !shown.startsWith(prefix) || shown.charAt(start - 1) != '_') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int place = start; place < shown.length(); place++) {
            int value = ALPHABET.indexOf(Character.toLowerCase(shown.charAt(place)));
            if (value < 0 || (place == start && value > 7)) {
                return Optional.empty();
            }
            high = high << 5 | low >>> 59;
            low = low << 5 | value;
        }
        return Optional.of(new UUID(high, low));
    }
}

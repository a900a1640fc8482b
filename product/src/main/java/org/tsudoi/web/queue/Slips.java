package org.tsudoi.web.queue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.tsudoi.privacy.Vault;

/// Tickets and turns as their holders keep them: signed with a key that all nodes derive, and stored nowhere.
@Component
class Slips {
    private static final String MAC = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int LENGTH_MAX = 120;

    /// A place in the queue is kept so long, and then is nobody's.
    static final Duration TICKET_KEPT = Duration.ofHours(2);

    private final SecretKeySpec key;

    Slips(Vault vault) {
        this.key = new SecretKeySpec(vault.derivedKey("web.queue"), MAC);
    }

    /// @param until to when the form may be sent
    record Turn(Spot spot, Instant until) {}

    String ticket(String slug, Spot spot) {
        return signed("ticket " + slug, spot, 0);
    }

    String turn(String slug, Turn turn) {
        return signed("turn " + slug, turn.spot(), turn.until().getEpochSecond());
    }

    Optional<Spot> readTicket(String slug, String slip, Instant now) {
        return read("ticket " + slug, slip)
                .map(Turn::spot)
                .filter(spot -> now.isBefore(spot.arrivedAt().plus(TICKET_KEPT)));
    }

    Optional<Turn> readTurn(String slug, String slip, Instant now) {
        return read("turn " + slug, slip).filter(turn -> now.isBefore(turn.until()));
    }

    private String signed(String what, Spot spot, long until) {
        var words = String.join(
                ".",
                Long.toString(spot.arrivedMicros(), 36),
                Long.toString(spot.nonce(), 36),
                Long.toString(spot.node(), 36),
                Long.toString(until, 36));
        return words + '.' + mac(what, words);
    }

    private Optional<Turn> read(String what, String slip) {
        int dot = slip.lastIndexOf('.');
        if (dot < 0 || slip.length() > LENGTH_MAX) return Optional.empty();
        var words = slip.substring(0, dot);
        var expected = mac(what, words).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, slip.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        var parts = words.split("\\.", -1);
        var spot = new Spot(number(parts[0]), number(parts[1]), number(parts[2]));
        return Optional.of(new Turn(spot, Instant.ofEpochSecond(number(parts[3]))));
    }

    private static long number(String written) {
        return Long.parseLong(written, 36);
    }

    private String mac(String what, String words) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            var whole = mac.doFinal((what + '\n' + words).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}

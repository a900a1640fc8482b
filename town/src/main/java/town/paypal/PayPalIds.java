package town.paypal;

import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Names for new things, shaped as PayPal shapes them.
@Component
class PayPalIds {
    private static final String SIGNS = "0123456789ABCDEFGHJKLMNPRSTUVWXY";

    private final SecureRandom random = new SecureRandom();

    /// An order, a capture, a refund: 17 digits and capitals.
    String transaction() {
        return signs(17);
    }

    String account() {
        return signs(13);
    }

    String dispute() {
        return "PP-R-" + signs(3) + "-" + random.nextInt(100_000_000, 1_000_000_000);
    }

    String event() {
        return "WH-" + signs(17) + "-" + signs(17);
    }

    /// Of a kept wallet.
    String vault() {
        return signs(8).toLowerCase(Locale.ROOT);
    }

    String customer() {
        return Integer.toString(random.nextInt(100_000_000, 1_000_000_000));
    }

    String token() {
        return "A21AA" + signs(92);
    }

    String debug() {
        return Long.toHexString(random.nextLong(1L << 44, 1L << 48));
    }

    private String signs(int count) {
        var word = new StringBuilder(count);
        var drawn = new byte[count];
        random.nextBytes(drawn);
        for (byte one : drawn) {
            word.append(SIGNS.charAt(one & 31));
        }
        return word.toString();
    }
}

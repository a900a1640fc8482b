package town.omise;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// Names for new things, shaped as Omise shapes them.
@Component
class OmiseIds {
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String HEX = "0123456789ABCDEF";
    private static final int LENGTH = 19;

    private final SecureRandom random = new SecureRandom();

    /// @param kind `chrg`, `src` …
    String of(String kind) {
        return kind + "_test_" + drawn(LETTERS, LENGTH);
    }

    String download() {
        return drawn(HEX, 16);
    }

    /// What a bank writes on a statement: eighteen digits.
    String reference() {
        return drawn("0123456789", 18);
    }

    private String drawn(String from, int count) {
        var word = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            word.append(from.charAt(random.nextInt(from.length())));
        }
        return word.toString();
    }
}

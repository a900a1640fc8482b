package town.komoju;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// Ids of 25 small letters and digits, and the numbers that people type at a terminal.
@Component
class KomojuIds {
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 25;

    private final SecureRandom random = new SecureRandom();

    String id() {
        return drawn(LETTERS, LENGTH);
    }

    /// May begin with zeros, as the real ones may.
    String digits(int count) {
        return drawn("0123456789", count);
    }

    private String drawn(String from, int count) {
        var word = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            word.append(from.charAt(random.nextInt(from.length())));
        }
        return word.toString();
    }
}

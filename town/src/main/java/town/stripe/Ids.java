package town.stripe;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// Names for new things, shaped as Stripe shapes them.
@Component
class Ids {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();

    String session() {
        return "cs_test_a1" + letters(56);
    }

    String of(String prefix) {
        return prefix + "_1" + letters(23);
    }

    /// Draws for all letters at once: each question to the system's randomness costs more than a letter.
    String letters(int count) {
        var word = new StringBuilder(count);
        var drawn = new byte[count + count / 8 + 8];
        while (word.length() < count) {
            random.nextBytes(drawn);
            for (int i = 0; i < drawn.length && word.length() < count; i++) {
                // Six bits; the two numbers that no letter has are passed over, so that all letters are as likely.
                int letter = drawn[i] & 63;
                if (letter < LETTERS.length()) {
                    word.append(LETTERS.charAt(letter));
                }
            }
        }
        return word.toString();
    }
}

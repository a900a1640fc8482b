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

    String letters(int count) {
        var word = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }
}

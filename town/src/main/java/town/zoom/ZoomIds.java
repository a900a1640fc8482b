package town.zoom;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Ids and secrets in the shapes Zoom gives them.
@Component
class ZoomIds {
    private static final String DIGITS_AND_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();

    /// Eleven digits: too large for an int, as the real ones are.
    long meeting() {
        return random.nextLong(80_000_000_000L, 100_000_000_000L);
    }

    /// Base64 with its slashes and pluses, as the real ones have.
    String uuid() {
        return Base64.getEncoder().encodeToString(bytes(16));
    }

    String id() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(16));
    }

    String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(30));
    }

    String password() {
        var password = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            password.append(DIGITS_AND_LETTERS.charAt(random.nextInt(DIGITS_AND_LETTERS.length())));
        }
        return password.toString();
    }

    int pin() {
        return random.nextInt(100_000, 1_000_000);
    }

    int userId() {
        return random.nextInt(16_000_000, 17_000_000);
    }

    /// A person's id at Zoom: always the same for the same mail address.
    static String user(String email) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}

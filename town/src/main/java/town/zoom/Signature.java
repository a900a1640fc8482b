package town.zoom;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How Zoom signs what it sends (developers.zoom.us, "Using webhooks").
final class Signature {
    private Signature() {}

    /// The value of `x-zm-signature`.
    ///
    /// @param timestamp seconds, as `x-zm-request-timestamp` has them
    static String of(String secret, String timestamp, String body) {
        return "v0=" + hex(secret, "v0:" + timestamp + ":" + body);
    }

    /// What an endpoint answers to `endpoint.url_validation`, beside the plain token.
    static String encryptedToken(String secret, String plainToken) {
        return hex(secret, plainToken);
    }

    private static String hex(String secret, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

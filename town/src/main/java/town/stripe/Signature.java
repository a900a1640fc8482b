package town.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header `Stripe-Signature`: docs.stripe.com/webhooks, "Verify manually".
final class Signature {
    private Signature() {}

    static String header(String secret, Instant at, String body) {
        return "t=" + at.getEpochSecond() + ",v1=" + hex(secret, at.getEpochSecond() + "." + body);
    }

    private static String hex(String secret, String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

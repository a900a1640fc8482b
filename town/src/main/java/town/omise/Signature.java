package town.omise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header `Omise-Signature`: docs.omise.co/api-webhooks. One signature for each secret, separated by commas.
final class Signature {
    private Signature() {}

    /// @param secrets in Base64
    static String header(List<String> secrets, Instant at, String body) {
        return secrets.stream()
                .map(secret -> hex(Base64.getDecoder().decode(secret.strip()), at.getEpochSecond() + "." + body))
                .collect(Collectors.joining(","));
    }

    private static String hex(byte[] secret, String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

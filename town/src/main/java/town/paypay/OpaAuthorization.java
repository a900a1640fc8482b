package town.paypay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The header `Authorization: hmac OPA-Auth:…` (paypay.ne.jp/opa/doc, "API authentication").
final class OpaAuthorization {
    static final String SCHEME = "hmac OPA-Auth:";
    private static final String NOTHING = "empty";

    private OpaAuthorization() {}

    /// @param contentType as it stands in its header, to the last semicolon
    /// @param path without query
    static String header(
            String key,
            String secret,
            String method,
            String path,
            String nonce,
            String epoch,
            @Nullable String contentType,
            byte[] body) {
        var hash = hash(contentType, body);
        return SCHEME + key + ":" + mac(secret, method, path, nonce, epoch, contentType, body) + ":" + nonce + ":"
                + epoch + ":" + hash;
    }

    static String hash(@Nullable String contentType, byte[] body) {
        if (contentType == null || body.length == 0) {
            return NOTHING;
        }
        try {
            var md5 = MessageDigest.getInstance("MD5");
            md5.update(contentType.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(md5.digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String mac(
            String secret,
            String method,
            String path,
            String nonce,
            String epoch,
            @Nullable String contentType,
            byte[] body) {
        var hash = hash(contentType, body);
        var type = contentType == null || body.length == 0 ? NOTHING : contentType;
        var signed = String.join("\n", path, method, nonce, epoch, type, hash);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

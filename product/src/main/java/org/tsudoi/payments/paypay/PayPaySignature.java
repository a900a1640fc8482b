package org.tsudoi.payments.paypay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header `Authorization` (paypay.ne.jp/opa/doc, "API authentication", 2026-11).
record PayPaySignature(String key, String secret) {
    private static final String NOTHING = "empty";

    /// @param path without query
    /// @param contentType to the letter as in its header
    /// @param body none: nothing of it and its type is signed but a word
    String header(String method, String path, String nonce, long epoch, String contentType, byte[] body) {
        boolean none = body.length == 0;
        var hash = none ? NOTHING : hash(contentType, body);
        var words = String.join("\n", path, method, nonce, Long.toString(epoch), none ? NOTHING : contentType, hash);
        return "hmac OPA-Auth:" + String.join(":", key, mac(words), nonce, Long.toString(epoch), hash);
    }

    private static String hash(String contentType, byte[] body) {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            md5.update(contentType.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(md5.digest(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no MD5", missing);
        }
    }

    private String mac(String words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(words.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA256", missing);
        }
    }

    @Override
    public String toString() {
        return "PayPaySignature";
    }
}

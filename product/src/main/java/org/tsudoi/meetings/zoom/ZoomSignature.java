package org.tsudoi.meetings.zoom;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `x-zm-signature` (developers.zoom.us, "Using webhooks", 2026-11): over the bytes as they came, compared in
/// constant time, no older or newer than five minutes.
final class ZoomSignature {
    private static final Duration AGE_MAX = Duration.ofSeconds(300);

    private final List<byte[]> secrets;
    private final Clock clock;

    ZoomSignature(List<String> secrets, Clock clock) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.clock = clock;
    }

    /// @return what is wrong with it; null when nothing is
    @Nullable
    String wrong(byte[] body, @Nullable String signature, @Nullable String timestamp) {
        if (signature == null || timestamp == null) {
            return "not signed";
        }
        if (!timestamp.matches("[0-9]{1,12}")) {
            return "no time in the signature";
        }
        boolean right = false;
        for (var secret : secrets) {
            var expected = "v0=" + hex(secret, ("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII), body);
            right |= MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        }
        if (!right) {
            return "wrong signature";
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        return age.abs().compareTo(AGE_MAX) > 0 ? "signed at another time" : null;
    }

    /// What Zoom wants to see every 72 hours, so that it knows that we hold the secret.
    String encrypted(String plainToken) {
        return hex(secrets.getFirst(), plainToken.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] secret, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA256", missing);
        }
    }
}

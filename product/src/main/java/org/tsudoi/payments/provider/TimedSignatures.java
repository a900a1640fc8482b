package org.tsudoi.payments.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.provider.Webhooks.Heard;

/// Checks what Stripe and Omise sign alike: HMAC-SHA256 in hex over time, dot and body, of a time not long ago. While a
/// secret is replaced there are several signatures and several secrets; one that fits is enough.
public final class TimedSignatures {
    /// A header that is longer is not read.
    public static final int HEADER_LENGTH_MAX = 2000;

    private static final Duration AGE_MAX = Duration.ofMinutes(5);
    private static final int SIGNATURES_MAX = 10;

    private final List<byte[]> secrets;
    private final Clock clock;

    public TimedSignatures(List<byte[]> secrets, Clock clock) {
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /// @param time in seconds, as it was written
    /// @return what is wrong; empty when it is rightly signed
    public Optional<Heard.Forged> wrong(@Nullable String time, List<String> signatures, byte[] body) {
        if (time == null || !time.matches("[0-9]{1,12}")) return forged("no time in the signature");
        if (signatures.size() > SIGNATURES_MAX) return forged("too many signatures");
        if (!signed(time, body, signatures)) return forged("wrong signature");
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant());
        return age.abs().compareTo(AGE_MAX) > 0 ? forged("signed too long ago") : Optional.empty();
    }

    private static Optional<Heard.Forged> forged(String why) {
        return Optional.of(new Heard.Forged(why));
    }

    private boolean signed(String time, byte[] body, List<String> signatures) {
        boolean any = false;
        for (var secret : secrets) {
            var right = sign(secret, time, body);
            for (var signature : signatures) {
                any |= MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
            }
        }
        return any;
    }

    private static byte[] sign(byte[] secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA256", missing);
        }
    }
}

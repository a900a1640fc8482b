package org.tsudoi.payments.paypay;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What we keep of a code. Its address is part of it, as PayPay tells it once and never again.
///
/// @param asked what it was made for, as PayPay may know nothing of a code that nobody has opened; null in references
///     from before this was kept
record PayPayReference(String code, String url, @Nullable Asked asked) {
    private static final String BETWEEN = "|";
    private static final Pattern FORM =
            Pattern.compile("([^|]+)\\|(?:([^|]{1,60})\\|([0-9]{1,11})\\|([0-9]{1,12})\\|)?([^|].*)");

    /// @param expiresAt when nobody can open it any more
    record Asked(String orderReference, long yen, Instant expiresAt) {}

    static Optional<PayPayReference> parse(String kept) {
        var parts = FORM.matcher(kept);
        if (!parts.matches()) return Optional.empty();
        var asked = parts.group(2) == null
                ? null
                : new Asked(
                        parts.group(2),
                        Long.parseLong(parts.group(3)),
                        Instant.ofEpochSecond(Long.parseLong(parts.group(4))));
        return Optional.of(new PayPayReference(parts.group(1), parts.group(5), asked));
    }

    @Override
    public String toString() {
        return asked == null
                ? code + BETWEEN + url
                : String.join(
                        BETWEEN,
                        code,
                        asked.orderReference,
                        Long.toString(asked.yen),
                        Long.toString(asked.expiresAt.getEpochSecond()),
                        url);
    }
}

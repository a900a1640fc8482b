package org.tsudoi.payments.paypal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.RefundId;

/// What a refund is called in its `custom_id`, where PayPal takes letters, digits and `-_.,`.
record PayPalRefundName(RefundId id, int attempt) {
    private static final Pattern FORM = Pattern.compile("(rfd_[A-Za-z0-9]+)\\.([1-9][0-9]{0,5})");

    static Optional<PayPalRefundName> parse(@Nullable String name) {
        if (name == null) return Optional.empty();
        var parts = FORM.matcher(name);
        return parts.matches()
                ? RefundId.parse(parts.group(1)).map(id -> new PayPalRefundName(id, Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return id + "." + attempt;
    }
}

package org.tsudoi.payments.paypay;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tsudoi.payments.RefundId;

/// What a refund is called at PayPay, which takes letters, digits, `-` and `_`.
record PayPayRefundName(RefundId id, int attempt) {
    private static final Pattern FORM = Pattern.compile("(rfd_[A-Za-z0-9]+)-([1-9][0-9]{0,5})");

    static Optional<PayPayRefundName> parse(String name) {
        var parts = FORM.matcher(name);
        return parts.matches()
                ? RefundId.parse(parts.group(1)).map(id -> new PayPayRefundName(id, Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return id + "-" + attempt;
    }
}

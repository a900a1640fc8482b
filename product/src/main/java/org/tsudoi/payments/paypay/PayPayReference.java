package org.tsudoi.payments.paypay;

import java.util.Optional;

/// What we keep of a code. Its address is part of it, as PayPay tells it once and never again.
record PayPayReference(String code, String url) {
    private static final String BETWEEN = "|";

    static Optional<PayPayReference> parse(String kept) {
        int between = kept.indexOf(BETWEEN);
        return between < 1 || between == kept.length() - 1
                ? Optional.empty()
                : Optional.of(new PayPayReference(kept.substring(0, between), kept.substring(between + 1)));
    }

    @Override
    public String toString() {
        return code + BETWEEN + url;
    }
}

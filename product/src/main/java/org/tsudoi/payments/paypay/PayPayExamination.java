package org.tsudoi.payments.paypay;

import org.tsudoi.platform.Examination;

/// Whether PayPay can be used here, as far as that can be seen from this side.
record PayPayExamination(PayPaySettings settings) implements Examination {
    @Override
    public String subject() {
        return "PayPay";
    }

    @Override
    public String finding() {
        return settings.apiSecret().isBlank()
                ? "a key is set and no secret, so nothing can be paid; docs/operate/paypay.md says how"
                : "key and secret are set";
    }
}

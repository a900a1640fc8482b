package org.tsudoi.payments.paypal;

import org.tsudoi.platform.Examination;

/// Whether PayPal can be used here, as far as that can be seen from this side.
record PayPalExamination(PayPalSettings settings) implements Examination {
    @Override
    public String subject() {
        return "PayPal";
    }

    @Override
    public String finding() {
        if (settings.clientSecret().isBlank()) {
            return "a client id is set and no secret, so nothing can be paid; docs/operate/paypal.md says how";
        }
        return settings.webhookIds().stream().allMatch(String::isBlank)
                ? "an account is set, but no id of a webhook endpoint: who pays and does not come back is seen late"
                : "account and webhook id are set";
    }
}

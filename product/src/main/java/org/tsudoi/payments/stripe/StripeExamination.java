package org.tsudoi.payments.stripe;

import org.tsudoi.platform.Examination;

/// Whether anything can be paid for here, as far as that can be seen from this side.
record StripeExamination(StripeSettings settings, StripeExpress express) implements Examination {
    @Override
    public String subject() {
        return "Stripe";
    }

    @Override
    public String finding() {
        if (settings.secretKey().isBlank()) {
            return "no key is set, so only what is free can be booked; docs/operate/stripe.md says how";
        }
        return settings.webhookSecrets().isEmpty()
                ? "a key is set, but no secret of a webhook endpoint: who pays and does not come back is seen late"
                : "key and webhook secret are set; wallets are paid with "
                        + (express.enabled()
                                ? "here, if Stripe knows this domain (docs/operate/stripe.md, Wallets)"
                                : "on Stripe's page");
    }
}

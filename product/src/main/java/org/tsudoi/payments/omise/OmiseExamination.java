package org.tsudoi.payments.omise;

import org.tsudoi.platform.Examination;

/// Whether Thai buyers can pay, as far as that can be seen from this side.
record OmiseExamination(OmiseSettings settings) implements Examination {
    @Override
    public String subject() {
        return "Omise";
    }

    @Override
    public String finding() {
        if (settings.secretKey().isBlank()) {
            return "no key is set, so there is no PromptPay and no mobile banking; docs/operate/omise.md says how";
        }
        return settings.webhookSecrets().isEmpty()
                ? "a key is set, but no secret of a webhook: what is paid in a bank's app is seen late"
                : "key and webhook secret are set";
    }
}

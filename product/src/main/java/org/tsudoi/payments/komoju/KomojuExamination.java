package org.tsudoi.payments.komoju;

import org.tsudoi.platform.Examination;

/// Whether anything can be paid for at convenience stores, as far as that can be seen from this side.
record KomojuExamination(KomojuSettings settings) implements Examination {
    @Override
    public String subject() {
        return "KOMOJU";
    }

    @Override
    public String finding() {
        if (settings.secretKey().isBlank()) {
            return "no key is set, so nothing can be paid at convenience stores by number; docs/operate/komoju.md says how";
        }
        return settings.webhookSecrets().isEmpty()
                ? "a key is set, but no secret of a webhook: what is paid at a store is seen late"
                : "key and webhook secret are set; stores: " + String.join(", ", settings.chains());
    }
}

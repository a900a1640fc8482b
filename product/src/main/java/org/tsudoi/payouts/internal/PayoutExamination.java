package org.tsudoi.payouts.internal;

import org.springframework.stereotype.Component;
import org.tsudoi.platform.Examination;

/// Whether organisers can be paid.
@Component
class PayoutExamination implements Examination {
    private final PayoutSettings settings;

    PayoutExamination(PayoutSettings settings) {
        this.settings = settings;
    }

    @Override
    public String subject() {
        return "Payouts";
    }

    @Override
    public String finding() {
        return "files can " + (settings.yen().isSet() ? "" : "not ") + "be made in yen, and can "
                + (settings.baht().isSet() ? "" : "not ") + "be made in baht";
    }
}

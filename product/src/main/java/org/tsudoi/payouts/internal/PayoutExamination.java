package org.tsudoi.payouts.internal;

import java.util.Currency;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Members;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Examination;

/// Whether organisers can be paid, by files and by people.
@Component
class PayoutExamination implements Examination {
    private static final Currency YEN = Currency.getInstance("JPY");

    private final PayoutSettings settings;
    private final Payments payments;
    private final Members members;

    PayoutExamination(PayoutSettings settings, Payments payments, Members members) {
        this.settings = settings;
        this.payments = payments;
        this.members = members;
    }

    @Override
    public String subject() {
        return "Payouts";
    }

    @Override
    public String finding() {
        return "files can " + (settings.yen().isSet() ? "" : "not ") + "be made in yen, and can "
                + (settings.baht().isSet() ? "" : "not ") + "be made in baht" + alone();
    }

    /// Nothing is out of order: money is only not decided about.
    private String alone() {
        boolean wantsTwo = settings.yen().isSet()
                || settings.baht().isSet()
                || payments.means(YEN).contains(Means.BANK_TRANSFER)
                || payments.means(YEN).contains(Means.SLIP);
        return wantsTwo && members.operators().size() == 1
                ? "; WARNING: one operator alone can neither pay organisers nor decide about deposits without a number:"
                        + " make another one with ./tsudoi admin-link (docs/operate/transfers.md)"
                : "";
    }
}

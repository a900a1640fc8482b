package org.tsudoi.payments.transfer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.payments.KnownNotices;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Reports.Odd;
import org.tsudoi.payments.provider.Reports.Read;

/// Finds for what a deposit is, by the number that its payer wrote. In the caller's transaction.
final class MatchingDeposits {
    private static final String MATCHED_BY = "number";

    private final TransferTable transfers;
    private final KeepingDeposits deposits;
    private final List<KnownNotices> elsewhere;

    MatchingDeposits(TransferTable transfers, KeepingDeposits deposits, List<KnownNotices> elsewhere) {
        this.transfers = transfers;
        this.deposits = deposits;
        this.elsewhere = List.copyOf(elsewhere);
    }

    Read match(List<BankNotice> notices) {
        var touched = new LinkedHashSet<PaymentId>();
        int lines = 0;
        int known = 0;
        int left = 0;
        var odd = new ArrayList<Odd>();
        var knownElsewhere = knownElsewhere(notices);
        for (var notice : notices) {
            long yen = yen(notice);
            if (yen == 0) continue;
            lines++;
            var told = new KeepingDeposits.Told(notice, written(notice), yen, MATCHED_BY, false);
            if (knownElsewhere.contains(notice.identity().value())) {
                if (!deposits.keepElsewhere(told)) known++;
                continue;
            }
            var found = transfers.find(TransferNumber.in(written(notice)));
            var payment = found.size() == 1 ? found.getFirst().payment() : null;
            boolean isNew = deposits.keep(told, payment);
            if (!isNew) known++;
            if (isNew && yen < 0 && payment != null && found.getFirst().isPaid()) {
                odd.add(new Odd(
                        "taken back after it was settled", found.getFirst().reference(), payment, "JPY " + -yen));
            }
            if (payment != null) touched.add(payment);
            else if (isNew) left++;
        }
        return new Read.Taken(lines, known, touched, odd, left);
    }

    private Set<String> knownElsewhere(List<BankNotice> notices) {
        var identities =
                notices.stream().map(notice -> notice.identity().value()).toList();
        var known = new HashSet<String>();
        for (var one : elsewhere) known.addAll(one.known(identities));
        return known;
    }

    /// What came and is there, what was called back; nothing for anything else, cheques that may bounce among it.
    private static long yen(BankNotice notice) {
        if (!notice.amount().currency().getCurrencyCode().equals("JPY")) return 0;
        if (notice.isMoneyReceived()) return notice.amount().minorUnits();
        return notice.movement() == Movement.DEPOSIT_TAKEN_BACK && notice.standing() == Standing.BOOKED
                ? -notice.amount().minorUnits()
                : 0;
    }

    /// The payer's name, and what they wrote for us.
    private static String written(BankNotice notice) {
        return (notice.counterparty().name() + " " + String.join(" ", notice.references()) + " " + notice.remark())
                .strip();
    }
}

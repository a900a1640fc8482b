package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import org.tsudoi.banking.BankEntry;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Reports.Odd;
import org.tsudoi.payments.provider.Reports.Read;

/// Finds for what a deposit is, by the number that its payer wrote. In the caller's transaction.
final class MatchingDeposits {
    private final TransferTable transfers;
    private final DepositTable deposits;
    private final Clock clock;

    MatchingDeposits(TransferTable transfers, DepositTable deposits, Clock clock) {
        this.transfers = transfers;
        this.deposits = deposits;
        this.clock = clock;
    }

    Read match(List<BankEntry> entries) {
        var touched = new LinkedHashSet<PaymentId>();
        var now = clock.instant();
        int lines = 0;
        int known = 0;
        int left = 0;
        for (var entry : entries) {
            long yen = switch (entry.kind()) {
                case IN -> entry.amount().minorUnits();
                case IN_CALLED_BACK -> -entry.amount().minorUnits();
                case OUT, OUT_CALLED_BACK -> 0;
            };
            if (yen == 0) continue;
            lines++;
            var found = transfers.find(TransferNumber.in(entry.party() + " " + entry.note()));
            var payment = found.size() == 1 ? found.getFirst().payment() : null;
            boolean isNew = deposits.add(entry, yen, payment, now);
            if (!isNew) known++;
            if (payment != null) touched.add(payment);
            else if (isNew) left++;
        }
        return new Read.Taken(lines, known, touched, List.<Odd>of(), left);
    }
}

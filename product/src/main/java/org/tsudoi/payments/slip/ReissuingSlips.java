package org.tsudoi.payments.slip;

import java.time.Clock;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SlipDesk;

/// Keeps the next slip, and has the payment look at it.
final class ReissuingSlips implements SlipDesk {
    private final SlipTable slips;
    private final Payments payments;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ReissuingSlips(SlipTable slips, Payments payments, TransactionTemplate transactions, Clock clock) {
        this.slips = slips;
        this.payments = payments;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean reissue(PaymentId payment, String who) {
        boolean issued = Objects.requireNonNull(transactions.execute(_ -> {
            var slip = slips.lock(payment);
            var now = clock.instant();
            if (slip.isEmpty() || !SlipAdapter.isPayable(slip.get(), now)) return false;
            var next = slip.get().code().again();
            next.ifPresent(code -> slips.reissue(slip.get(), code, who, now));
            return next.isPresent();
        }));
        if (issued) payments.ask(payment);
        return issued;
    }
}

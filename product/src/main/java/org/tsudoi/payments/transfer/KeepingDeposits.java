package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.platform.outbox.Outbox;

/// Keeps each deposit once and has it on the books; whose it is by then is seen to after the commit. In the
/// caller's transaction.
final class KeepingDeposits {
    private final DepositTable deposits;
    private final DepositBook book;
    private final Outbox outbox;
    private final Clock clock;

    KeepingDeposits(DepositTable deposits, DepositBook book, Outbox outbox, Clock clock) {
        this.deposits = deposits;
        this.book = book;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// @param written   by the payer
    /// @param yen       below zero when the bank called it back
    /// @param matchedBy how it is known for what it is
    record Told(BankNotice notice, String written, long yen, String matchedBy, boolean atVirtual) {}

    /// @param payment null when it is not known for what it is
    /// @return whether it was not known before
    boolean keep(Told told, @Nullable PaymentId payment) {
        if (!deposits.add(told, payment, clock.instant())) return false;
        var came = deposits.find(told.notice.identity().value()).orElseThrow();
        book.came(came);
        if (payment != null) settleSoon(payment, came.id().toString());
        return true;
    }

    /// Somebody else knows for what the bank moved it, and has it on the books.
    ///
    /// @return whether it was not known before
    boolean keepElsewhere(Told told) {
        boolean isNew = deposits.add(told, null, clock.instant());
        var identity = told.notice.identity().value();
        deposits.knowElsewhere(identity);
        if (!isNew) book.knownElsewhere(deposits.find(identity).orElseThrow());
        return isNew;
    }

    /// @param news what happened to it; the same again is the same
    void settleSoon(PaymentId payment, String news) {
        outbox.put(SettlingTransfers.TOPIC, payment + ":" + news, Map.of("payment", payment.toString()));
    }
}

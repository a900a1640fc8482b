package org.tsudoi.payments.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.Suspense;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Whenever something came for a transfer, or its payment has ended, the books are made to say whose the money is: the
/// payment's up to its price, the buyer's what is beyond it or was only a part, the payee's loss what is gone again.
class SettlingTransfers implements OutboxHandler {
    static final String TOPIC = "transfer.settle";

    private final Rows rows;
    private final DepositBook book;
    private final Suspense suspense;
    private final TakenBack takenBack;
    private final KeepingDeposits keeping;
    private final TransactionTemplate transactions;

    record Rows(TransferTable transfers, DepositTable deposits, Clock clock) {}

    SettlingTransfers(
            Rows rows,
            DepositBook book,
            Suspense suspense,
            TakenBack takenBack,
            KeepingDeposits keeping,
            TransactionTemplate transactions) {
        this.rows = rows;
        this.book = book;
        this.suspense = suspense;
        this.takenBack = takenBack;
        this.keeping = keeping;
        this.transactions = transactions;
    }

    @EventListener
    void on(PaymentNews.PaymentsCaptured news) {
        for (var capture : news.captures()) {
            if (capture.provider().equals(TransferAdapter.NAME)) keeping.settleSoon(capture.payment(), "captured");
        }
    }

    @EventListener
    void on(PaymentNews.PaymentEnded news) {
        if (rows.transfers.find(news.payment()).isPresent()) keeping.settleSoon(news.payment(), "ended");
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var payment = PaymentId.parse(item.payload().path("payment").asString()).orElseThrow();
        boolean isGone = Objects.requireNonNull(transactions.execute(_ -> settle(payment)));
        if (isGone) {
            var transfer = Objects.requireNonNull(
                    transactions.execute(_ -> rows.transfers.find(payment).orElseThrow()));
            takenBack.look(payment, transfer.reference());
        }
        return Handled.done();
    }

    /// @return whether less is here than was paid, or was so before
    private boolean settle(PaymentId payment) {
        var found = rows.transfers.lock(payment);
        if (found.isEmpty()) return false;
        // What came before deposits were booked is made up for.
        rows.deposits.toldFor(payment).forEach(book::came);
        var transfer = found.get();
        long settled = transfer.isCaptured() ? Math.clamp(transfer.received(), 0, transfer.yen()) : 0;
        if (settled != transfer.settled()) {
            int settling = transfer.settlings() + 1;
            book.settled(transfer, settled - transfer.settled(), settling);
            rows.transfers.settled(payment, settled, settling);
        }
        long surplus = transfer.surplus();
        if (surplus > 0) giveBack(transfer, surplus);
        return transfer.isCaptured()
                && (settled < transfer.yen() || (transfer.settlings() > 0 && transfer.settled() < transfer.yen()));
    }

    /// The transfer is locked, so that no two of these see the same surplus.
    private void giveBack(TransferTable.Transfer transfer, long surplus) {
        var payment = transfer.payment();
        int before = rows.deposits.countGivenBack(payment);
        var words = "surplus " + payment + " " + (before + 1);
        var refund = new RefundId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
        suspense.giveBack(
                refund,
                payment,
                Money.jpy(surplus),
                transfer.isCaptured() ? Refund.Reason.TOO_MUCH : Refund.Reason.IN_PART);
        rows.deposits.addGivenBack(payment, refund, surplus, rows.clock.instant());
    }
}

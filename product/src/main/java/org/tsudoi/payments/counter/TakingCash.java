package org.tsudoi.payments.counter;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.money.Money;
import org.tsudoi.payments.CashDesk;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;

/// Keeps what an organiser says, and has the payment look at it.
class TakingCash implements CashDesk {
    private final CounterTable table;
    private final Payments payments;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TakingCash(CounterTable table, Payments payments, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.payments = payments;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean received(PaymentId payment, Money amount, String who) {
        boolean waited = received(payment, amount, who, false);
        if (waited) payments.ask(payment);
        return waited;
    }

    @Override
    public boolean receivedLate(PaymentId payment, Money amount, String who) {
        boolean taken = received(payment, amount, who, true);
        if (taken) payments.askAlthoughOver(payment);
        return taken;
    }

    private boolean received(PaymentId payment, Money amount, String who, boolean mayBeClosed) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var due = table.lock(payment);
            if (due.isEmpty()
                    || (due.get().closed() && !mayBeClosed)
                    || due.get().receivedAt() != null
                    || !due.get().amount().equals(amount)) return false;
            table.received(payment, who, clock.instant());
            return true;
        }));
    }

    @Override
    public boolean gaveBack(RefundId refund, String who) {
        boolean waited = Objects.requireNonNull(transactions.execute(_ -> table.given(refund, who, clock.instant())));
        if (waited) payments.askRefund(refund);
        return waited;
    }

    @Override
    public List<ToGiveBack> toGiveBack(AccountCode payee) {
        return table.open(payee);
    }

    @Override
    public long waiting(Collection<String> orderReferences) {
        return table.countWaiting(orderReferences);
    }

    @Override
    public List<Due> waiting(Collection<String> orderReferences, long skip, int max) {
        return table.waiting(orderReferences, skip, max).stream()
                .map(TakingCash::shown)
                .toList();
    }

    @Override
    public Optional<Due> due(PaymentId payment) {
        return table.find(payment).map(TakingCash::shown);
    }

    @Override
    public Optional<Due> newestOf(String orderReference) {
        return table.newestOf(orderReference).map(TakingCash::shown);
    }

    private static Due shown(CounterTable.Due due) {
        return new Due(
                due.payment(),
                due.orderReference(),
                due.amount(),
                due.payableUntil(),
                due.closed(),
                due.receivedAt() != null);
    }
}

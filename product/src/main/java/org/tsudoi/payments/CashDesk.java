package org.tsudoi.payments;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.money.Money;

/// Cash that an organiser takes and gives back at the counter. Nothing of it passes through us: what is said here is
/// what we know of it. No transaction may be open: the payment is looked at then.
public interface CashDesk {
    /// The buyer has paid. False when it was not waited for, or not for just this amount.
    boolean received(PaymentId payment, Money amount, String who);

    /// The buyer has paid after the time to pay was over: what becomes of it is for whoever hears of late money. False
    /// when it was paid before, or is another amount.
    boolean receivedLate(PaymentId payment, Money amount, String who);

    /// The buyer has their money back. False when it was not to be given back, or has been.
    boolean gaveBack(RefundId refund, String who);

    /// How many of these orders wait to be paid.
    long waiting(Collection<String> orderReferences);

    /// Those of them, the most urgent first.
    List<Due> waiting(Collection<String> orderReferences, long skip, int max);

    Optional<Due> due(PaymentId payment);

    /// The newest of an order that was to be paid in cash, whatever became of it.
    Optional<Due> newestOf(String orderReference);

    /// @param closed whether it is not waited for any more
    record Due(
            PaymentId payment, String orderReference, Money amount, Instant until, boolean closed, boolean received) {}

    /// What is to be given back by whoever was paid, the oldest first.
    List<ToGiveBack> toGiveBack(AccountCode payee);

    record ToGiveBack(RefundId refund, String orderReference, Money amount, Instant askedAt) {}
}

package org.tsudoi.payments;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.tsudoi.money.Money;

/// Cash that an organiser takes and gives back at the counter. Nothing of it passes through us: what is said here is
/// what we know of it. No transaction may be open: the payment is looked at then.
public interface CashDesk {
    /// The buyer has paid. False when it was not waited for, or not for just this amount.
    boolean received(PaymentId payment, Money amount, String who);

    /// The buyer has their money back. False when it was not to be given back, or has been.
    boolean gaveBack(RefundId refund, String who);

    /// What is to be given back of these orders, the oldest first.
    List<ToGiveBack> toGiveBack(Collection<String> orderReferences);

    record ToGiveBack(RefundId refund, String orderReference, Money amount, Instant askedAt) {}
}

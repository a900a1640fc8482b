package org.tsudoi.payments;

import java.time.Instant;
import org.tsudoi.money.Money;

/// Published inside the transaction that stores the change, so that what it means for an order commits with it.
public sealed interface PaymentNews {
    String orderReference();

    record PaymentCaptured(PaymentId payment, String orderReference, Money amount, Instant at) implements PaymentNews {}

    /// Closed or refused: nothing was and nothing will be paid on it.
    record PaymentEnded(PaymentId payment, String orderReference, String code) implements PaymentNews {}

    record RefundSucceeded(RefundId refund, PaymentId payment, String orderReference, Money amount)
            implements PaymentNews {}

    record RefundFailed(RefundId refund, PaymentId payment, String orderReference, Money amount, String code)
            implements PaymentNews {}
}

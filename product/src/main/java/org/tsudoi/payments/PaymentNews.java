package org.tsudoi.payments;

import java.time.Instant;
import java.util.List;
import org.tsudoi.money.Money;

/// Published inside the transaction that stores the change, so that what it means for an order commits with it.
public sealed interface PaymentNews {
    /// One payment, or several that were captured at the same moment.
    record PaymentsCaptured(List<Capture> captures) implements PaymentNews {}

    /// @param provider by which it was paid
    record Capture(PaymentId payment, String provider, String orderReference, Money amount, Instant at) {}

    /// The buyer can pay by these until then, somewhere else.
    record PaymentIssued(PaymentId payment, String orderReference, Instructions how) implements PaymentNews {}

    /// The buyer has given it; it is not final yet.
    record PaymentGiven(PaymentId payment, String orderReference) implements PaymentNews {}

    /// Closed or refused: nothing was and nothing will be paid on it.
    record PaymentEnded(PaymentId payment, String orderReference, String code) implements PaymentNews {}

    /// The wallet that this was paid from is kept for its payer from now on, some time after the payment.
    record MeansKept(PaymentId payment, String orderReference) implements PaymentNews {}

    /// What was asked for with a purpose is kept now ([NewCards#waiting]).
    record MeansAdded(SavedCardId asked) implements PaymentNews {}

    /// What was kept for somebody is gone at its provider, and not by a wish that was told here.
    record MeansGone(SavedCardId means, CardHolder holder) implements PaymentNews {}

    record RefundSucceeded(RefundId refund, PaymentId payment, String orderReference, Money amount)
            implements PaymentNews {}

    /// Of what a dispute had taken some is back, or it is over: more may be refundable than before.
    ///
    /// @param dispute  the provider's name of it
    /// @param revision of what is known of it; told once for each
    record DisputeEased(PaymentId payment, String orderReference, String dispute, int revision)
            implements PaymentNews {}

    /// A bank has decided for the buyer: what was taken stays taken.
    record DisputeLost(PaymentId payment, String orderReference, String dispute, Money amount) implements PaymentNews {}

    record RefundFailed(RefundId refund, PaymentId payment, String orderReference, Money amount, String code)
            implements PaymentNews {}
}

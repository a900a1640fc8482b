package org.tsudoi.payments.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.PaymentProvider;

/// A payment as stored, with what is needed to go on with it.
///
/// @param asking          null when the payment is over
/// @param withdrawWished  nothing more shall be paid on it
record KeptPayment(Payment payment, Payments.@Nullable Asking asking, Instant payableUntil, boolean withdrawWished) {
    /// As it is stored at first.
    static KeptPayment requested(Payments.Intent intent) {
        var asking = intent.asking();
        return new KeptPayment(
                new Payment.Requested(intent.id(), intent.terms()), asking, asking.payableUntil(), false);
    }

    PaymentId id() {
        return payment.id();
    }

    /// The provider's name of the page, as far as it is known.
    @Nullable
    String reference() {
        return switch (payment) {
            case Payment.Requested _ -> null;
            case Payment.Submitted it -> it.reference();
            case Payment.Issued it -> it.reference();
            case Payment.Processing it -> it.reference();
            case Payment.Unknown it -> it.reference();
            case Payment.Captured it -> it.reference();
            case Payment.Failed it -> it.reference();
            case Payment.Withdrawn it -> it.reference();
        };
    }

    /// Whether the time to pay is over, because it ran out or because somebody wished it.
    boolean closing(Instant now) {
        return withdrawWished || !now.isBefore(payableUntil);
    }

    PaymentProvider.Opening opening(PaymentProvider.@Nullable OnFile onFile) {
        var terms = payment.terms();
        if (asking == null) throw new IllegalStateException(payment.id() + " is over, no page is asked for");
        return new PaymentProvider.Opening(
                payment.id(),
                terms.choice(),
                terms.orderReference(),
                terms.title(),
                terms.amount(),
                asking.email(),
                asking.locale(),
                asking.backUrl(),
                asking.leaveUrl(),
                terms.requestedAt(),
                payableUntil,
                onFile,
                asking.name());
    }
}

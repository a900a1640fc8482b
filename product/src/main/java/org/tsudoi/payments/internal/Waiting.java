package org.tsudoi.payments.internal;

import org.tsudoi.payments.Payment;

/// What a payment still waits for at its provider.
final class Waiting {
    private Waiting() {}

    /// Whether the page was not made yet, or nobody knows that it was.
    static boolean forPage(KeptPayment kept) {
        return switch (kept.payment()) {
            case Payment.Requested _ -> true;
            case Payment.Unknown it -> it.reference() == null;
            case Payment.Submitted _,
                    Payment.Issued _,
                    Payment.Processing _,
                    Payment.Captured _,
                    Payment.Failed _,
                    Payment.Withdrawn _ -> false;
        };
    }

    /// Whether the provider could still tell something new: for certain, or because somebody hinted at it.
    static boolean forNews(Payment payment, boolean hinted) {
        return switch (payment) {
            case Payment.Requested _, Payment.Submitted _, Payment.Issued _, Payment.Processing _, Payment.Unknown _ ->
                true;
            case Payment.Captured it -> it.fee() == null;
            case Payment.Failed _, Payment.Withdrawn _ -> hinted;
        };
    }
}

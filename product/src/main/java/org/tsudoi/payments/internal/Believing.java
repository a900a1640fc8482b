package org.tsudoi.payments.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;

/// Decides what a reading at the provider means for what is stored. Only what matches in order, payment, amount
/// and currency is believed. States only go forward: an older reading, or the same one again, changes nothing.
final class Believing {
    private Believing() {}

    sealed interface Step<T> {
        /// Nothing new.
        record Same<T>() implements Step<T> {}

        record Move<T>(T to, String why) implements Step<T> {}

        /// It does not fit: nothing moves, a person is told.
        record Odd<T>(String kind, String detail) implements Step<T> {}
    }

    static Step<Payment> step(Payment now, Seen seen, @Nullable String known, Instant at) {
        var mismatch = mismatch(now, seen, known);
        if (mismatch != null) return mismatch;
        return switch (now) {
            case Payment.Requested it -> first(it, seen, at);
            case Payment.Submitted it ->
                switch (seen.status()) {
                    case Status.Open(var _, var decline) ->
                        decline == null || decline.equals(it.lastDecline())
                                ? same()
                                : move(it.declined(decline), "declined: " + decline);
                    case Status.Approved _ -> same();
                    case Status.Issued _ -> odd("issued on an open page", seen.reference());
                    case Status.Paid paid ->
                        move(it.captured(paid.amount(), fee(paid), paid.chargeReference(), paid.at()), "paid");
                    case Status.Processing() -> move(it.processing(), "given by the buyer, not final");
                    case Status.Closed() -> move(it.withdrawn(at), "closed unpaid");
                };
            case Payment.Unknown it -> first(it, seen, at);
            case Payment.Issued it ->
                switch (seen.status()) {
                    case Status.Paid paid ->
                        move(it.captured(paid.amount(), fee(paid), paid.chargeReference(), paid.at()), "paid");
                    case Status.Processing() -> move(it.processing(), "given by the buyer, not final");
                    case Status.Closed() -> move(it.withdrawn(at), "closed unpaid");
                    case Status.Issued(var how) when how.equals(it.how()) -> same();
                    case Status.Issued(Instructions.Slip how) -> move(it.reissued(how), "issued anew");
                    case Status.Issued(var how) -> move(it.partReceived(how), "part received");
                    case Status.Open _, Status.Approved _ -> same();
                };
            case Payment.Processing it ->
                switch (seen.status()) {
                    case Status.Paid paid ->
                        move(it.captured(paid.amount(), fee(paid), paid.chargeReference(), paid.at()), "paid");
                    case Status.Closed() -> move(it.withdrawn(at), "closed unpaid");
                    case Status.Issued(var how) -> move(it.takenBack(how), "taken back");
                    case Status.Open _, Status.Approved _, Status.Processing _ -> same();
                };
            case Payment.Withdrawn it ->
                seen.status() instanceof Status.Paid paid
                        ? move(
                                it.capturedLate(
                                        seen.reference(), paid.amount(), fee(paid), paid.chargeReference(), paid.at()),
                                "paid after it was withdrawn")
                        : same();
            case Payment.Captured it -> captured(it, seen.status());
            case Payment.Failed _ ->
                seen.status() instanceof Status.Paid paid
                        ? odd("paid although it was refused", paid.chargeReference() + " " + paid.amount())
                        : same();
        };
    }

    /// Nothing was known of it at the provider up to now.
    private static Step<Payment> first(Payment.Unseen now, Seen seen, Instant at) {
        var reference = seen.reference();
        return switch (seen.status()) {
            case Status.Open(var payUrl, var decline) -> {
                var open = now.submitted(reference, payUrl);
                yield move(decline == null ? open : open.declined(decline), "page opened");
            }
            case Status.Approved(var payUrl) -> move(now.submitted(reference, payUrl), "approved by the buyer");
            case Status.Issued(var how) -> move(now.issued(reference, how), "issued");
            case Status.Paid paid ->
                move(now.captured(reference, paid.amount(), fee(paid), paid.chargeReference(), paid.at()), "paid");
            case Status.Processing() -> move(now.processing(reference), "given by the buyer, not final");
            case Status.Closed() -> move(now.withdrawn(at), "closed unpaid");
        };
    }

    private static Step<Payment> captured(Payment.Captured now, Status status) {
        if (!(status instanceof Status.Paid paid)) return same();
        if (!paid.chargeReference().equals(now.charge())) {
            return odd("paid by two charges", now.charge() + " / " + paid.chargeReference());
        }
        var fee = paid.fee();
        if (fee != null && !isPossible(fee, now.amount())) return odd("fee that cannot be", fee.toString());
        return fee == null || now.fee() != null ? same() : move(now.feeKnown(fee), "fee known: " + fee);
    }

    /// One that cannot be is not taken from the payee; it is shown to a person when the fee is asked for.
    private static @Nullable Money fee(Status.Paid paid) {
        var fee = paid.fee();
        return fee != null && isPossible(fee, paid.amount()) ? fee : null;
    }

    /// In the currency of the payment, and no more than was paid.
    private static boolean isPossible(Money fee, Money amount) {
        return fee.currency().equals(amount.currency())
                && fee.minorUnits() >= 0
                && fee.minorUnits() <= amount.minorUnits();
    }

    /// Whether it is what we asked for, so that money may be taken on it.
    static boolean isOurs(Payment now, Seen seen, @Nullable String known) {
        return mismatch(now, seen, known) == null;
    }

    private static @Nullable Step<Payment> mismatch(Payment now, Seen seen, @Nullable String known) {
        var terms = now.terms();
        if (known != null && !known.equals(seen.reference())) return odd("another page", seen.reference());
        if (!terms.orderReference().equals(seen.orderReference())) {
            return odd("another order", "the provider says: " + seen.orderReference());
        }
        if (!now.id().equals(seen.paymentId())) return odd("another payment", "the provider says: " + seen.paymentId());
        if (!terms.amount().equals(seen.asked())) {
            return odd("another amount", "here and there: " + terms.amount() + " / " + seen.asked());
        }
        if (seen.status() instanceof Status.Paid paid && !terms.amount().equals(paid.amount())) {
            return odd("another amount", "here and there: " + terms.amount() + " / " + paid.amount());
        }
        return null;
    }

    /// @param attempt the one that is stored; a reading of an earlier one says nothing
    static Step<Refund> step(Refund now, int attempt, RefundSeen seen, Instant at) {
        if (!now.id().equals(seen.refundId())) return odd("another refund", "the provider says: " + seen.refundId());
        if (!now.terms().amount().equals(seen.amount())) {
            return odd("another amount", "here and there: " + now.terms().amount() + " / " + seen.amount());
        }
        if (attempt != seen.attempt()) return earlier(now, attempt, seen);
        var reference = seen.reference();
        return switch (now) {
            case Refund.Requested it ->
                switch (seen.status()) {
                    case RefundStatus.Pending() -> move(it.submitted(reference), "accepted");
                    case RefundStatus.Succeeded() -> move(it.succeeded(reference, at), "done");
                    case RefundStatus.Failed failed ->
                        move(it.failed(reference, kept(failed), at), "failed: " + failed.code());
                };
            case Refund.Unknown it ->
                switch (seen.status()) {
                    case RefundStatus.Pending() -> move(it.submitted(reference), "accepted");
                    case RefundStatus.Succeeded() -> move(it.succeeded(reference, at), "done");
                    case RefundStatus.Failed failed ->
                        move(it.failed(reference, kept(failed), at), "failed: " + failed.code());
                };
            case Refund.Submitted it ->
                switch (seen.status()) {
                    case RefundStatus.Pending() -> same();
                    case RefundStatus.Succeeded() -> move(it.succeeded(at), "done");
                    case RefundStatus.Failed failed -> move(it.failed(kept(failed), at), "failed: " + failed.code());
                };
            case Refund.Succeeded it ->
                seen.status() instanceof RefundStatus.Failed failed
                        ? move(it.failedLater(kept(failed), at), "came back: " + failed.code())
                        : same();
            case Refund.Failed _, Refund.SettledOutside _, Refund.Transferring _, Refund.Transferred _ ->
                seen.status() instanceof RefundStatus.Succeeded
                        ? odd("refunded although it had failed", reference)
                        : same();
        };
    }

    /// The provider's own word stays in the history.
    private static String kept(RefundStatus.Failed failed) {
        return failed.needsAccount() ? Refund.Failed.NEEDS_ACCOUNT : failed.code();
    }

    private static Step<Refund> earlier(Refund now, int attempt, RefundSeen seen) {
        return seen.status() instanceof RefundStatus.Failed || seen.attempt() > attempt
                ? same()
                : odd(
                        "an earlier attempt went through",
                        now.id() + " attempt " + seen.attempt() + " " + seen.reference());
    }

    private static <T> Step<T> same() {
        return new Step.Same<>();
    }

    private static <T> Step<T> move(T to, String why) {
        return new Step.Move<>(to, why);
    }

    private static <T> Step<T> odd(String kind, String detail) {
        return new Step.Odd<>(kind, detail);
    }
}

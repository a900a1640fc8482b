package org.tsudoi.payments.provider;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;

/// A provider that takes money on a page of its own and tells us by a webhook. Adapters are stateless: they translate, call and
/// translate back; they store nothing and decide nothing. No transaction may be open while one is called.
public interface PaymentProvider {
    /// The word in tables, ledger accounts and addresses: `stripe`.
    String name();

    /// Makes the page where the buyer pays. The same id answers with the same page.
    Answer<Opened> open(Opening opening);

    /// Reads what became of it.
    Answer<Seen> look(String reference);

    /// Closes the page so that nothing can be paid on it any more. Given also when it was closed already; `Refused` with
    /// `NOT_PAYABLE_ANY_MORE` when it had been paid (look again).
    Answer<Seen> close(String reference);

    /// Sends money back. The same id is done once.
    Answer<RefundSeen> refund(RefundId id, String chargeReference, Money amount);

    Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference);

    /// @param backUrl     where the buyer returns, paid or not known
    /// @param leaveUrl    where the buyer goes who decides against paying
    /// @param payableUntil the provider may round this up to its own least time; we close the page ourselves
    record Opening(
            PaymentId id,
            String orderReference,
            String title,
            Money amount,
            @Nullable String email,
            Locale locale,
            String backUrl,
            String leaveUrl,
            Instant payableUntil) {}

    /// @param reference the provider's id of the page (Stripe: `cs_…`)
    record Opened(String reference, String payUrl) {}

    /// One reading of a payment at the provider.
    ///
    /// @param orderReference what we gave at opening, as the provider holds it; matched before anything is believed
    record Seen(String reference, String orderReference, PaymentId paymentId, Status status) {}

    sealed interface Status {
        /// The page is open and unpaid; `lastDecline` is the newest refused try on it, if any.
        record Open(@Nullable String lastDecline) implements Status {}

        /// @param fee what the provider keeps of it; null while the provider does not know yet
        record Paid(Money amount, @Nullable Money fee, String chargeReference, Instant at) implements Status {}

        /// Paid in the eyes of the buyer, not settled: shown as "being confirmed", never as paid.
        record Processing() implements Status {}

        record Closed() implements Status {}
    }

    record RefundSeen(String reference, RefundStatus status, Money amount) {}

    sealed interface RefundStatus {
        record Pending() implements RefundStatus {}

        record Succeeded() implements RefundStatus {}

        record Failed(String code) implements RefundStatus {}
    }
}

package org.tsudoi.payments.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Picture;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.payments.RefundId;

/// A provider that takes money, on a page of its own or by a number or code that we show, and tells us by a webhook.
/// Adapters are stateless: they translate, call and translate back; they store nothing and decide nothing. No
/// transaction may be open while one is called.
public interface PaymentProvider {
    /// The word in tables, ledger accounts and addresses: `stripe`.
    String name();

    /// What can be paid with here. The same as long as the process runs.
    List<Offer> offers();

    /// What it keeps of each payment, where its own settings say so; else it is what a contract says.
    default Optional<ProviderFee> fee(Offer offer) {
        return isKeptByPayee() ? Optional.of(new ProviderFee.Nothing()) : Optional.empty();
    }

    /// Whether the money is in the hands of whoever it is for, and never in ours: nothing of it is paid out.
    default boolean isKeptByPayee() {
        return false;
    }

    /// Makes the page where the buyer pays, or takes the money at once where that is possible: the answer is the first
    /// reading. The same id is the same page; what is read of it again may be as old as the page.
    Answer<Seen> open(Opening opening);

    /// What earlier calls have made, once it is too late to call again. A page that nobody has seen closes by itself:
    /// there is nothing to find. Whatever takes money without a page is looked for.
    default Answer<Optional<Seen>> madeBefore(Opening opening) {
        return new Answer.Given<>(Optional.empty());
    }

    /// Reads what became of it, and changes nothing.
    Answer<Seen> look(PaymentId id, String reference);

    /// Takes what the buyer has approved. The same id is taken once; answered is how it stands then.
    default Answer<Seen> take(PaymentId id, String reference) {
        return new Answer.Refused<>(RefusalReason.OTHER, "nothing is approved here before it is paid");
    }

    /// Closes the page so that nothing can be paid on it any more; what is approved and not taken is closed by never
    /// taking it. Given when that is certain, now or before,
    /// and also when a buyer was faster: the reading says which.
    Answer<Seen> close(PaymentId id, String reference);

    /// Sends money back. The same id and attempt are done once: what was made of an earlier call is looked for
    /// before anything is made.
    ///
    /// @param attempt 1, and one more each time an operator tries a refund again that the provider had failed
    Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount);

    /// What is given back of, and how it was paid.
    record Charge(String reference, Choice choice) {}

    Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference);

    /// Reads a dispute, and what was taken from us for it up to now.
    Answer<DisputeSeen> lookAtDispute(String disputeReference);

    /// When a page made for this can no longer be open, whatever became of the call that asked for it.
    Instant closedByItself(Opening opening);

    /// The picture of a code that was issued.
    default Answer<Picture> picture(PaymentId id, String pictureUrl) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no pictures");
    }

    /// @param amountMin and `amountMax`: in minor units of the currency
    /// @param time how long buyers have to pay
    /// @param timeMin what they need at least: with less it is not offered
    /// @param certainWithin what buyers have given may be certain only so long after: whoever cannot
    ///     be told in time for what they pay is not asked to
    /// @param heardWithin how long after paying we may be told first: buyers are told to pay this much before their
    ///     places go
    /// @param onTop what the provider asks buyers for besides the amount, which is neither ours nor part of it
    record Offer(
            Choice choice,
            Currency currency,
            long amountMin,
            long amountMax,
            Duration time,
            Duration timeMin,
            Duration certainWithin,
            long onTop,
            Duration heardWithin) {
        public Offer(
                Choice choice,
                Currency currency,
                long amountMin,
                long amountMax,
                Duration time,
                Duration timeMin,
                Duration certainWithin,
                long onTop) {
            this(choice, currency, amountMin, amountMax, time, timeMin, certainWithin, onTop, Duration.ZERO);
        }

        public Offer(
                Choice choice, Currency currency, long amountMin, long amountMax, Duration time, Duration timeMin) {
            this(choice, currency, amountMin, amountMax, time, timeMin, Duration.ZERO, 0);
        }
    }

    /// @param backUrl where the buyer returns, paid or not known
    /// @param leaveUrl where the buyer goes who decides against paying
    /// @param requestedAt when the intent was stored: the same for every repetition, so that all of them say
    ///     the same
    /// @param onFile null: nothing is kept, nothing that is kept is charged
    /// @param name of the buyer, where it is known
    /// @param payableUntil the provider may round this up to its own least time; we close the page ourselves
    record Opening(
            PaymentId id,
            Choice choice,
            String orderReference,
            String title,
            Money amount,
            @Nullable String email,
            Locale locale,
            String backUrl,
            String leaveUrl,
            Instant requestedAt,
            Instant payableUntil,
            @Nullable OnFile onFile,
            @Nullable String name) {
        public Opening(
                PaymentId id,
                Choice choice,
                String orderReference,
                String title,
                Money amount,
                @Nullable String email,
                Locale locale,
                String backUrl,
                String leaveUrl,
                Instant requestedAt,
                Instant payableUntil) {
            this(
                    id,
                    choice,
                    orderReference,
                    title,
                    amount,
                    email,
                    locale,
                    backUrl,
                    leaveUrl,
                    requestedAt,
                    payableUntil,
                    null,
                    null);
        }

        /// The same, and no card is kept.
        public Opening withoutCard() {
            return new Opening(
                    id,
                    choice,
                    orderReference,
                    title,
                    amount,
                    email,
                    locale,
                    backUrl,
                    leaveUrl,
                    requestedAt,
                    payableUntil,
                    null,
                    name);
        }
    }

    /// For whom a card or wallet is to be kept, or which one that is kept is charged, as its keeper named them.
    ///
    /// @param customer null: the provider names them when it keeps their first wallet
    /// @param method what is to be charged at once; null: one is asked for on the page, and kept
    /// @param over nobody wants it to be charged any more: this call charges nothing, no earlier one
    ///     that is still on its way does, and what an earlier one has charged is answered
    /// @param alone whether it is charged without its holder, or is to be kept for that
    record OnFile(@Nullable String customer, @Nullable String method, boolean over, boolean alone) {
        public OnFile(String customer, @Nullable String method) {
            this(customer, method, false, false);
        }

        public OnFile(String customer, @Nullable String method, boolean over) {
            this(customer, method, over, false);
        }
    }

    /// What the provider keeps for its holder from now on.
    sealed interface Kept permits KeptCard, KeptWallet, KeptLater {}

    /// @param account the masked address of its account
    record KeptWallet(String customer, String method, String account) implements Kept {}

    /// It will keep the wallet, and does not say yet what it is called.
    record KeptLater() implements Kept {}

    /// A card.
    ///
    /// @param fingerprint the same for the same number, whatever name it goes by; null where none is told
    record KeptCard(
            String customer,
            String method,
            YearMonth expires,
            @Nullable String fingerprint) implements Kept {}

    /// One reading of a payment at the provider: what we gave at opening, as the provider holds it, is matched
    /// before anything is believed. Null where the provider holds none, or something that is not ours.
    ///
    /// @param reference the provider's id of the page (Stripe: `cs_…`)
    /// @param asked what the page asks for
    record Seen(
            String reference,
            @Nullable String orderReference,
            @Nullable PaymentId paymentId,
            @Nullable Money asked,
            Status status) {}

    sealed interface Status {
        /// The page is open and unpaid; `lastDecline` is the newest refused try on it, if any.
        record Open(String payUrl, @Nullable String lastDecline) implements Status {}

        /// The buyer has allowed it; nothing is taken until we do.
        record Approved(String payUrl) implements Status {}

        /// The buyer has what they need to pay elsewhere, and has not paid.
        record Issued(Instructions how) implements Status {}

        /// @param fee  what the provider keeps of it; null while the provider does not know yet
        /// @param card null where it was not paid by card, or nothing is known of it
        /// @param kept null where what it was paid with is not kept for its holder
        record Paid(
                Money amount,
                @Nullable Money fee,
                String chargeReference,
                Instant at,
                @Nullable PaidCard card,
                @Nullable Kept kept)
                implements Status {
            public Paid(Money amount, @Nullable Money fee, String chargeReference, Instant at) {
                this(amount, fee, chargeReference, at, null, null);
            }
        }

        /// Paid in the eyes of the buyer, not settled: shown as "being confirmed", never as paid.
        record Processing() implements Status {}

        record Closed() implements Status {}
    }

    /// One reading of a refund, with our id and attempt as the provider holds them; null when it was not made
    /// by us.
    record RefundSeen(String reference, @Nullable RefundId refundId, int attempt, Money amount, RefundStatus status) {}

    /// One reading of a dispute.
    ///
    /// @param taken what was taken for it and not returned, never less than zero
    /// @param fee what is kept for the work on it, on top
    record DisputeSeen(
            String reference,
            String chargeReference,
            Dispute.Stage stage,
            Money amount,
            Money taken,
            Money fee,
            Instant openedAt,
            @Nullable Instant answerBy) {}

    sealed interface RefundStatus {
        record Pending() implements RefundStatus {}

        record Succeeded() implements RefundStatus {}

        /// @param needsAccount whether it fails each time, so that the buyer has to tell an account
        record Failed(String code, boolean needsAccount) implements RefundStatus {
            public Failed(String code) {
                this(code, false);
            }
        }
    }
}

package org.tsudoi.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// Takes money through providers and sends it back. Every step is stored before and after the provider is
/// called; nothing is open during the call; each may be repeated.
public interface Payments {
    /// What this amount can be paid with here, the usual first.
    List<Offer> offers(Money amount);

    /// All that is set up on this instance in a currency, whatever the amount, the usual first.
    List<Offer> offersIn(Currency currency);

    /// The same without brands.
    default List<Means> means(Currency currency) {
        return offersIn(currency).stream()
                .map(offer -> offer.choice().means())
                .distinct()
                .sorted()
                .toList();
    }

    /// @param time    how long buyers are given to pay
    /// @param timeMin what they need at least
    /// @param certainWithin how long after it was given it may become certain
    /// @param onTop what the provider asks them for besides the amount
    /// @param heardWithin how long after paying we may be told first
    /// @param fee what the provider keeps of it, as far as that is known
    record Offer(
            String provider,
            Choice choice,
            Duration time,
            Duration timeMin,
            Duration certainWithin,
            Money onTop,
            Duration heardWithin,
            ProviderFee fee) {
        /// Whether buyers go away with a number and pay later, so that the place is kept for days.
        public boolean isSlow() {
            return time.compareTo(Duration.ofHours(1)) > 0;
        }
    }

    /// Stores intents in the caller's transaction and calls nothing. Of one with the same id and terms as before
    /// nothing is changed.
    ///
    /// @throws IllegalStateException when an id was used with other terms
    void request(List<Intent> intents);

    record Intent(PaymentId id, Payment.Terms terms, Asking asking) {}

    /// Calls the provider for the page to pay on, unless that was done; one that takes the money at once has it by
    /// then. No transaction may be open. Never throws for a silent provider: answers `Unknown`, and the ladder goes
    /// on asking.
    Payment submit(PaymentId id);

    /// Reads the payment at the provider now and stores what is new. No transaction may be open.
    Payment ask(PaymentId id);

    /// The same, also of one that is over: somebody says that money came all the same.
    Payment askAlthoughOver(PaymentId id);

    /// The same with the newest payment of an order, if there is one.
    void askNewestFor(String orderReference);

    /// In the caller's transaction: wishes that nothing more can be paid on it. Done by a job; a payment that
    /// was faster is captured.
    void withdraw(PaymentId id);

    /// The same, and tries it at once. No transaction may be open. What is not closed by then is closed by the job.
    Payment withdrawNow(PaymentId id);

    /// The picture of a code that was issued, while it can be paid. Empty when the provider does not give it now.
    /// No transaction may be open.
    Optional<Picture> picture(PaymentId id);

    /// What the page for a wallet needs, while it can be paid there. Empty when the provider does not give it now. No
    /// transaction may be open.
    Optional<WalletRoom> walletRoom(PaymentId id);

    /// The card that it was paid with; empty when it was not paid by card, or nothing is known of it.
    Optional<PaidCard> card(PaymentId id);

    /// What the buyer wished about their card when it was begun; nothing when it is over.
    CardWish cardWish(PaymentId id);

    Payment get(PaymentId id);

    Optional<Payment> find(PaymentId id);

    Optional<Payment> newestFor(String orderReference);

    /// The operator's: what a provider told late that it keeps of a captured payment. Books it, and answers true, when
    /// none was known or the provider had said that it is nothing; a fee that is booked is never changed.
    boolean bookFee(PaymentId id, Money fee, String who);

    /// What payees of these orders took in hand themselves and have not given back: nothing of it is owed to them.
    /// Without the orders of which that is nothing.
    Map<String, Money> keptByPayee(Collection<String> orderReferences);

    /// What banks have taken back of payments of these orders and not returned: the payee has borne it already. Without
    /// the orders of which that is nothing.
    Map<String, Money> takenByDisputes(Collection<String> orderReferences);

    /// What can still be given back of a captured payment: less than was paid and not refunded when a bank has taken it
    /// (a dispute).
    Money refundable(PaymentId payment);

    /// Nothing is given back or taken back of it before the caller's transaction ends. Taken before anything that is
    /// locked when a bank takes it back: its order, and what was sold by that.
    void holdStill(PaymentId payment);

    /// In the caller's transaction: reserves the amount against what was captured, takes it from the payee and
    /// stores the refund; a job sends it. The same id answers with what is stored.
    ///
    /// @throws IllegalStateException when more than the captured amount would go back: a fault of the caller,
    ///     refused by the ledger's floor
    Refund refund(RefundId id, PaymentId payment, Money amount, Refund.Reason why);

    Refund refund(RefundId id);

    /// Reads the refund at the provider now. No transaction may be open.
    Refund askRefund(RefundId id);

    List<Refund> refundsFor(String orderReference);

    /// Of many orders, together.
    List<Refund> refundsFor(Collection<String> orderReferences);

    /// Reads the refund at the provider now, whatever is thought of it, and stores what is new; one that was never
    /// answered is sent under the same id. No transaction may be open.
    Refund askRefundAlthoughOver(RefundId id);

    /// The operator's: a failed refund is tried once more.
    void refundAgain(RefundId id, String who);

    /// The operator's: the provider will not give it back, so the buyer is asked for an account of theirs.
    void refundAskForAccount(RefundId id, String who);

    /// The operator's: a failed refund was paid by other means.
    void refundSettledOutside(RefundId id, String note, String who);

    /// How to reach the buyer while the provider's page is made.
    ///
    /// @param name some means want to know it
    /// @param card what the buyer wishes about their card
    record Asking(
            @Nullable String name,
            @Nullable String email,
            Locale locale,
            String backUrl,
            String leaveUrl,
            Instant payableUntil,
            CardWish card) {
        public Asking(@Nullable String email, Locale locale, String backUrl, String leaveUrl, Instant payableUntil) {
            this(null, email, locale, backUrl, leaveUrl, payableUntil, CardWish.NONE);
        }
    }
}

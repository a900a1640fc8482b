package org.tsudoi.payouts;

import java.time.Instant;
import java.util.Optional;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.RefundId;

/// What became of payouts and accounts, published inside the transaction that stores it.
public sealed interface PayoutNews {
    record Paid(PayoutId payout, OrganiserId organiser, Money amount) implements PayoutNews {}

    record Returned(PayoutId payout, OrganiserId organiser, Money amount, Payout.ReturnReason reason)
            implements PayoutNews {}

    /// The buyer has to tell another account.
    record ReturnedToBuyer(PayoutId payout, RefundId refund) implements PayoutNews {}

    /// Of all refunds of an order that wait.
    ///
    /// @param heldUntil when it can be paid to, where it replaced another
    record BuyerToldAccount(BuyerAccountId account, String orderReference, Optional<Instant> heldUntil)
            implements PayoutNews {}

    /// @param heldUntil when the new account can be paid to
    record AccountChanged(PayeeAccountId account, OrganiserId organiser, Instant heldUntil) implements PayoutNews {}
}

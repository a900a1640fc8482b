package org.tsudoi.payouts;

import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;

/// What became of payouts, published inside the transaction that stores it.
public sealed interface PayoutNews {
    PayoutId payout();

    record Paid(PayoutId payout, OrganiserId organiser, Money amount) implements PayoutNews {}

    record Returned(PayoutId payout, OrganiserId organiser, Money amount, Payout.ReturnReason reason)
            implements PayoutNews {}
}

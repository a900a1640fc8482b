package org.tsudoi.payouts;

import org.tsudoi.members.OrganiserId;
import org.tsudoi.payments.RefundId;

/// Who gets a payout, and the account as it was when its run was prepared.
public sealed interface Payee {
    record OfOrganiser(OrganiserId organiser, PayeeAccountId account) implements Payee {}

    /// Gets back what a provider cannot give back.
    record OfBuyer(RefundId refund, BuyerAccountId account) implements Payee {}
}

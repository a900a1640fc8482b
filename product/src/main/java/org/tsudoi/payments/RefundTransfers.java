package org.tsudoi.payments;

import java.time.Instant;
import java.util.Currency;
import org.tsudoi.ledger.AccountCode;

/// Refunds that a provider cannot give back, for whoever transfers them from our bank to an account of the buyer. They
/// move the money on the books, from [#due]; here is only kept what became of the refund. All in the caller's
/// transaction.
public interface RefundTransfers {
    /// What is owed to buyers, below zero.
    static AccountCode due(Currency currency) {
        return AccountCode.of("refunds", "due", currency.getCurrencyCode());
    }

    /// Gives it to this transfer: from then on nothing else gives it back. False when it does not wait for an account.
    boolean begin(RefundId id, String transfer);

    /// @throws IllegalStateException when it was not given to this transfer, as [#failed]
    void done(RefundId id, String transfer, Instant at);

    /// It is owed again.
    void failed(RefundId id, String transfer, Why why, Instant at);

    enum Why {
        /// Nothing was sent.
        DISCARDED,
        /// The bank sent it back, or never took it: another account is needed.
        RETURNED
    }
}

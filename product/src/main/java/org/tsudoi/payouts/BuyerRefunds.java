package org.tsudoi.payouts;

import java.util.List;
import java.util.Optional;
import org.tsudoi.money.Money;
import org.tsudoi.payments.RefundId;

/// Refunds that a provider cannot give back: the buyer tells an account, and the next run of payouts pays to it. Each
/// verb runs in a transaction of its own. Whether it is the buyer who asks is for the caller to know.
public interface BuyerRefunds {
    /// Those of an order that wait for an account or are on their way to one; without those that are over.
    List<Waiting> of(String orderReference);

    record Waiting(RefundId refund, Money amount, Stage stage, Optional<PayeeAccount> account) {}

    enum Stage {
        ACCOUNT_WANTED,
        ACCOUNT_TOLD,
        /// In a run: the account cannot be changed any more.
        ON_ITS_WAY
    }

    /// For all of an order that wait, in place of what was told before. False when none waits for an account of this
    /// currency.
    boolean tell(String orderReference, PayeeAccount account);
}

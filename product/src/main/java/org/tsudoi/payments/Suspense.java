package org.tsudoi.payments;

import java.util.Currency;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.money.Money;

/// Money that is with us and nobody's: it came without a number, in part, beyond the price or twice. What of
/// it is to go back becomes a refund that our bank transfers to an account of the buyer. All in the caller's
/// transaction.
public interface Suspense {
    /// Below zero: so much of what we have is nobody's.
    static AccountCode account(Currency currency) {
        return AccountCode.of("suspense", currency.getCurrencyCode());
    }

    /// Owed to the buyer from then on, who is asked for an account. The same id again changes nothing.
    ///
    /// @param why one of those beyond a price
    void giveBack(RefundId id, PaymentId payment, Money amount, Refund.Reason why);
}

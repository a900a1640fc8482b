package org.tsudoi.payments;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tsudoi.ledger.AccountCode;

/// Money that came to our bank account without a number of ours.
public interface Deposits extends NamelessMoney {
    /// What is at our bank.
    static AccountCode ownBank(Currency currency) {
        return AccountCode.of("bank", "own", currency.getCurrencyCode());
    }

    /// What payees bear of what the bank takes for transfers to them, below zero; what it takes is a cost of its own.
    static AccountCode transferFees(Currency currency) {
        return AccountCode.of("operator", "transfer-fees", currency.getCurrencyCode());
    }

    /// Of the bank's notices with these identities those that somebody has decided about, or that carry a number of
    /// ours.
    Set<String> decided(Collection<String> identities);

    /// Of these those that are for people to decide about.
    Set<String> undecided(Collection<String> identities);

    /// Of just that much, told from that day on, of which nobody knows or has said for what they are; the oldest first.
    List<Nobodys> nobodys(long yen, LocalDate from);

    /// @param written by the payer and the bank
    record Nobodys(UUID id, String identity, LocalDate bookedOn, String written) {
        @Override
        public String toString() {
            return "Nobodys[" + id + "]";
        }
    }

    /// It is known without people for what it is: a provider paid out. In the caller's transaction.
    ///
    /// @param identity of the bank's notice
    /// @return the account on which the books have it now: whoever knows moves it from there. Empty when
    ///     people decided otherwise before
    Optional<AccountCode> knownFor(UUID deposit, String identity, Currency currency, String note);
}

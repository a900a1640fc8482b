package org.tsudoi.payments;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsudoi.ledger.AccountCode;

/// Money that came to our bank account and that people have to decide about: nothing is ever credited on its amount
/// alone, nor on the word of one person.
public interface Deposits {
    /// What is at our bank.
    static AccountCode ownBank(Currency currency) {
        return AccountCode.of("bank", "own", currency.getCurrencyCode());
    }

    /// Those that carry no number of ours, the oldest first, each with the transfers that wait for just that amount.
    List<Unmatched> unmatched(int max);

    /// Of the bank's notices with these identities those that somebody has decided about, or that carry a number of
    /// ours.
    Set<String> decided(Collection<String> identities);

    /// Of these those that are for people to decide about.
    Set<String> undecided(Collection<String> identities);

    /// Says that it was for this payment. No transaction may be open: the payment is looked at once two have said so.
    Deciding match(UUID deposit, PaymentId payment, String who);

    /// Says that it has nothing to do with payments here.
    Deciding setAside(UUID deposit, String note, String who);

    /// It is known without people for what it is: a provider paid out. In the caller's transaction.
    ///
    /// @param identity of the bank's notice
    /// @return the account on which the books have it now: whoever knows moves it from there. Empty when
    ///     people decided otherwise before
    Optional<AccountCode> knownFor(UUID deposit, String identity, Currency currency, String note);

    enum Deciding {
        /// Two people have said the same.
        DONE,
        /// Another person has to say the same.
        TO_BE_CONFIRMED,
        /// Somebody decided before.
        TOO_LATE
    }

    /// @param yen   negative when the bank called it back
    /// @param payer as the bank wrote it, with what the payer wrote for us
    record Deposit(UUID id, long yen, LocalDate bookedOn, String payer) {}

    /// What one person says of it.
    ///
    /// @param payment for which it was; null: it has nothing to do with payments here
    record Wish(String by, @Nullable PaymentId payment, String note) {}

    /// @param said null: nobody has said anything yet
    record Unmatched(
            Deposit deposit,
            List<Waiting> waiting,
            @Nullable Wish said) {
        public Unmatched {
            waiting = List.copyOf(waiting);
        }
    }

    /// @param number that the payer should have written
    record Waiting(PaymentId payment, String orderReference, String number) {}
}

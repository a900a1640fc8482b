package org.tsudoi.payments;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money that came by one provider and that people have to decide about: nothing is ever credited on its amount alone,
/// nor on the word of one person.
public interface NamelessMoney {
    /// The same word as its provider's.
    String provider();

    /// The oldest first, each with the payments that wait for just that amount.
    List<Unmatched> unmatched(int max);

    /// Says that it was for this payment. No transaction may be open: the payment is looked at once two have said so.
    Deciding match(UUID id, PaymentId payment, String who);

    /// Says that it has nothing to do with payments here.
    Deciding setAside(UUID id, String note, String who);

    /// Of what the provider calls so in its report those that were decided about.
    Map<String, Decided> decidedAmong(Collection<String> lines);

    enum Deciding {
        /// Two people have said the same.
        DONE,
        /// Another person has to say the same.
        TO_BE_CONFIRMED,
        /// Somebody decided before.
        TOO_LATE
    }

    /// @param payment for which it was; null: it has nothing to do with payments here
    record Decided(@Nullable PaymentId payment) {}

    /// @param yen   negative when the bank called it back
    /// @param payer as the bank wrote it, with what the payer wrote for us; of a slip its number, and the store
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

    /// @param number that the payer should have written, or that its slip has
    record Waiting(PaymentId payment, String orderReference, String number) {}
}

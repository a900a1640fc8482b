package org.tsudoi.payments;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Money that came to our bank account and that a person has to decide about: nothing is ever credited on its amount
/// alone.
public interface Deposits {
    /// Those that carry no number of ours, the oldest first, each with the transfers that wait for just that amount.
    List<Unmatched> unmatched(int max);

    /// What is here too much: paid beyond the price, or in part until the time was over. The oldest first.
    List<Surplus> surpluses(int max);

    /// Of the bank's notices with these identities those that somebody has decided about, or that carry a number of
    /// ours.
    Set<String> decided(Collection<String> identities);

    /// It was for this payment. False when somebody decided otherwise before. No transaction may be open: the payment
    /// is looked at then.
    boolean match(UUID deposit, PaymentId payment, String who);

    /// It has nothing to do with payments here. False when somebody decided otherwise before.
    boolean setAside(UUID deposit, String note, String who);

    /// This much was sent back. False when it is not what is here too much now.
    boolean sentBack(PaymentId payment, long yen, String note, String who);

    /// @param yen   negative when the bank called it back
    /// @param payer as the bank wrote it, with what the payer wrote for us
    record Deposit(UUID id, long yen, LocalDate bookedOn, String payer) {}

    record Unmatched(Deposit deposit, List<Waiting> waiting) {}

    /// @param number that the payer should have written
    record Waiting(PaymentId payment, String orderReference, String number) {}

    record Surplus(PaymentId payment, String orderReference, String number, long yen) {}
}

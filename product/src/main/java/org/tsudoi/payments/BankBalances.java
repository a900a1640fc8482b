package org.tsudoi.payments;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.money.Money;

/// What a bank says, without a file, was on an account of ours at the end of a day.
public interface BankBalances {
    /// By day.
    List<Told> since(LocalDate day);

    /// Whether it has ever said so.
    boolean isTold();

    /// @param account on the books
    record Told(AccountCode account, LocalDate day, Money money) {}
}

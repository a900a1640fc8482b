package org.tsudoi.banking;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tsudoi.money.Money;

/// What a file tells of one account.
///
/// @param balances where the file tells them; then they were found to follow from the notices that are booked
public record BankStatement(
        CashAccount account, Optional<Period> period, Optional<Balances> balances, List<BankNotice> notices) {

    /// Both days included.
    public record Period(LocalDate from, LocalDate to) {}

    /// Below zero is an overdraft.
    public record Balances(Money before, Money after) {}

    public BankStatement {
        notices = List.copyOf(notices);
    }
}

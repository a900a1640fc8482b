package org.tsudoi.banking.zengin;

import java.time.LocalDate;
import java.util.Optional;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BankStatement.Period;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.FaultReason;

/// What the headers of 01 and 03 have in common: whose account, and about which days.
record Heading(BankAccount account, Period period) {
    private static final int ACCOUNT_DIGITS = 7;

    /// Empty when something is wrong, which the row then tells.
    static Optional<Heading> of(Row row, EraDates dates) {
        if (!row.isSound()) return Optional.empty();
        var made = row.neededDate("作成日", dates);
        var from = row.neededDate("勘定日(自)", dates);
        var to = row.neededDate("勘定日(至)", dates);
        var type = row.accountType(
                "預金種目", AccountType.ORDINARY, AccountType.CURRENT, AccountType.SAVINGS, AccountType.OTHER);
        var number = row.text("口座番号");
        int longer = number.length() - ACCOUNT_DIGITS;
        if (!number.substring(0, longer).matches("0*")) {
            row.fault("口座番号", FaultReason.TOO_LONG);
            return Optional.empty();
        }
        if (made.isEmpty() || from.isEmpty() || to.isEmpty() || type.isEmpty()) return Optional.empty();
        if (from.get().isAfter(to.get())) {
            row.fault("勘定日(至)", FaultReason.PERIOD);
            return Optional.empty();
        }
        var account = new BankAccount(
                new BankCode(row.text("銀行コード")),
                new BranchCode(row.text("支店コード")),
                type.get(),
                new AccountNumber(number.substring(longer)));
        return Optional.of(new Heading(account, new Period(from.get(), to.get())));
    }

    boolean covers(LocalDate day, Row row) {
        boolean covered = !day.isBefore(period.from()) && !day.isAfter(period.to());
        if (!covered) row.fault("勘定日", FaultReason.PERIOD);
        return covered;
    }
}

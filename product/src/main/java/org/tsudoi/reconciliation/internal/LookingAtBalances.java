package org.tsudoi.reconciliation.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.BankBalances;
import org.tsudoi.payments.BankBalances.Told;
import org.tsudoi.payments.Deposits;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.Finding;
import org.tsudoi.reconciliation.Finding.Side;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.reconciliation.internal.BankLineTable.Statement;

/// Holds what the newest statement ends with, and what the bank says without one, against what the books say was at
/// our bank at the end of that day. A gap that stays as it is, such as what was there before the first
/// statement, is accepted once; each change of it is another one.
@Component
class LookingAtBalances {
    private final BankLineTable lines;
    private final BankBalances banks;
    private final Ledger ledger;

    LookingAtBalances(BankLineTable lines, BankBalances banks, Ledger ledger) {
        this.lines = lines;
        this.banks = banks;
        this.ledger = ledger;
    }

    /// @param until the day after the last one
    List<Finding> look(LocalDate from, LocalDate until) {
        var newest = new LinkedHashMap<String, Statement>();
        for (var statement : lines.statementsSince(from)) {
            if (statement.to().isBefore(until)) newest.put(statement.account() + statement.currency(), statement);
        }
        var findings = new ArrayList<Finding>();
        newest.values().forEach(statement -> look(ended(statement), findings));
        banks.since(from).stream()
                .filter(told -> told.day().isBefore(until))
                .reduce((_, later) -> later)
                .ifPresent(told -> look(told, findings));
        return findings;
    }

    /// Whether a bank says so without a file.
    boolean isTold() {
        return banks.isTold();
    }

    private static Told ended(Statement statement) {
        return new Told(
                Deposits.ownBank(statement.currency()),
                statement.to(),
                new Money(statement.after(), statement.currency()));
    }

    private void look(Told told, List<Finding> findings) {
        var account = told.account();
        if (ledger.account(account).isEmpty()) return;
        var end = LookingAtBank.start(told.day().plusDays(1));
        long here = ledger.balanceAt(account, end.minusNanos(1_000));
        var currency = told.money().currency();
        var gap = told.money().minus(new Money(here, currency));
        if (gap.isZero()) return;
        findings.add(new Finding(
                DifferenceKind.BANK_BALANCE_DIFFERS,
                Reconciliation.BANK,
                told.day(),
                account + " " + gap,
                null,
                null,
                new Side("" + told.day(), "ended", told.money(), null, LookingAtBank.start(told.day())),
                Side.NOTHING,
                new Side(account.value(), null, new Money(here, currency), null, end)));
    }
}

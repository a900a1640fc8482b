package org.tsudoi.reconciliation.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Deposits;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.Finding;
import org.tsudoi.reconciliation.Finding.Side;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.reconciliation.internal.BankLineTable.Statement;

/// Holds what the newest statement ends with against what the books say was at our bank at the end of that
/// day. A gap that stays as it is, such as what was there before the first statement, is accepted once; each
/// change of it is another one.
@Component
class LookingAtBalances {
    private final BankLineTable lines;
    private final Ledger ledger;

    LookingAtBalances(BankLineTable lines, Ledger ledger) {
        this.lines = lines;
        this.ledger = ledger;
    }

    /// @param until the day after the last one
    List<Finding> look(LocalDate from, LocalDate until) {
        var newest = new LinkedHashMap<String, Statement>();
        for (var statement : lines.statementsSince(from)) {
            if (statement.to().isBefore(until)) newest.put(statement.account() + statement.currency(), statement);
        }
        var findings = new ArrayList<Finding>();
        newest.values().forEach(statement -> look(statement, findings));
        return findings;
    }

    private void look(Statement statement, List<Finding> findings) {
        var account = Deposits.ownBank(statement.currency());
        if (ledger.account(account).isEmpty()) return;
        var end = LookingAtBank.start(statement.to().plusDays(1));
        long here = ledger.balanceAt(account, end.minusNanos(1_000));
        if (here == statement.after()) return;
        var gap = new Money(Math.subtractExact(statement.after(), here), statement.currency());
        var told = new Money(statement.after(), statement.currency());
        findings.add(new Finding(
                DifferenceKind.BANK_BALANCE_DIFFERS,
                Reconciliation.BANK,
                statement.to(),
                account + " " + gap,
                null,
                null,
                new Side("" + statement.to(), "ended", told, null, LookingAtBank.start(statement.to())),
                Side.NOTHING,
                new Side(account.value(), null, new Money(here, statement.currency()), null, end)));
    }
}

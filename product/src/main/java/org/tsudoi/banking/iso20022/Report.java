package org.tsudoi.banking.iso20022;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.BankStatement.Balances;
import org.tsudoi.banking.BankStatement.Period;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.money.Money;

/// What a message tells of one account, with everything in it that must add up.
final class Report {
    private static final Set<String> OPENING = Set.of("OPBD", "PRCD");
    private static final Set<String> CLOSING = Set.of("CLBD");

    private final Element report;
    private final MessageKind kind;
    private final Entries entries;
    private final Faults faults;

    Report(Element report, MessageKind kind, Entries entries, Faults faults) {
        this.report = report;
        this.kind = kind;
        this.entries = entries;
        this.faults = faults;
    }

    Optional<BankStatement> statement() {
        int before = faults.count();
        var account = Parties.account(report, "Acct", faults);
        if (account.isEmpty() && faults.count() == before) missing(report, "Acct/Id");
        var period = period();
        var notices = account.map(known -> report.all("Ntry")
                        .flatMap(entry -> entries.notices(entry, known, report).stream())
                        .toList())
                .orElse(List.of());
        checkSummary();
        var balances = kind == MessageKind.STATEMENT ? balances() : Optional.<Balances>empty();
        if (account.isEmpty() || faults.count() > before) return Optional.empty();
        balances.ifPresent(told -> checkBalances(told, notices));
        return Optional.of(new BankStatement(account.get(), period, balances, notices));
    }

    private Optional<Period> period() {
        var from = report.at("FrToDt/FrDtTm").or(() -> report.at("FrToDt/FrDt"));
        var to = report.at("FrToDt/ToDtTm").or(() -> report.at("FrToDt/ToDt"));
        if (from.isEmpty() || to.isEmpty()) return Optional.empty();
        Optional<LocalDate> first = Dates.of(from.get(), "FrToDt", faults);
        Optional<LocalDate> last = Dates.of(to.get(), "FrToDt", faults);
        return first.flatMap(one -> last.map(other -> new Period(one, other)));
    }

    /// Both, of one currency, and of the whole statement: a page of several begins or ends in between.
    private Optional<Balances> balances() {
        boolean isPage = report.at("StmtPgntn").isPresent()
                && !(isTrue(report.textAt("StmtPgntn/LastPgInd"))
                        && report.textAt("StmtPgntn/PgNb").equals("1"));
        if (isPage) return Optional.empty();
        var before = balance(OPENING);
        var after = balance(CLOSING);
        if (before.isEmpty() || after.isEmpty()) return Optional.empty();
        if (before.get().currency().equals(after.get().currency())) {
            return Optional.of(new Balances(before.get(), after.get()));
        }
        fault(report, "Bal", FaultReason.CURRENCY);
        return Optional.empty();
    }

    private Optional<Money> balance(Set<String> codes) {
        return report.all("Bal")
                .filter(balance -> codes.contains(balance.textAt("Tp/CdOrPrtry/Cd")))
                .findFirst()
                .flatMap(this::signed);
    }

    private Optional<Money> signed(Element balance) {
        var amount = balance.at("Amt");
        if (amount.isEmpty()) return missing(balance, "Bal/Amt");
        var money = Amounts.any(amount.get(), "Bal/Amt", faults);
        return switch (balance.textAt("CdtDbtInd")) {
            case "CRDT" -> money;
            case "DBIT" -> money.map(Money::negated);
            case String _ -> {
                fault(balance, "Bal/CdtDbtInd", FaultReason.CODE);
                yield Optional.empty();
            }
        };
    }

    private void checkBalances(Balances balances, List<BankNotice> notices) {
        var booked = notices.stream()
                .filter(notice -> notice.standing() == Standing.BOOKED)
                .toList();
        var currency = balances.before().currency();
        if (booked.stream().anyMatch(notice -> !notice.amount().currency().equals(currency))) {
            fault(report, "Bal", FaultReason.CURRENCY);
            return;
        }
        // As decimals, since so many large amounts need not fit a long.
        var moved = booked.stream()
                .map(notice -> notice.movement().comesIn()
                        ? notice.amount()
                        : notice.amount().negated())
                .map(Money::inMajorUnits)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var follows = balances.before().inMajorUnits().add(moved);
        if (follows.compareTo(balances.after().inMajorUnits()) != 0) fault(report, "Bal", FaultReason.BALANCE);
    }

    private void checkSummary() {
        report.at("TxsSummry/TtlNtries").ifPresent(told -> checkSums(told, "TtlNtries", _ -> true));
        report.at("TxsSummry/TtlCdtNtries").ifPresent(told -> checkSums(told, "TtlCdtNtries", moves("CRDT")));
        report.at("TxsSummry/TtlDbtNtries").ifPresent(told -> checkSums(told, "TtlDbtNtries", moves("DBIT")));
    }

    private static Predicate<Element> moves(String way) {
        return entry -> entry.textAt("CdtDbtInd").equals(way);
    }

    /// Sums of amounts as they are written: what is wrong with one of these is told where it stands.
    private void checkSums(Element told, String field, Predicate<Element> counted) {
        var amounts = report.all("Ntry")
                .filter(counted)
                .map(entry -> entry.textAt("Amt"))
                .toList();
        told.at("NbOfNtries").ifPresent(number -> {
            if (!number.text().equals(Integer.toString(amounts.size()))) {
                fault(number, field + "/NbOfNtries", FaultReason.COUNT);
            }
        });
        told.at("Sum")
                .flatMap(sum -> Amounts.number(sum, field + "/Sum", faults))
                .ifPresent(sum -> {
                    var added = amounts.stream()
                            .filter(Amounts::isPlain)
                            .map(BigDecimal::new)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    if (amounts.stream().allMatch(Amounts::isPlain) && added.compareTo(sum) != 0) {
                        fault(told, field + "/Sum", FaultReason.TOTAL);
                    }
                });
    }

    static boolean isTrue(String told) {
        return told.equals("true") || told.equals("1");
    }

    private Optional<Money> missing(Element where, String field) {
        fault(where, field, FaultReason.MISSING);
        return Optional.empty();
    }

    private void fault(Element where, String field, FaultReason reason) {
        faults.add(where.line(), where.column(), field, reason);
    }
}

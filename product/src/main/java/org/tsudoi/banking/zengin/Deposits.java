package org.tsudoi.banking.zengin;

import static org.tsudoi.banking.zengin.Field.bankName;
import static org.tsudoi.banking.zengin.Field.edi;
import static org.tsudoi.banking.zengin.Field.filler;
import static org.tsudoi.banking.zengin.Field.letter;
import static org.tsudoi.banking.zengin.Field.number;
import static org.tsudoi.banking.zengin.Field.numberOrBlank;
import static org.tsudoi.banking.zengin.Field.partyName;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.Counterparty;
import org.tsudoi.banking.DepositForm;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.money.Money;

/// 振込入金通知 (01): transfers that came in, and such as were cancelled afterwards.
final class Deposits {
    static final String KIND = "01";

    private static final Layout HEADER = Layout.of(
            NoticeFile.RECORD,
            letter(Groups.TYPE, 1),
            number(Groups.KIND, 2, 3),
            letter(Groups.CODE, 4),
            number("作成日", 5, 10),
            number("勘定日(自)", 11, 16),
            number("勘定日(至)", 17, 22),
            number("銀行コード", 23, 26),
            bankName("銀行名", 27, 41),
            number("支店コード", 42, 44),
            bankName("支店名", 45, 59),
            number("預金種目", 60, 60),
            number("口座番号", 61, 67),
            partyName("口座名", 68, 107),
            filler(108, 200));

    private final Layout dataLayout;
    private final Layout trailerLayout;
    private final EraDates dates;
    private final Faults faults;
    private final Identities identities = new Identities(KIND);

    Deposits(DepositForm form, EraDates dates, Faults faults) {
        this.dataLayout = layout(form, DepositForm.inData());
        this.trailerLayout = layout(form, DepositForm.inTrailer());
        this.dates = dates;
        this.faults = faults;
    }

    List<BankStatement> read(Groups groups) {
        return groups.groups().stream().flatMap(this::statement).toList();
    }

    private Stream<BankStatement> statement(Groups.Group group) {
        int before = faults.count();
        var heading = Heading.of(new Row(group.header(), HEADER, faults), dates);
        var notices = group.data().stream()
                .map(raw -> new Row(raw, dataLayout, faults))
                .flatMap(row -> heading.flatMap(known -> notice(row, known)).stream())
                .toList();
        var trailer = new Row(group.trailer(), trailerLayout, faults);
        if (heading.isEmpty() || faults.count() > before) return Stream.empty();
        checkTotals(trailer, notices);
        return Stream.of(new BankStatement(
                heading.get().account(), Optional.of(heading.get().period()), Optional.empty(), notices));
    }

    private Optional<BankNotice> notice(Row row, Heading heading) {
        if (!row.isSound()) return Optional.empty();
        var booked = row.neededDate("勘定日", dates).filter(day -> heading.covers(day, row));
        var value = row.date("起算日", dates);
        var movement = movement(row);
        long amount = row.number("金額");
        long uncleared = row.number("うち他店券金額");
        if (amount == 0) row.fault("金額", FaultReason.AMOUNT);
        if (uncleared > amount) row.fault("うち他店券金額", FaultReason.AMOUNT_TOO_LARGE);
        if (booked.isEmpty() || movement.isEmpty() || amount == 0) return Optional.empty();
        var identity = identities.of(
                row,
                heading.account(),
                booked.get(),
                Long.toString(amount),
                movement.get().name());
        return Optional.of(new BankNotice(
                identity,
                row.raw().line(),
                heading.account(),
                movement.get(),
                Standing.BOOKED,
                booked.get(),
                value.orElse(booked.get()),
                Money.jpy(amount),
                Money.jpy(uncleared),
                payer(row),
                row.text("EDI情報").isEmpty() ? List.of() : List.of(row.text("EDI情報")),
                ""));
    }

    static Counterparty payer(Row row) {
        return new Counterparty(
                row.text("振込依頼人名"), row.text("振込依頼人コード"), row.text("仕向銀行名"), row.text("仕向店名"), Optional.empty());
    }

    private static Optional<Movement> movement(Row row) {
        return switch (row.text("取消区分")) {
            case "", "0" -> Optional.of(Movement.DEPOSIT);
            case "1" -> Optional.of(Movement.DEPOSIT_TAKEN_BACK);
            case String _ -> {
                row.fault("取消区分", FaultReason.CODE);
                yield Optional.empty();
            }
        };
    }

    /// Banks differ in whether cancellations are counted among the transfers too; either must then hold for
    /// the number and for the sum.
    private static void checkTotals(Row trailer, List<BankNotice> notices) {
        var came = notices.stream()
                .filter(notice -> notice.movement() == Movement.DEPOSIT)
                .toList();
        var cancelled = notices.stream()
                .filter(notice -> notice.movement() != Movement.DEPOSIT)
                .toList();
        boolean apart = trailer.number("振込合計件数") == came.size() && trailer.number("振込合計金額") == sum(came);
        boolean together = trailer.number("振込合計件数") == notices.size() && trailer.number("振込合計金額") == sum(notices);
        if (!apart && !together) {
            boolean counted = trailer.number("振込合計件数") == came.size();
            trailer.fault(counted ? "振込合計金額" : "振込合計件数", counted ? FaultReason.TOTAL : FaultReason.COUNT);
        }
        if (trailer.number("取消合計件数") != cancelled.size()) trailer.fault("取消合計件数", FaultReason.COUNT);
        if (trailer.number("取消合計金額") != sum(cancelled)) trailer.fault("取消合計金額", FaultReason.TOTAL);
    }

    static long sum(List<BankNotice> notices) {
        return notices.stream()
                .mapToLong(notice -> notice.amount().minorUnits())
                .reduce(0, Math::addExact);
    }

    private static Layout layout(DepositForm form, Set<String> names) {
        var fields = new ArrayList<Field>();
        fields.add(letter(Groups.TYPE, 1));
        form.columns().entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .sorted(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.from(), other.from())))
                .forEach(entry -> {
                    int next = fields.getLast().position() + fields.getLast().length();
                    int from = entry.getValue().from();
                    if (from > next) fields.add(filler(next, from - 1));
                    fields.add(field(entry.getKey(), from, entry.getValue().to()));
                });
        int next = fields.getLast().position() + fields.getLast().length();
        if (next <= NoticeFile.RECORD) fields.add(filler(next, NoticeFile.RECORD));
        return Layout.of(NoticeFile.RECORD, fields.toArray(Field[]::new));
    }

    private static Field field(String name, int from, int to) {
        return switch (name) {
            case "勘定日", "金額", "振込合計件数", "振込合計金額" -> number(name, from, to);
            case "振込依頼人名" -> partyName(name, from, to);
            case "仕向銀行名", "仕向店名" -> bankName(name, from, to);
            case "取消区分" -> letter(name, from);
            case "EDI情報" -> edi(name, from, to);
            case String _ -> numberOrBlank(name, from, to);
        };
    }
}

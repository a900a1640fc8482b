package org.tsudoi.banking.zengin;

import static org.tsudoi.banking.zengin.Field.bankName;
import static org.tsudoi.banking.zengin.Field.edi;
import static org.tsudoi.banking.zengin.Field.filler;
import static org.tsudoi.banking.zengin.Field.letter;
import static org.tsudoi.banking.zengin.Field.number;
import static org.tsudoi.banking.zengin.Field.numberOrBlank;
import static org.tsudoi.banking.zengin.Field.partyName;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tsudoi.banking.BankCharge;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.BankStatement.Balances;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.money.Money;

/// 入出金取引明細 (03): all that came and went on an account, between two balances.
final class Entries {
    static final String KIND = "03";

    private static final String CORRECTION = "19";
    /// 現金, 振込, 他店券入金, 交換, 振替, その他, 訂正
    private static final Set<String> SORTS = Set.of("10", "11", "12", "13", "14", "18", CORRECTION);

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
            filler(60, 62),
            number("預金種目", 63, 63),
            number("口座番号", 64, 73),
            partyName("口座名", 74, 113),
            letter("貸越区分", 114),
            letter("通帳証書区分", 115),
            number("取引前残高", 116, 129),
            filler(130, 200));

    private static final Layout DATA = Layout.of(
            NoticeFile.RECORD,
            letter(Groups.TYPE, 1),
            numberOrBlank("照会番号", 2, 9),
            number("勘定日", 10, 15),
            numberOrBlank("預入払出日", 16, 21),
            letter("入払区分", 22),
            number("取引区分", 23, 24),
            number("取引金額", 25, 36),
            numberOrBlank("うち他店券金額", 37, 48),
            numberOrBlank("交換呈示日", 49, 54),
            numberOrBlank("不渡返還日", 55, 60),
            letter("手形小切手区分", 61),
            numberOrBlank("手形小切手番号", 62, 68),
            numberOrBlank("僚店番号", 69, 71),
            numberOrBlank("振込依頼人コード", 72, 81),
            partyName("振込依頼人名", 82, 129),
            bankName("仕向銀行名", 130, 144),
            bankName("仕向店名", 145, 159),
            edi("摘要", 160, 179),
            edi("EDI情報", 180, 199),
            filler(200, 200));

    private static final Layout TRAILER = Layout.of(
            NoticeFile.RECORD,
            letter(Groups.TYPE, 1),
            number("入金件数", 2, 7),
            number("入金額合計", 8, 20),
            number("出金件数", 21, 26),
            number("出金額合計", 27, 39),
            letter("貸越区分", 40),
            number("取引後残高", 41, 54),
            number("データ件数", 55, 61),
            filler(62, 200));

    private static final Layout END = Layout.of(
            NoticeFile.RECORD,
            letter(Groups.TYPE, 1),
            number("レコード総件数", 2, 11),
            number("口座数", 12, 16),
            filler(17, 200));

    private final EraDates dates;
    private final Faults faults;
    private final Identities identities = new Identities(KIND);

    Entries(EraDates dates, Faults faults) {
        this.dates = dates;
        this.faults = faults;
    }

    List<BankStatement> read(Groups groups) {
        var statements = groups.groups().stream().flatMap(this::statement).toList();
        var end = new Row(groups.end(), END, faults);
        if (end.isSound()) checkEnd(end, groups);
        return statements;
    }

    private Stream<BankStatement> statement(Groups.Group group) {
        int faultsBefore = faults.count();
        var header = new Row(group.header(), HEADER, faults);
        var heading = Heading.of(header, dates);
        var before = heading.flatMap(_ -> balance(header, "取引前残高"));
        var notices = group.data().stream()
                .map(raw -> new Row(raw, DATA, faults))
                .flatMap(row -> heading.flatMap(known -> notice(row, known)).stream())
                .toList();
        var trailer = new Row(group.trailer(), TRAILER, faults);
        var after = trailer.isSound() ? balance(trailer, "取引後残高") : Optional.<Money>empty();
        if (faults.count() > faultsBefore || heading.isEmpty() || before.isEmpty() || after.isEmpty()) {
            return Stream.empty();
        }
        var balances = new Balances(before.get(), after.get());
        checkTotals(trailer, notices, balances);
        return Stream.of(new BankStatement(
                heading.get().account(), Optional.of(heading.get().period()), Optional.of(balances), notices));
    }

    private Optional<BankNotice> notice(Row row, Heading heading) {
        if (!row.isSound()) return Optional.empty();
        var booked = row.neededDate("勘定日", dates).filter(day -> heading.covers(day, row));
        var value = row.date("預入払出日", dates);
        row.date("交換呈示日", dates);
        row.date("不渡返還日", dates);
        var movement = movement(row);
        long amount = row.number("取引金額");
        long uncleared = row.number("うち他店券金額");
        if (amount == 0) row.fault("取引金額", FaultReason.AMOUNT);
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
                Deposits.payer(row),
                row.text("EDI情報").isEmpty() ? List.of() : List.of(row.text("EDI情報")),
                row.text("摘要"),
                charge(row, movement.get())));
    }

    /// Where somebody is named it is theirs.
    private static BankCharge charge(Row row, Movement movement) {
        boolean isOnlyTheBanks = movement == Movement.WITHDRAWAL
                && row.text("振込依頼人名").isBlank()
                && row.text("EDI情報").isBlank();
        return isOnlyTheBanks ? BankCharge.of(row.text("摘要")) : BankCharge.NONE;
    }

    /// A correction goes the way opposite to what it corrects: of a deposit, out.
    private static Optional<Movement> movement(Row row) {
        var sort = row.text("取引区分");
        var way = row.text("入払区分");
        if (!SORTS.contains(sort)) row.fault("取引区分", FaultReason.CODE);
        boolean corrects = sort.equals(CORRECTION);
        return switch (way) {
            case "1" -> Optional.of(corrects ? Movement.WITHDRAWAL_TAKEN_BACK : Movement.DEPOSIT);
            case "2" -> Optional.of(corrects ? Movement.DEPOSIT_TAKEN_BACK : Movement.WITHDRAWAL);
            case String _ -> {
                row.fault("入払区分", FaultReason.CODE);
                yield Optional.empty();
            }
        };
    }

    private static Optional<Money> balance(Row row, String name) {
        long yen = row.number(name);
        return switch (row.text("貸越区分")) {
            case "1" -> Optional.of(Money.jpy(yen));
            case "2" -> Optional.of(Money.jpy(-yen));
            case String _ -> {
                row.fault("貸越区分", FaultReason.CODE);
                yield Optional.empty();
            }
        };
    }

    private static void checkTotals(Row trailer, List<BankNotice> notices, Balances balances) {
        var in = notices.stream().filter(notice -> notice.movement().comesIn()).toList();
        var out =
                notices.stream().filter(notice -> !notice.movement().comesIn()).toList();
        if (trailer.number("入金件数") != in.size()) trailer.fault("入金件数", FaultReason.COUNT);
        if (trailer.number("入金額合計") != Deposits.sum(in)) trailer.fault("入金額合計", FaultReason.TOTAL);
        if (trailer.number("出金件数") != out.size()) trailer.fault("出金件数", FaultReason.COUNT);
        if (trailer.number("出金額合計") != Deposits.sum(out)) trailer.fault("出金額合計", FaultReason.TOTAL);
        var follows = balances.before().plus(Money.jpy(Deposits.sum(in))).minus(Money.jpy(Deposits.sum(out)));
        if (!follows.equals(balances.after())) trailer.fault("取引後残高", FaultReason.BALANCE);
        if (trailer.number("データ件数") != notices.size()) trailer.fault("データ件数", FaultReason.COUNT);
    }

    /// Whether header, trailer and end count among the records is told differently; one of the ways must hold.
    private static void checkEnd(Row end, Groups groups) {
        long data =
                groups.groups().stream().mapToLong(group -> group.data().size()).sum();
        long all = data + 2L * groups.groups().size();
        if (!Set.of(data, all, all + 1).contains(end.number("レコード総件数"))) {
            end.fault("レコード総件数", FaultReason.COUNT);
        }
        if (end.number("口座数") != groups.groups().size()) end.fault("口座数", FaultReason.COUNT);
    }
}

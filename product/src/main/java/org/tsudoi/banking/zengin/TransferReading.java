package org.tsudoi.banking.zengin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.BulkTransfer;
import org.tsudoi.banking.BulkTransfer.Reference;
import org.tsudoi.banking.BulkTransfer.Sender;
import org.tsudoi.banking.BulkTransfer.Transfer;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.Reading;
import org.tsudoi.money.Money;

/// Reads 総合振込. How a transfer goes (振込指定区分) and whether it is a first one (新規コード) must be
/// right and is not kept: banks have stopped to mind.
final class TransferReading {
    private final LocalDate notBefore;
    private final Faults faults = new Faults();

    private TransferReading(LocalDate notBefore) {
        this.notBefore = notBefore;
    }

    static Reading<List<BulkTransfer>> read(byte[] file, LocalDate notBefore) {
        var reading = new TransferReading(notBefore);
        var orders = reading.orders(file);
        return reading.faults.isEmpty() ? new Reading.Whole<>(orders) : new Reading.Refused<>(reading.faults.list());
    }

    private List<BulkTransfer> orders(byte[] file) {
        var records = Frames.cut(file, TransferLayouts.RECORD, Set.of(TransferLayouts.KIND), faults);
        var groups = faults.isEmpty() ? Groups.of(records, faults) : null;
        if (groups == null) return List.of();
        return groups.groups().stream().flatMap(this::order).toList();
    }

    private Stream<BulkTransfer> order(Groups.Group group) {
        int before = faults.count();
        var header = new Row(group.header(), TransferLayouts.HEADER, faults);
        var sender = sender(header);
        var on = header.isSound() ? day(header) : Optional.<LocalDate>empty();
        var transfers =
                group.data().stream().flatMap(raw -> transfer(raw).stream()).toList();
        var trailer = new Row(group.trailer(), TransferLayouts.TRAILER, faults);
        if (faults.count() > before || sender.isEmpty() || on.isEmpty()) return Stream.empty();
        var order = new BulkTransfer(sender.get(), on.get(), transfers);
        if (transfers.isEmpty() || trailer.number("合計件数") != transfers.size()) {
            trailer.fault("合計件数", FaultReason.COUNT);
        }
        if (trailer.number("合計金額") != order.total().minorUnits()) trailer.fault("合計金額", FaultReason.TOTAL);
        return Stream.of(order);
    }

    private static Optional<Sender> sender(Row row) {
        if (!row.isSound()) return Optional.empty();
        if (row.text("委託者名").isEmpty()) row.fault("委託者名", FaultReason.MISSING);
        return row.accountType("預金種目", AccountType.ORDINARY, AccountType.CURRENT, AccountType.OTHER)
                .map(type -> new Sender(
                        row.text("委託者コード"),
                        row.kana("委託者名"),
                        account(row, "仕向銀行番号", "仕向支店番号", type),
                        row.kana("仕向銀行名"),
                        row.kana("仕向支店名")));
    }

    /// MMDD, the first from a given day on; 0229 only when that year has one.
    private Optional<LocalDate> day(Row row) {
        var digits = row.text("振込指定日");
        var day = monthDay(Integer.parseInt(digits.substring(0, 2)), Integer.parseInt(digits.substring(2)))
                .flatMap(found -> Stream.of(notBefore.getYear(), notBefore.getYear() + 1)
                        .filter(found::isValidYear)
                        .map(found::atYear)
                        .filter(date -> !date.isBefore(notBefore) && date.isBefore(notBefore.plusYears(1)))
                        .findFirst());
        if (day.isEmpty()) row.fault("振込指定日", FaultReason.DATE);
        return day;
    }

    private static Optional<MonthDay> monthDay(int month, int day) {
        try {
            return Optional.of(MonthDay.of(month, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Optional<Transfer> transfer(RawRecord raw) {
        boolean edi = raw.letter(TransferLayouts.MARK_OF_EDI) == 'Y';
        var row = new Row(raw, edi ? TransferLayouts.DATA_WITH_EDI : TransferLayouts.DATA_WITH_CODES, faults);
        if (!row.isSound()) return Optional.empty();
        if (!edi && !row.text("識別表示").isEmpty()) row.fault("識別表示", FaultReason.CODE);
        if (!"012".contains(row.text("新規コード"))) row.fault("新規コード", FaultReason.CODE);
        if (!"78".contains(row.text("振込指定区分"))) row.fault("振込指定区分", FaultReason.CODE);
        if (row.text("受取人名").isEmpty()) row.fault("受取人名", FaultReason.MISSING);
        if (edi && row.text("EDI情報").isEmpty()) row.fault("EDI情報", FaultReason.MISSING);
        long amount = row.number("振込金額");
        if (amount == 0) row.fault("振込金額", FaultReason.AMOUNT);
        return row.accountType(
                        "預金種目", AccountType.ORDINARY, AccountType.CURRENT, AccountType.SAVINGS, AccountType.OTHER)
                .map(type -> new Transfer(
                        account(row, "被仕向銀行番号", "被仕向支店番号", type),
                        row.kana("被仕向銀行名"),
                        row.kana("被仕向支店名"),
                        row.kana("受取人名"),
                        Money.jpy(amount),
                        edi ? new Reference.Edi(row.kana("EDI情報")) : codes(row)));
    }

    private static Reference codes(Row row) {
        long first = row.number("顧客コード1");
        long second = row.number("顧客コード2");
        return first == 0 && second == 0 ? new Reference.None() : new Reference.CustomerCodes(first, second);
    }

    private static BankAccount account(Row row, String bank, String branch, AccountType type) {
        return new BankAccount(
                new BankCode(row.text(bank)),
                new BranchCode(row.text(branch)),
                type,
                new AccountNumber(row.text("口座番号")));
    }
}

package org.tsudoi.banking.zengin;

import static org.tsudoi.banking.KanaText.Use.BANK_NAME;
import static org.tsudoi.banking.KanaText.Use.EDI;
import static org.tsudoi.banking.KanaText.Use.PARTY_NAME;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BulkTransfer;
import org.tsudoi.banking.BulkTransfer.Reference;
import org.tsudoi.banking.BulkTransfer.Transfer;
import org.tsudoi.banking.BulkTransfers.LineEnds;
import org.tsudoi.banking.Fault;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.Reading;
import org.tsudoi.banking.Writing;

/// Writes 総合振込.
public final class TransferFile {
    private static final int TRANSFERS_MAX = 999_999;
    private static final String LINE_END = "\r\n";
    private static final String UNUSED_CLEARING_HOUSE = "0000";
    private static final char NEITHER_FIRST_NOR_CHANGED = '0';
    private static final char BY_WIRE = '7';

    private final LineEnds ends;
    private final Faults faults = new Faults();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private int line = 0;

    private TransferFile(LineEnds ends) {
        this.ends = ends;
    }

    public static Writing write(List<BulkTransfer> orders, LineEnds ends) {
        return new TransferFile(ends).write(orders);
    }

    public static Reading<List<BulkTransfer>> read(byte[] file, LocalDate notBefore) {
        return TransferReading.read(file, notBefore);
    }

    private Writing write(List<BulkTransfer> orders) {
        if (orders.isEmpty()) faults.addOfTheWhole(FaultReason.EMPTY);
        for (var order : orders) {
            writeHeader(order);
            if (order.transfers().size() > TRANSFERS_MAX) return new Writing.Refused(tooMany(order));
            for (var transfer : order.transfers()) writeTransfer(transfer);
            writeTrailer(order);
        }
        add(next(TransferLayouts.END).letter(Groups.TYPE, '9'));
        if (!faults.isEmpty()) return new Writing.Refused(faults.list());
        if (file.size() > Frames.FILE_MAX) return new Writing.Refused(tooLarge());
        return new Writing.Written(file.toByteArray());
    }

    private void writeHeader(BulkTransfer order) {
        var sender = order.sender();
        var account = sender.account();
        var slip = next(TransferLayouts.HEADER)
                .letter(Groups.TYPE, '1')
                .digits(Groups.KIND, TransferLayouts.KIND)
                .letter(Groups.CODE, '0')
                .digits("委託者コード", sender.code())
                .neededKana("委託者名", sender.name(), PARTY_NAME)
                .number("振込指定日", order.on().getMonthValue() * 100L + order.on().getDayOfMonth(), FaultReason.DATE)
                .digits("仕向銀行番号", account.bank().digits())
                .kana("仕向銀行名", sender.bankName(), BANK_NAME)
                .digits("仕向支店番号", account.branch().digits())
                .kana("仕向支店名", sender.branchName(), BANK_NAME);
        if (account.type() == AccountType.SAVINGS) slip.fault("預金種目", FaultReason.CODE);
        add(withAccount(slip, account));
    }

    private void writeTransfer(Transfer transfer) {
        boolean edi = transfer.reference() instanceof Reference.Edi;
        var slip = next(edi ? TransferLayouts.DATA_WITH_EDI : TransferLayouts.DATA_WITH_CODES)
                .letter(Groups.TYPE, '2')
                .digits("被仕向銀行番号", transfer.to().bank().digits())
                .kana("被仕向銀行名", transfer.bankName(), BANK_NAME)
                .digits("被仕向支店番号", transfer.to().branch().digits())
                .kana("被仕向支店名", transfer.branchName(), BANK_NAME)
                .digits("手形交換所番号", UNUSED_CLEARING_HOUSE)
                .neededKana("受取人名", transfer.name(), PARTY_NAME);
        withAccount(slip, transfer.to());
        if (!isYen(transfer)) slip.fault("振込金額", FaultReason.CURRENCY);
        else if (!transfer.amount().isPositive()) slip.fault("振込金額", FaultReason.AMOUNT);
        else slip.number("振込金額", transfer.amount().minorUnits(), FaultReason.AMOUNT_TOO_LARGE);
        slip.letter("新規コード", NEITHER_FIRST_NOR_CHANGED).letter("振込指定区分", BY_WIRE);
        switch (transfer.reference()) {
            case Reference.None() -> withCodes(slip, 0, 0);
            case Reference.CustomerCodes(long first, long second) -> withCodes(slip, first, second);
            case Reference.Edi(var text) -> slip.neededKana("EDI情報", text, EDI).letter("識別表示", 'Y');
        }
        add(slip);
    }

    private void writeTrailer(BulkTransfer order) {
        var slip = next(TransferLayouts.TRAILER).letter(Groups.TYPE, '8');
        int count = order.transfers().size();
        if (count == 0) slip.fault("合計件数", FaultReason.COUNT);
        slip.number("合計件数", count, FaultReason.COUNT);
        // Wrong amounts have been told of where they stand.
        if (order.transfers().stream()
                .allMatch(each -> isYen(each) && each.amount().isPositive())) {
            long total = order.transfers().stream()
                    .mapToLong(transfer -> transfer.amount().minorUnits())
                    .reduce(0, TransferFile::addWithinReach);
            slip.number("合計金額", total, FaultReason.AMOUNT_TOO_LARGE);
        }
        add(slip);
    }

    /// A sum that no longer fits a `long` fits the file still less.
    private static long addWithinReach(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static boolean isYen(Transfer transfer) {
        return transfer.amount().currency().getCurrencyCode().equals("JPY");
    }

    private static Slip withAccount(Slip slip, BankAccount account) {
        return slip.letter("預金種目", account.type().digit())
                .digits("口座番号", account.number().digits());
    }

    private static void withCodes(Slip slip, long first, long second) {
        slip.number("顧客コード1", first, FaultReason.TOO_LONG).number("顧客コード2", second, FaultReason.TOO_LONG);
    }

    private Slip next(Layout layout) {
        line++;
        return new Slip(layout, line, faults);
    }

    private void add(Slip slip) {
        file.writeBytes(slip.bytes());
        switch (ends) {
            case NONE -> {}
            case CRLF -> file.writeBytes(LINE_END.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private List<Fault> tooMany(BulkTransfer order) {
        line += order.transfers().size();
        next(TransferLayouts.TRAILER).fault("合計件数", FaultReason.COUNT);
        return faults.list();
    }

    private List<Fault> tooLarge() {
        faults.addOfTheWhole(FaultReason.TOO_LARGE);
        return faults.list();
    }
}

package org.tsudoi.banking.zengin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tsudoi.banking.BankEntry;
import org.tsudoi.banking.BankEntry.Kind;
import org.tsudoi.banking.BankFile;
import org.tsudoi.banking.BankFile.Fault;
import org.tsudoi.banking.BankFile.Reason;
import org.tsudoi.money.Money;

/// Reads notices of deposits (振込入金通知, 種別 01, form A) and statements (入出金取引明細, 種別 03): records of 200 bytes, an
/// account's
/// header, data and trailer, again for each account, and an end. Strict: the whole file or nothing.
public final class ZenginNotices {
    private static final int LENGTH = 200;
    private static final int FAULTS_MAX = 50;
    private static final String KINDS = "1289";
    private static final String CORRECTION = "19";

    private final LocalDate today;
    private final List<Fault> faults = new ArrayList<>();
    private final List<BankEntry> entries = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private ZenginNotices(LocalDate today) {
        this.today = today;
    }

    public static BankFile read(byte[] file, LocalDate today) {
        if (file[0] != '1') return refused(new Fault(1, "データ区分", Reason.UNKNOWN_FORMAT));
        var reading = new ZenginNotices(today);
        reading.read(Records.cut(file, LENGTH, reading.faults));
        return reading.faults.isEmpty()
                ? new BankFile.Entries(form(file), reading.entries)
                : new BankFile.Refused(reading.faults.stream().limit(FAULTS_MAX).toList());
    }

    private static BankFile.Form form(byte[] file) {
        return file[2] == '3' ? BankFile.Form.STATEMENT : BankFile.Form.NOTICES;
    }

    private static BankFile refused(Fault fault) {
        return new BankFile.Refused(List.of(fault));
    }

    /// An account, and what its trailer has to say.
    private static final class Group {
        final boolean statement;
        final String account;
        final long before;
        int inCount;
        long inSum;
        int outCount;
        long outSum;
        int calledBackCount;
        long calledBackSum;

        Group(boolean statement, String account, long before) {
            this.statement = statement;
            this.account = account;
            this.before = before;
        }
    }

    private void read(List<Row> rows) {
        if (!faults.isEmpty()) return;
        @Nullable Group group = null;
        int accounts = 0;
        boolean over = false;
        for (var row : rows) {
            if (over) {
                row.wrong("", Reason.TRAILING);
                return;
            }
            boolean inOrder = switch (row.kind()) {
                case '1', '9' -> group == null;
                case '2', '8' -> group != null;
                default -> false;
            };
            if (!inOrder) {
                row.wrong("データ区分", KINDS.indexOf(row.kind()) < 0 ? Reason.UNKNOWN_WORD : Reason.WRONG_ORDER);
                return;
            }
            switch (row.kind()) {
                case '1' -> group = header(row);
                case '2' -> data(row, Objects.requireNonNull(group));
                case '8' -> {
                    trailer(row, Objects.requireNonNull(group));
                    accounts++;
                    group = null;
                }
                default -> {
                    end(row, rows.size(), accounts, rows.getFirst());
                    over = true;
                }
            }
            if (!faults.isEmpty() && row.kind() == '1') return;
        }
        if (!over) faults.add(new Fault(rows.size() + 1, "データ区分", Reason.MISSING));
    }

    private Group header(Row row) {
        var form = row.digits(2, 2, "種別コード");
        if (!form.equals("01") && !form.equals("03")) row.wrong("種別コード", Reason.UNKNOWN_FORMAT);
        if (row.digits(4, 1, "コード区分").equals("1")) row.wrong("コード区分", Reason.OTHER_CODE);
        row.day(5, "作成日", today);
        row.day(11, "勘定日（自）", today);
        row.day(17, "勘定日（至）", today);
        boolean statement = form.equals("03");
        var bank = row.digits(23, 4, "銀行コード");
        row.text(27, 15, "銀行名");
        var branch = row.digits(42, 3, "支店コード");
        row.text(45, 15, "支店名");
        if (statement) {
            var kind = row.digits(63, 1, "預金種目");
            var number = row.digits(64, 10, "口座番号");
            row.text(74, 40, "口座名");
            long before = row.number(116, 14, "取引前残高");
            return new Group(true, account(bank, branch, kind, number.substring(3)), signed(row, 114, before));
        }
        var kind = row.digits(60, 1, "預金種目");
        var number = row.digits(61, 7, "口座番号");
        row.text(68, 40, "口座名");
        return new Group(false, account(bank, branch, kind, number), 0);
    }

    private static String account(String bank, String branch, String kind, String number) {
        return bank + "-" + branch + "-" + kind + "-" + number;
    }

    /// 貸越区分: 2 is an overdraft.
    private static long signed(Row row, int place, long amount) {
        var sign = row.digits(place, 1, "貸越区分");
        if (!sign.equals("1") && !sign.equals("2")) row.wrong("貸越区分", Reason.UNKNOWN_WORD);
        return sign.equals("2") ? -amount : amount;
    }

    private void data(Row row, Group group) {
        if (group.statement) statementLine(row, group);
        else notice(row, group);
    }

    private void notice(Row row, Group group) {
        row.digitsOrBlank(2, 6, "照会番号");
        var bookedOn = row.day(8, "勘定日", today);
        row.day(14, "起算日", today);
        long amount = positive(row, row.number(20, 10, "金額"), "金額");
        var payer = row.text(50, 48, "振込依頼人名");
        var calledBack = row.digitsOrBlank(128, 1, "取消区分");
        var note = row.text(129, 20, "EDI情報");
        if (!calledBack.isEmpty() && !calledBack.equals("0") && !calledBack.equals("1")) {
            row.wrong("取消区分", Reason.UNKNOWN_WORD);
        }
        boolean back = calledBack.equals("1");
        if (back) {
            group.calledBackCount++;
            group.calledBackSum += amount;
        } else {
            group.inCount++;
            group.inSum += amount;
        }
        add(row, group, bookedOn, back ? Kind.IN_CALLED_BACK : Kind.IN, amount, payer, note);
    }

    private void statementLine(Row row, Group group) {
        row.digitsOrBlank(2, 8, "照会番号");
        var bookedOn = row.day(10, "勘定日", today);
        row.day(16, "預入・払出日", today);
        var direction = row.digits(22, 1, "入払区分");
        var sort = row.digits(23, 2, "取引区分");
        long amount = positive(row, row.number(25, 12, "取引金額"), "取引金額");
        var party = row.text(82, 48, "振込依頼人名");
        var summary = row.text(160, 20, "摘要内容");
        var note = row.text(180, 20, "EDI情報");
        if (!direction.equals("1") && !direction.equals("2")) row.wrong("入払区分", Reason.UNKNOWN_WORD);
        boolean in = direction.equals("1");
        if (in) {
            group.inCount++;
            group.inSum += amount;
        } else {
            group.outCount++;
            group.outSum += amount;
        }
        // A correction (訂正) stands on the other side of what it corrects.
        boolean back = sort.equals(CORRECTION);
        var kind = back ? (in ? Kind.OUT_CALLED_BACK : Kind.IN_CALLED_BACK) : in ? Kind.IN : Kind.OUT;
        add(row, group, bookedOn, kind, amount, party, (summary + " " + note).strip());
    }

    private static long positive(Row row, long amount, String field) {
        if (amount == 0) row.wrong(field, Reason.OUT_OF_RANGE);
        return amount;
    }

    private void add(
            Row row, Group group, @Nullable LocalDate bookedOn, Kind kind, long amount, String party, String note) {
        if (bookedOn == null || amount == 0) return;
        entries.add(new BankEntry(group.account, identity(group, row), bookedOn, kind, Money.jpy(amount), party, note));
    }

    /// Of the account and all bytes of the record: numbers that banks give to entries may be missing. A file that has
    /// the
    /// same record twice tells of two entries.
    private String identity(Group group, Row row) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(group.account.getBytes(StandardCharsets.US_ASCII));
            var hash = HexFormat.of().formatHex(digest.digest(row.bytes()));
            return hash + "-" + seen.merge(hash, 1, Integer::sum);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    private static void trailer(Row row, Group group) {
        if (group.statement) {
            agree(row, row.number(2, 6, "入金件数"), group.inCount, "入金件数");
            agree(row, row.number(8, 13, "入金額合計"), group.inSum, "入金額合計");
            agree(row, row.number(21, 6, "出金件数"), group.outCount, "出金件数");
            agree(row, row.number(27, 13, "出金額合計"), group.outSum, "出金額合計");
            long after = signed(row, 40, row.number(41, 14, "取引後残高"));
            agree(row, after, group.before + group.inSum - group.outSum, "取引後残高");
            agree(row, row.number(55, 7, "データレコード件数"), group.inCount + group.outCount, "データレコード件数");
            return;
        }
        agree(row, row.number(2, 6, "振込合計件数"), group.inCount, "振込合計件数");
        agree(row, row.number(8, 12, "振込合計金額"), group.inSum, "振込合計金額");
        agree(row, row.number(20, 6, "取消合計件数"), group.calledBackCount, "取消合計件数");
        agree(row, row.number(26, 12, "取消合計金額"), group.calledBackSum, "取消合計金額");
    }

    private static void agree(Row row, long said, long is, String field) {
        if (said != is) row.wrong(field, Reason.DOES_NOT_AGREE);
    }

    /// Only of statements it says how many records and accounts there are.
    private static void end(Row row, int records, int accounts, Row header) {
        if (header.bytes()[1] != '0' || header.bytes()[2] != '3') return;
        agree(row, row.number(2, 10, "レコード総件数"), records, "レコード総件数");
        agree(row, row.number(12, 5, "口座数"), accounts, "口座数");
    }
}

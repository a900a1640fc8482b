package town.bank;

import java.time.LocalDate;
import java.util.List;

/// What happened on one day, and the balance before and after (入出金取引明細, 種別 03), written on another.
record Statement(BankSettings bank, LocalDate day, LocalDate writtenOn, long before, List<Entry> entries) {
    private static final String TRANSFER = "11";
    /// A correction stands on the other side: one of a deposit goes out.
    private static final String CORRECTION = "19";

    private static final int RECORDS_AROUND = 3;

    byte[] bytes() {
        var file = new StringBuilder(head());
        entries.forEach(entry -> file.append(line(entry)));
        var end =
                new ZenginRecord(9).number(entries.size() + RECORDS_AROUND, 10).number(1, 5);
        return file.append(sum()).append(end.end()).toString().getBytes(ZenginRecord.CHARSET);
    }

    private String head() {
        return new ZenginRecord(1)
                .digits("03")
                .digits("0")
                .day(writtenOn)
                .day(day)
                .day(day)
                .digits(bank.code())
                .words(bank.name(), 15)
                .digits(bank.branchCode())
                .words(bank.branchName(), 15)
                .digits("000")
                .digits(bank.kind())
                .number(Long.parseLong(bank.account()), 10)
                .words(bank.holder(), 40)
                .digits(sign(before))
                .digits("1")
                .number(Math.abs(before), 14)
                .end();
    }

    /// 貸越区分: 1 there is money, 2 it is overdrawn.
    private static String sign(long balance) {
        return balance < 0 ? "2" : "1";
    }

    private static String line(Entry entry) {
        return new ZenginRecord(2)
                .number(entry.number(), 8)
                .day(entry.day())
                .day(entry.day())
                .digits(entry.comesIn() ? "1" : "2")
                .digits(entry.kind() == Entry.Kind.CALLED_BACK ? CORRECTION : TRANSFER)
                .number(entry.yen(), 12)
                .number(0, 12)
                .number(0, 6)
                .number(0, 6)
                .number(0, 1)
                .number(0, 7)
                .number(0, 3)
                .number(0, 10)
                .words(entry.payer(), Account.PAYER_MAX)
                .words(entry.isToldInNotices() ? Teller.PAYING_BANK : "", 15)
                .words(entry.isToldInNotices() ? Teller.PAYING_BRANCH : "", 15)
                .words(remark(entry.kind()), 20)
                .words(entry.code(), 20)
                .end();
    }

    /// 摘要. Banks word it as they like.
    private static String remark(Entry.Kind kind) {
        return switch (kind) {
            case DEPOSIT, CALLED_BACK -> "ﾌﾘｺﾐ";
            case SENT -> "ｿｳｺﾞｳﾌﾘｺﾐ";
            case SENT_BACK -> "ﾌﾘｺﾐｸﾐﾓﾄﾞｼ";
        };
    }

    private String sum() {
        var in = entries.stream().filter(Entry::comesIn).toList();
        var out = entries.stream().filter(it -> !it.comesIn()).toList();
        long after = before + entries.stream().mapToLong(Entry::effect).sum();
        return new ZenginRecord(8)
                .number(in.size(), 6)
                .number(in.stream().mapToLong(Entry::yen).sum(), 13)
                .number(out.size(), 6)
                .number(out.stream().mapToLong(Entry::yen).sum(), 13)
                .digits(sign(after))
                .number(Math.abs(after), 14)
                .number(entries.size(), 7)
                .end();
    }
}

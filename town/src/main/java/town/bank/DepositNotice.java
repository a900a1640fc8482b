package town.bank;

import java.time.LocalDate;
import java.util.List;

/// What came on one day (振込入金通知, 種別 01, form A), written on another.
record DepositNotice(BankSettings bank, LocalDate day, LocalDate writtenOn, List<Entry> entries) {
    /// @param entries all of the day; what went out is not told here
    DepositNotice {
        entries = entries.stream().filter(Entry::isToldInNotices).toList();
    }

    byte[] bytes() {
        var file = new StringBuilder(head());
        entries.forEach(entry -> file.append(line(entry)));
        return file.append(sum()).append(new ZenginRecord(9).end()).toString().getBytes(ZenginRecord.CHARSET);
    }

    private String head() {
        return new ZenginRecord(1)
                .digits("01")
                .digits("0")
                .day(writtenOn)
                .day(day)
                .day(day)
                .digits(bank.code())
                .words(bank.name(), 15)
                .digits(bank.branchCode())
                .words(bank.branchName(), 15)
                .digits(bank.kind())
                .digits(bank.account())
                .words(bank.holder(), 40)
                .end();
    }

    private static String line(Entry entry) {
        return new ZenginRecord(2)
                .number(entry.number(), 6)
                .day(entry.day())
                .day(entry.day())
                .number(entry.yen(), 10)
                .number(0, 10)
                .number(0, 10)
                .words(entry.payer(), Account.PAYER_MAX)
                .words(Teller.PAYING_BANK, 15)
                .words(Teller.PAYING_BRANCH, 15)
                .words(entry.isDeposit() ? "" : "1", 1)
                .words("", 20)
                .end();
    }

    private String sum() {
        var deposits = entries.stream().filter(Entry::isDeposit).toList();
        var calledBack = entries.stream().filter(it -> !it.isDeposit()).toList();
        return new ZenginRecord(8)
                .number(deposits.size(), 6)
                .number(deposits.stream().mapToLong(Entry::yen).sum(), 12)
                .number(calledBack.size(), 6)
                .number(calledBack.stream().mapToLong(Entry::yen).sum(), 12)
                .end();
    }
}

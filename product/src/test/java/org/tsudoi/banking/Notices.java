package org.tsudoi.banking;

import java.time.LocalDate;

/// Two good files of notices.
final class Notices {
    static final LocalDate TODAY = LocalDate.of(2026, 9, 2);
    static final BankAccount OURS = new BankAccount(
            new BankCode("0001"), new BranchCode("002"), AccountType.ORDINARY, new AccountNumber("1234567"));

    private Notices() {}

    /// A transfer with the bank's number (line 2), two equal ones without (3, 4), and the first one cancelled
    /// (5).
    static Sheet deposits() {
        return Sheet.of(
                Sheet.record(
                        200,
                        1,
                        "1010080902080901080902",
                        23,
                        "0001",
                        27,
                        "ﾐｽﾞﾎ",
                        42,
                        "002",
                        45,
                        "ﾏﾙﾉｳﾁ",
                        60,
                        "1",
                        61,
                        "1234567",
                        68,
                        "ｶ)ﾂﾄﾞｲ"),
                deposit("000001", 3000, "1234 ﾔﾏﾀﾞ ﾀﾛｳ", " ", "INV-42"),
                deposit("      ", 5000, "ｽｽﾞｷ ﾊﾅｺ", "0", ""),
                deposit("      ", 5000, "ｽｽﾞｷ ﾊﾅｺ", "0", ""),
                deposit("000001", 3000, "1234 ﾔﾏﾀﾞ ﾀﾛｳ", "1", "INV-42"),
                Sheet.record(200, 1, "8", 2, "000003", 8, "000000013000", 20, "000001", 26, "000000003000"),
                Sheet.record(200, 1, "9"));
    }

    static String deposit(String reference, long amount, String name, String cancelled, String edi) {
        return Sheet.record(
                200,
                1,
                "2",
                2,
                reference,
                8,
                "080901",
                14,
                "080901",
                20,
                digits(amount, 10),
                30,
                "0000000000",
                40,
                "0000001234",
                50,
                name,
                98,
                "ﾐﾂﾋﾞｼ",
                113,
                "ｼﾝｼﾞﾕｸ",
                128,
                cancelled,
                129,
                edi);
    }

    /// In 3,000 (line 2), out 1,200 (3), and a deposit of 500 taken back (4): from 10,000 to 11,300.
    static Sheet entries() {
        return Sheet.of(
                Sheet.record(
                        200,
                        1,
                        "1030080902080901080902",
                        23,
                        "0001",
                        27,
                        "ﾐｽﾞﾎ",
                        42,
                        "002",
                        45,
                        "ﾏﾙﾉｳﾁ",
                        60,
                        "0001",
                        64,
                        "0001234567",
                        74,
                        "ｶ)ﾂﾄﾞｲ",
                        114,
                        "1",
                        115,
                        "1",
                        116,
                        "00000000010000"),
                entry("00000001", "1", "11", 3000, "ﾔﾏﾀﾞ ﾀﾛｳ", "ﾌﾘｺﾐ", "INV-42"),
                entry("00000002", "2", "14", 1200, "", "ﾃｽｳﾘﾖｳ", ""),
                entry("00000003", "2", "19", 500, "", "ﾃｲｾｲ", ""),
                Sheet.record(
                        200,
                        1,
                        "8",
                        2,
                        "000001",
                        8,
                        "0000000003000",
                        21,
                        "000002",
                        27,
                        "0000000001700",
                        40,
                        "1",
                        41,
                        "00000000011300",
                        55,
                        "0000003"),
                Sheet.record(200, 1, "9", 2, "0000000006", 12, "00001"));
    }

    static String entry(
            String reference, String way, String sort, long amount, String name, String remark, String edi) {
        return Sheet.record(
                200,
                1,
                "2",
                2,
                reference,
                10,
                "080901",
                16,
                "080901",
                22,
                way,
                23,
                sort,
                25,
                digits(amount, 12),
                37,
                "000000000000",
                49,
                "000000",
                55,
                "      ",
                61,
                "0",
                62,
                "0000000",
                69,
                "000",
                72,
                "0000001234",
                82,
                name,
                130,
                "ﾐﾂﾋﾞｼ",
                145,
                "ｼﾝｼﾞﾕｸ",
                160,
                remark,
                180,
                edi);
    }

    static String digits(long number, int width) {
        return String.format("%0" + width + "d", number);
    }
}

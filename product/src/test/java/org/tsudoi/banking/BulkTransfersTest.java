package org.tsudoi.banking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.banking.BulkTransfer.Reference;
import org.tsudoi.banking.BulkTransfer.Sender;
import org.tsudoi.banking.BulkTransfer.Transfer;
import org.tsudoi.banking.BulkTransfers.LineEnds;
import org.tsudoi.money.Money;

class BulkTransfersTest {
    static final LocalDate DAY = LocalDate.of(2026, 9, 30);
    private static final Sender SENDER = new Sender(
            "0000012345",
            kana("ｶ)ﾂﾄﾞｲ"),
            account("0001", "002", AccountType.ORDINARY, "1234567"),
            kana("ﾐｽﾞﾎ"),
            kana("ﾏﾙﾉｳﾁ"));

    private static final Transfer WITH_EDI = new Transfer(
            account("9900", "018", AccountType.SAVINGS, "0234567"),
            kana("ﾕｳﾁﾖ"),
            kana("ｾﾞﾛｲﾁﾊﾁ"),
            kana("ﾔﾏﾀﾞ ﾀﾛｳ"),
            Money.jpy(12_345),
            new Reference.Edi(kana("PAY-1/ｦ")));
    private static final Transfer WITH_CODES = new Transfer(
            account("0005", "001", AccountType.CURRENT, "7654321"),
            KanaText.EMPTY,
            KanaText.EMPTY,
            kana("ｽｽﾞｷ(ｶ"),
            Money.jpy(9_999_999_999L),
            new Reference.CustomerCodes(42, 9_999_999_999L));
    private static final Transfer PLAIN = new Transfer(
            account("0005", "001", AccountType.OTHER, "0000001"),
            kana("A-B"),
            kana("C"),
            kana("X.Y-Z"),
            Money.jpy(1),
            new Reference.None());
    private static final BulkTransfer ORDER = new BulkTransfer(SENDER, DAY, List.of(WITH_EDI, WITH_CODES, PLAIN));

    static final Sheet SHEET = Sheet.of(
            Sheet.record(
                    120,
                    1,
                    "1210",
                    5,
                    "0000012345",
                    15,
                    "ｶ)ﾂﾄﾞｲ",
                    55,
                    "0930",
                    59,
                    "0001",
                    63,
                    "ﾐｽﾞﾎ",
                    78,
                    "002",
                    81,
                    "ﾏﾙﾉｳﾁ",
                    96,
                    "1",
                    97,
                    "1234567"),
            Sheet.record(
                    120,
                    1,
                    "29900",
                    6,
                    "ﾕｳﾁﾖ",
                    21,
                    "018",
                    24,
                    "ｾﾞﾛｲﾁﾊﾁ",
                    39,
                    "0000",
                    43,
                    "4",
                    44,
                    "0234567",
                    51,
                    "ﾔﾏﾀﾞ ﾀﾛｳ",
                    81,
                    "0000012345",
                    91,
                    "0",
                    92,
                    "PAY-1/ｦ",
                    112,
                    "7Y"),
            Sheet.record(
                    120,
                    1,
                    "20005",
                    21,
                    "001",
                    39,
                    "0000",
                    43,
                    "2",
                    44,
                    "7654321",
                    51,
                    "ｽｽﾞｷ(ｶ",
                    81,
                    "9999999999",
                    91,
                    "0",
                    92,
                    "0000000042",
                    102,
                    "9999999999",
                    112,
                    "7"),
            Sheet.record(
                    120,
                    1,
                    "20005",
                    6,
                    "A-B",
                    21,
                    "001",
                    24,
                    "C",
                    39,
                    "0000",
                    43,
                    "9",
                    44,
                    "0000001",
                    51,
                    "X.Y-Z",
                    81,
                    "0000000001",
                    91,
                    "0",
                    92,
                    "00000000000000000000",
                    112,
                    "7"),
            Sheet.record(120, 1, "8", 2, "000003", 8, "010000012345"),
            Sheet.record(120, 1, "9"));

    @Test
    void anOrderIsWrittenToTheByte() {
        assertThat(written(List.of(ORDER), LineEnds.CRLF))
                .isEqualTo(SHEET.bytes())
                .hasSize(6 * 122);
        assertThat(written(List.of(ORDER), LineEnds.NONE))
                .isEqualTo(SHEET.withEnds("").bytes());
    }

    @Test
    void whatComesBackIsReadAsItWasSent() {
        assertThat(read(SHEET.followedBy("\u001A").bytes())).containsExactly(ORDER);
        var without = SHEET.without(3).with(4, 2, "000002").with(4, 8, "000000012346");
        assertThat(ORDER.missingFrom(read(without.bytes()).getFirst())).containsExactly(WITH_CODES);
        assertThat(ORDER.missingFrom(ORDER)).isEmpty();
    }

    @Test
    void severalOrdersAreGroupsOfOneFile() {
        var other = new BulkTransfer(SENDER, DAY.plusDays(1), List.of(PLAIN));
        assertThat(read(written(List.of(ORDER, other), LineEnds.NONE))).containsExactly(ORDER, other);
    }

    /// The file has no year.
    @ParameterizedTest
    @CsvSource({
        "0930,2026-09-30,2026-09-30",
        "0930,2026-10-01,2027-09-30",
        "0104,2026-12-28,2027-01-04",
        "0229,2027-09-01,2028-02-29",
        "0229,2024-02-29,2024-02-29",
        "0229,2026-01-01,",
        "0229,2028-03-01,",
        "0230,2028-01-01,",
        "1301,2026-01-01,",
        "0000,2026-01-01,",
    })
    void aDayIsTheFirstFromTheGivenOneOn(String written, LocalDate notBefore, LocalDate day) {
        switch (BulkTransfers.read(SHEET.with(1, 55, written).bytes(), notBefore)) {
            case Reading.Whole<List<BulkTransfer>>(var orders) ->
                assertThat(orders.getFirst().on()).isEqualTo(day);
            case Reading.Refused<List<BulkTransfer>>(var faults) -> {
                assertThat(day).isNull();
                assertThat(faults).containsExactly(new Fault(1, 55, "振込指定日", FaultReason.DATE));
            }
        }
    }

    @Test
    void whatDoesNotFitIsToldAndNothingIsShortened() {
        var yen = new Transfer(
                PLAIN.to(),
                kana("ｱ"),
                kana("ｱ"),
                kana("ｱ".repeat(31)),
                Money.jpy(10_000_000_000L),
                new Reference.None());
        var baht = new Transfer(
                PLAIN.to(),
                kana("ｱ".repeat(16)),
                kana("A.B"),
                KanaText.EMPTY,
                Money.of(100, "THB"),
                new Reference.Edi(kana("A".repeat(21))));
        var nothing = new Transfer(
                PLAIN.to(), kana("ｱ"), kana("ｱ"), kana("ｱ/"), Money.jpy(0), new Reference.Edi(KanaText.EMPTY));
        assertThat(refused(new BulkTransfer(SENDER, DAY, List.of(yen, baht, nothing))))
                .containsExactly(
                        new Fault(2, 51, "受取人名", FaultReason.TOO_LONG),
                        new Fault(2, 81, "振込金額", FaultReason.AMOUNT_TOO_LARGE),
                        new Fault(3, 6, "被仕向銀行名", FaultReason.TOO_LONG),
                        new Fault(3, 25, "被仕向支店名", FaultReason.CHARACTER),
                        new Fault(3, 51, "受取人名", FaultReason.MISSING),
                        new Fault(3, 81, "振込金額", FaultReason.CURRENCY),
                        new Fault(3, 92, "EDI情報", FaultReason.TOO_LONG),
                        new Fault(4, 52, "受取人名", FaultReason.CHARACTER),
                        new Fault(4, 81, "振込金額", FaultReason.AMOUNT),
                        new Fault(4, 92, "EDI情報", FaultReason.MISSING));
    }

    @Test
    void anOrderHasTransfersAndNotTooMany() {
        assertThat(refused(new BulkTransfer(SENDER, DAY, List.of())))
                .containsExactly(new Fault(2, 2, "合計件数", FaultReason.COUNT));
        assertThat(faults(BulkTransfers.write(List.of(), LineEnds.NONE)))
                .containsExactly(Fault.ofTheWhole(FaultReason.EMPTY));
        var many = IntStream.range(0, 1_000_000).mapToObj(_ -> PLAIN).toList();
        assertThat(refused(new BulkTransfer(SENDER, DAY, many)).getFirst())
                .isEqualTo(new Fault(1_000_002, 2, "合計件数", FaultReason.COUNT));
        var large = IntStream.range(0, 101).mapToObj(_ -> WITH_CODES).toList();
        assertThat(refused(new BulkTransfer(SENDER, DAY, large)))
                .containsExactly(new Fault(103, 8, "合計金額", FaultReason.AMOUNT_TOO_LARGE));
        var hundred = IntStream.range(0, 100).mapToObj(_ -> WITH_CODES).toList();
        assertThat(written(List.of(new BulkTransfer(SENDER, DAY, hundred)), LineEnds.NONE))
                .hasSize(103 * 120);
    }

    @Test
    void nobodyPaysFromSavings() {
        var savings = new Sender(
                SENDER.code(),
                SENDER.name(),
                account("0001", "002", AccountType.SAVINGS, "1234567"),
                SENDER.bankName(),
                SENDER.branchName());
        assertThat(refused(new BulkTransfer(savings, DAY, List.of(PLAIN))))
                .containsExactly(new Fault(1, 96, "預金種目", FaultReason.CODE));
    }

    @Test
    void codesAreWhatTheyCanBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference.CustomerCodes(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference.CustomerCodes(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference.CustomerCodes(0, 10_000_000_000L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sender("12345", SENDER.name(), SENDER.account(), KanaText.EMPTY, KanaText.EMPTY));
    }

    @Test
    void ordersAtRandomAreReadAsTheyWereWritten() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var orders = new ArrayList<BulkTransfer>();
            for (int i = 0; i <= random.nextInt(3); i++) orders.add(RandomOrders.order(random, DAY));
            var ends = random.nextBoolean() ? LineEnds.CRLF : LineEnds.NONE;
            var bytes = written(orders, ends);
            assertThat(read(bytes)).as("seed " + seed).isEqualTo(orders);
            assertThat(written(read(bytes), ends)).as("seed " + seed).isEqualTo(bytes);
            assertThat(new String(bytes, Sheet.OF_BANKS).getBytes(Sheet.OF_BANKS))
                    .as("seed " + seed)
                    .isEqualTo(bytes);
        }
    }

    private static byte[] written(List<BulkTransfer> orders, LineEnds ends) {
        return switch (BulkTransfers.write(orders, ends)) {
            case Writing.Written written -> written.bytes();
            case Writing.Refused(var faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static List<Fault> refused(BulkTransfer order) {
        return faults(BulkTransfers.write(List.of(order), LineEnds.NONE));
    }

    private static List<Fault> faults(Writing writing) {
        return switch (writing) {
            case Writing.Written _ -> List.of();
            case Writing.Refused(var faults) -> faults;
        };
    }

    private static List<BulkTransfer> read(byte[] file) {
        return switch (BulkTransfers.read(file, DAY)) {
            case Reading.Whole<List<BulkTransfer>>(var orders) -> orders;
            case Reading.Refused<List<BulkTransfer>>(var faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static KanaText kana(String value) {
        return new KanaText(value);
    }

    private static BankAccount account(String bank, String branch, AccountType type, String number) {
        return new BankAccount(new BankCode(bank), new BranchCode(branch), type, new AccountNumber(number));
    }
}

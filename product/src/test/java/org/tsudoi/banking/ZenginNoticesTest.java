package org.tsudoi.banking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.banking.Notices.OURS;
import static org.tsudoi.banking.Notices.TODAY;
import static org.tsudoi.banking.Notices.deposit;
import static org.tsudoi.banking.Notices.deposits;
import static org.tsudoi.banking.Notices.digits;
import static org.tsudoi.banking.Notices.entries;
import static org.tsudoi.banking.Notices.entry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankStatement.Balances;
import org.tsudoi.banking.BankStatement.Period;
import org.tsudoi.money.Money;

class ZenginNoticesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);

    @Test
    void aDepositIsReadWithAllThatItSays() {
        var statement = only(deposits().bytes());
        assertThat(statement.account()).isEqualTo(OURS);
        assertThat(statement.period()).contains(new Period(FIRST, TODAY));
        assertThat(statement.balances()).isEmpty();
        var first = statement.notices().getFirst();
        assertThat(first.line()).isEqualTo(2);
        assertThat(first.movement()).isEqualTo(Movement.DEPOSIT);
        assertThat(first.booked()).isEqualTo(FIRST);
        assertThat(first.value()).isEqualTo(FIRST);
        assertThat(first.amount()).isEqualTo(Money.jpy(3000));
        assertThat(first.counterparty())
                .isEqualTo(new Counterparty("1234 ﾔﾏﾀﾞ ﾀﾛｳ", "0000001234", "ﾐﾂﾋﾞｼ", "ｼﾝｼﾞﾕｸ", Optional.empty()));
        assertThat(first.counterparty().numberInFront()).contains("1234");
        assertThat(first.references()).containsExactly("INV-42");
        assertThat(first.isMoneyReceived()).isTrue();
        assertThat(first).hasToString("line 2: 2026-09-01 DEPOSIT BOOKED JPY 3000, 0001-002 ORDINARY ****567");
    }

    @Test
    void aCancellationTakesADepositBack() {
        var cancelled = only(deposits().bytes()).notices().getLast();
        assertThat(cancelled.movement()).isEqualTo(Movement.DEPOSIT_TAKEN_BACK);
        assertThat(cancelled.isMoneyReceived()).isFalse();
    }

    @Test
    void someBanksCountCancellationsAmongTheTransfersToo() {
        var together = deposits().with(6, 2, "000004").with(6, 8, "000000016000");
        assertThat(only(together.bytes()).notices()).hasSize(4);
    }

    @Test
    void eachNoticeHasAnIdentityThatIsTheSameInTheNextFile() {
        var notices = only(deposits().bytes()).notices();
        assertThat(notices.stream().map(BankNotice::identity)).doesNotHaveDuplicates();
        assertThat(notices.stream().map(notice -> notice.identity().byBank()))
                .containsExactly(true, false, false, true);
        var later = deposits()
                .plus(6, deposit("000007", 1, "ｻﾄｳ", " ", ""))
                .with(7, 2, "000004")
                .with(7, 8, "000000013001")
                .with(1, 5, "080903")
                .withEnds("");
        var again = only(later.bytes(), TODAY.plusDays(1)).notices();
        assertThat(again.subList(0, 4).stream().map(BankNotice::identity))
                .containsExactlyElementsOf(
                        notices.stream().map(BankNotice::identity).toList());
    }

    @Test
    void zeroIsNoReference() {
        var zero = only(deposits().with(2, 2, "000000").bytes()).notices().getFirst();
        assertThat(zero.identity().byBank()).isFalse();
    }

    @Test
    void theBanksReferenceOutlivesHowTheRestIsWritten() {
        var before = only(deposits().bytes()).notices().getFirst();
        var after = only(deposits().with(2, 98, "ﾐﾂﾋﾞｼUFJ").bytes()).notices().getFirst();
        assertThat(after.identity()).isEqualTo(before.identity());
        var ofAnother =
                only(deposits().with(1, 61, "1234568").bytes()).notices().getFirst();
        assertThat(ofAnother.identity()).isNotEqualTo(before.identity());
    }

    @Test
    void chequesThatMayBounceAreNoMoneyReceived() {
        var cheque =
                only(deposits().with(2, 30, "0000003000").bytes()).notices().getFirst();
        assertThat(cheque.uncleared()).isEqualTo(Money.jpy(3000));
        assertThat(cheque.isMoneyReceived()).isFalse();
    }

    @Test
    void entriesStandBetweenTwoBalances() {
        var statement = only(entries().bytes());
        assertThat(statement.account()).isEqualTo(OURS);
        assertThat(statement.balances()).contains(new Balances(Money.jpy(10_000), Money.jpy(11_300)));
        assertThat(statement.notices().stream().map(BankNotice::movement))
                .containsExactly(Movement.DEPOSIT, Movement.WITHDRAWAL, Movement.DEPOSIT_TAKEN_BACK);
        assertThat(statement.notices().stream().map(BankNotice::remark)).containsExactly("ﾌﾘｺﾐ", "ﾃｽｳﾘﾖｳ", "ﾃｲｾｲ");
        assertThat(statement.notices().stream().map(BankNotice::isMoneyReceived))
                .containsExactly(true, false, false);
    }

    @Test
    void aCorrectionThatComesInTakesAWithdrawalBack() {
        var file = entries()
                .with(4, 22, "1")
                .with(5, 2, "0000020000000003500000001")
                .with(5, 27, "0000000001200")
                .with(5, 41, "00000000012300");
        var corrected = only(file.bytes()).notices().getLast();
        assertThat(corrected.movement()).isEqualTo(Movement.WITHDRAWAL_TAKEN_BACK);
        assertThat(corrected.isMoneyReceived()).isFalse();
    }

    @Test
    void anOverdraftIsABalanceBelowZero() {
        var file = entries().with(1, 114, "2").with(5, 40, "2").with(5, 41, "00000000008700");
        assertThat(only(file.bytes()).balances()).contains(new Balances(Money.jpy(-10_000), Money.jpy(-8_700)));
    }

    @ParameterizedTest
    @CsvSource({"3", "5", "6"})
    void recordsAreCountedInOneOfThreeWays(long counted) {
        assertThat(only(entries().with(6, 2, digits(counted, 10)).bytes()).notices())
                .hasSize(3);
    }

    @Test
    void oneFileMayTellOfSeveralAccounts() {
        var two = deposits().without(7).and(deposits().with(1, 61, "7654321"));
        var statements = whole(two.bytes(), DepositForm.A, TODAY);
        assertThat(statements).hasSize(2);
        assertThat(statements.stream()
                        .flatMap(statement -> statement.notices().stream())
                        .map(BankNotice::identity))
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(statements.getLast().notices().getFirst().line()).isEqualTo(8);
    }

    @Test
    void aDayWithoutDepositsIsAFileToo() {
        var none = Sheet.of(
                deposits().record(1),
                Sheet.record(200, 1, "8", 2, "000000000000000000000000000000000000"),
                deposits().record(7));
        assertThat(only(none.bytes()).notices()).isEmpty();
    }

    @Test
    void lineEndsAndTheMarkOfOldDisksMakeNoDifference() {
        var expected = only(deposits().bytes());
        for (var sheet : List.of(
                deposits().withEnds(""),
                deposits().followedBy("\u001A"),
                deposits().followedBy("\u001A\r\n"),
                deposits().withEnds("").followedBy("\u001A"),
                deposits().withEnds("").followedBy("\r\n"))) {
            assertThat(only(sheet.bytes())).isEqualTo(expected);
        }
        assertThat(only(deposits().cutTo(7 * 202 - 2))).isEqualTo(expected);
    }

    @Test
    void whatABankPutsIntoTheFillerIsNotLookedAt() {
        assertThat(only(deposits().with(2, 179, "0021234567000000003000").bytes())
                        .notices())
                .hasSize(4);
    }

    @Test
    void aWiderFormIsReadWhenItIsSet() {
        var file = Sheet.of(
                deposits().record(1),
                Sheet.record(
                        200,
                        1,
                        "2000001080901080901",
                        20,
                        "123456789012",
                        32,
                        "000000000000",
                        44,
                        "0000001234",
                        54,
                        "ﾔﾏﾀﾞ",
                        132,
                        " ",
                        133,
                        "INV-42"),
                Sheet.record(200, 1, "8", 2, "000001", 8, "00123456789012", 22, "000000", 28, "00000000000000"),
                deposits().record(7));
        var notice = whole(file.bytes(), DepositForm.of(DepositFormTest.WIDE), TODAY)
                .getFirst()
                .notices()
                .getFirst();
        assertThat(notice.amount()).isEqualTo(Money.jpy(123_456_789_012L));
        assertThat(notice.references()).containsExactly("INV-42");
        assertThat(notice.counterparty().name()).isEqualTo("ﾔﾏﾀﾞ");
    }

    @ParameterizedTest
    @CsvSource({
        // Heisei ended with 30 April 2019, Reiwa began on the day after.
        "310430,2019-05-10,2019-04-30",
        "010501,2019-05-10,2019-05-01",
        "310501,2019-05-10,",
        "010430,2019-05-10,",
        "311231,2020-01-10,",
        "011231,2020-01-10,2019-12-31",
        "310131,2019-05-10,2019-01-31",
        "080901,2026-09-02,2026-09-01",
        "080229,2026-09-02,",
        "060229,2026-09-02,2024-02-29",
        // Western years are twelve years or more off.
        "260901,2026-09-02,",
        "280901,2028-09-02,",
        "300901,2030-09-02,",
        // A month ahead, ten years back.
        "081003,2026-09-02,2026-10-03",
        "081004,2026-09-02,",
        "280902,2026-09-02,2016-09-02",
        "280901,2026-09-02,",
        "000901,2026-09-02,",
        "081301,2026-09-02,",
        "080931,2026-09-02,",
    })
    void aDayIsReadInTheEraThatItCanBeOf(String written, LocalDate today, LocalDate day) {
        var file = Sheet.of(
                        deposits().with(1, 5, written).with(1, 11, written).record(1),
                        Sheet.record(200, 1, "8", 2, "000000000000000000000000000000000000"),
                        deposits().record(7))
                .with(1, 17, written);
        var reading = BankNotices.zengin(file.bytes(), DepositForm.A, today);
        if (day == null) {
            assertThat(reading)
                    .isEqualTo(new Reading.Refused<>(List.of(
                            new Fault(1, 5, "作成日", FaultReason.DATE),
                            new Fault(1, 11, "勘定日(自)", FaultReason.DATE),
                            new Fault(1, 17, "勘定日(至)", FaultReason.DATE))));
        } else {
            assertThat(only(file.bytes(), today).period()).contains(new Period(day, day));
        }
    }

    /// Amounts, ways and numbers at random: what is added up here must be what is added up there.
    @Test
    void manyEntriesAtRandomAreReadAsTheyWereWritten() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var amounts = random.longs(random.nextInt(40), 1, 200_000_000_000L).toArray();
            var records = new ArrayList<String>();
            records.add(entries().with(1, 116, "50000000000000").record(1));
            long in = 0;
            long out = 0;
            int incoming = 0;
            for (int i = 0; i < amounts.length; i++) {
                boolean comes = random.nextBoolean();
                in += comes ? amounts[i] : 0;
                out += comes ? 0 : amounts[i];
                incoming += comes ? 1 : 0;
                records.add(entry(digits(i + 1, 8), comes ? "1" : "2", "11", amounts[i], "ﾔﾏﾀﾞ", "", ""));
            }
            records.add(Sheet.record(
                    200,
                    1,
                    "8",
                    2,
                    digits(incoming, 6),
                    8,
                    digits(in, 13),
                    21,
                    digits(amounts.length - incoming, 6),
                    27,
                    digits(out, 13),
                    40,
                    "1",
                    41,
                    digits(50_000_000_000_000L + in - out, 14),
                    55,
                    digits(amounts.length, 7)));
            records.add(Sheet.record(200, 1, "9", 2, digits(amounts.length + 3, 10), 12, "00001"));
            var file = Sheet.of(records.toArray(String[]::new)).withEnds(random.nextBoolean() ? "\r\n" : "");
            var statement = only(file.bytes());
            assertThat(statement.notices().stream()
                            .mapToLong(notice -> notice.amount().minorUnits())
                            .toArray())
                    .as("seed " + seed)
                    .containsExactly(amounts);
            assertThat(statement.balances().orElseThrow().after())
                    .as("seed " + seed)
                    .isEqualTo(Money.jpy(50_000_000_000_000L + in - out));
        }
    }

    /// Whatever one byte becomes, the file is refused, or read with exactly as many notices and the same money.
    @Test
    void noSingleByteMovesMoneyUnseen() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (var good : List.of(deposits().bytes(), entries().bytes())) {
            var expected = money(only(good).notices());
            for (int round = 0; round < 3000; round++) {
                var bytes = good.clone();
                int at = random.nextInt(bytes.length);
                byte before = bytes[at];
                bytes[at] = (byte) random.nextInt(256);
                switch (BankNotices.zengin(bytes, DepositForm.A, TODAY)) {
                    case Reading.Whole<List<BankStatement>>(var statements) ->
                        assertThat(money(statements.getFirst().notices()))
                                .as("seed %d, byte %d from %d to %d", seed, at, before, bytes[at])
                                .isEqualTo(expected);
                    case Reading.Refused<List<BankStatement>>(var faults) ->
                        assertThat(faults).isNotEmpty();
                }
            }
        }
    }

    private static List<Long> money(List<BankNotice> notices) {
        return notices.stream()
                .map(notice ->
                        (notice.movement().comesIn() ? 1 : -1) * notice.amount().minorUnits())
                .toList();
    }

    private static BankStatement only(byte[] file) {
        return only(file, TODAY);
    }

    private static BankStatement only(byte[] file, LocalDate today) {
        var statements = whole(file, DepositForm.A, today);
        assertThat(statements).hasSize(1);
        return statements.getFirst();
    }

    private static List<BankStatement> whole(byte[] file, DepositForm form, LocalDate today) {
        return switch (BankNotices.zengin(file, form, today)) {
            case Reading.Whole<List<BankStatement>>(var statements) -> statements;
            case Reading.Refused<List<BankStatement>>(var faults) -> throw new AssertionError(faults.toString());
        };
    }
}

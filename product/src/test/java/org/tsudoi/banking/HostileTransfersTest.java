package org.tsudoi.banking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.banking.BulkTransfersTest.DAY;
import static org.tsudoi.banking.BulkTransfersTest.SHEET;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One change to a good file of transfers each.
class HostileTransfersTest {
    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("another kind", SHEET.with(1, 2, "11"), new Fault(1, 2, "種別コード", FaultReason.KIND)),
                Arguments.of("EBCDIC", SHEET.with(1, 4, "1"), new Fault(1, 4, "コード区分", FaultReason.EBCDIC)),
                Arguments.of(
                        "no sender's name",
                        SHEET.with(1, 15, "       "),
                        new Fault(1, 15, "委託者名", FaultReason.MISSING)),
                Arguments.of("from savings", SHEET.with(1, 96, "4"), new Fault(1, 96, "預金種目", FaultReason.CODE)),
                Arguments.of(
                        "a letter in a bank's number",
                        SHEET.with(2, 2, "A"),
                        new Fault(2, 2, "被仕向銀行番号", FaultReason.NOT_DIGITS)),
                Arguments.of(
                        "no such account type", SHEET.with(2, 43, "3"), new Fault(2, 43, "預金種目", FaultReason.CODE)),
                Arguments.of(
                        "no receiver",
                        SHEET.with(2, 51, " ".repeat(10)),
                        new Fault(2, 51, "受取人名", FaultReason.MISSING)),
                Arguments.of("half a kana", SHEET.with(2, 51, "ﾞ"), new Fault(2, 51, "受取人名", FaultReason.HALF_KANA)),
                Arguments.of("wo in a name", SHEET.with(2, 51, "ｦ"), new Fault(2, 51, "受取人名", FaultReason.CHARACTER)),
                Arguments.of(
                        "no amount", SHEET.with(2, 81, "0000000000"), new Fault(2, 81, "振込金額", FaultReason.AMOUNT)),
                Arguments.of("a strange new code", SHEET.with(2, 91, "3"), new Fault(2, 91, "新規コード", FaultReason.CODE)),
                Arguments.of("a strange way", SHEET.with(2, 112, "1"), new Fault(2, 112, "振込指定区分", FaultReason.CODE)),
                Arguments.of("a strange mark", SHEET.with(3, 113, "X"), new Fault(3, 113, "識別表示", FaultReason.CODE)),
                Arguments.of(
                        "EDI without its mark",
                        SHEET.with(2, 113, " "),
                        new Fault(2, 92, "顧客コード1", FaultReason.NOT_DIGITS)),
                Arguments.of(
                        "a mark without EDI",
                        SHEET.with(2, 92, "       "),
                        new Fault(2, 92, "EDI情報", FaultReason.MISSING)),
                Arguments.of("one too few", SHEET.with(5, 2, "000002"), new Fault(5, 2, "合計件数", FaultReason.COUNT)),
                Arguments.of(
                        "one yen too many",
                        SHEET.with(5, 8, "010000012346"),
                        new Fault(5, 8, "合計金額", FaultReason.TOTAL)),
                Arguments.of("one changed amount", SHEET.with(4, 90, "2"), new Fault(5, 8, "合計金額", FaultReason.TOTAL)),
                Arguments.of("one taken out", SHEET.without(3), new Fault(4, 2, "合計件数", FaultReason.COUNT)),
                Arguments.of("bare LF", SHEET.withEnds("\n"), new Fault(1, 121, "", FaultReason.LINE_FEED_ALONE)),
                Arguments.of(
                        "200 bytes a record",
                        Notices.deposits().withEnds(""),
                        new Fault(1, 2, "種別コード", FaultReason.KIND)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aChangedFileIsRefused(String name, Sheet file, Fault fault) {
        switch (BulkTransfers.read(file.bytes(), DAY)) {
            case Reading.Whole<List<BulkTransfer>> _ -> throw new AssertionError(name + " was read");
            case Reading.Refused<List<BulkTransfer>>(var faults) ->
                assertThat(faults.getFirst()).as(name).isEqualTo(fault);
        }
    }
}

package org.tsudoi.banking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.banking.Notices.TODAY;
import static org.tsudoi.banking.Notices.deposits;
import static org.tsudoi.banking.Notices.entries;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One change to a good file each: refused, where the change is and for the right reason.
class HostileZenginTest {
    private static final byte[] NOTHING = new byte[0];

    static Stream<Arguments> files() {
        return Stream.of(
                row("an empty file", NOTHING, "0:0 EMPTY"),
                row("a lone line end", "\r\n".getBytes(Sheet.OF_BANKS), "0:0 EMPTY"),
                row("a file beyond all size", new byte[24 * 1024 * 1024 + 1], "0:0 TOO_LARGE"),
                row(
                        "EBCDIC by its first byte",
                        deposits().withEnds("").bytes(Charset.forName("IBM290")),
                        "1:1 データ区分 EBCDIC"),
                row("EBCDIC by its own word", deposits().with(1, 4, "1"), "1:4 コード区分 EBCDIC"),
                row("an unknown character code", deposits().with(1, 4, "2"), "1:4 コード区分 CODE"),
                row("UTF-8", bytes("\uFEFF", deposits()), "1:201 RECORD_TOO_LONG"),
                row("bare LF", deposits().withEnds("\n"), "1:201 LINE_FEED_ALONE"),
                row("bare CR", deposits().withEnds("\r"), "1:201 CARRIAGE_RETURN_ALONE"),
                row("LF for a letter", deposits().with(3, 60, "\n"), "3:60 LINE_FEED_ALONE"),
                row("CR for a letter", deposits().with(3, 60, "\r"), "3:60 CARRIAGE_RETURN_ALONE"),
                row("a bare LF after the end", deposits().followedBy("\n"), "8:1 LINE_FEED_ALONE"),
                row(
                        "a record one byte short",
                        deposits().with(3, deposits().record(3).substring(1)),
                        "3:200 RECORD_CUT"),
                row("a record one byte long", deposits().with(3, deposits().record(3) + " "), "3:201 RECORD_TOO_LONG"),
                row(
                        "a record short, without line ends",
                        deposits().with(3, deposits().record(3).substring(1)).withEnds(""),
                        "7:200 RECORD_CUT"),
                row("the file cut within a record", deposits().cutTo(202 * 3 + 50), "4:51 RECORD_CUT"),
                row("the file cut between records", deposits().cutTo(202 * 3), "4:1 データ区分 END_MISSING"),
                row("the trailer is missing", deposits().without(6), "6:1 データ区分 OUT_OF_ORDER"),
                row("the header is missing", deposits().without(1), "1:1 データ区分 OUT_OF_ORDER"),
                row("the end is missing", deposits().without(7), "7:1 データ区分 END_MISSING"),
                row("two headers", deposits().plus(2, deposits().record(1)), "2:1 データ区分 OUT_OF_ORDER"),
                row("two trailers", deposits().plus(6, deposits().record(6)), "7:1 データ区分 OUT_OF_ORDER"),
                row("only an end", Sheet.of(deposits().record(7)), "1:1 データ区分 OUT_OF_ORDER"),
                row("a record of no type", deposits().with(3, 1, "3"), "3:1 データ区分 RECORD_TYPE"),
                row("a record after the end", deposits().plus(8, deposits().record(2)), "8:1 AFTER_THE_END"),
                row("some bytes after the end", deposits().followedBy("abc"), "8:1 AFTER_THE_END"),
                row("two marks of old disks", deposits().followedBy("\u001A\u001A"), "8:1 AFTER_THE_END"),
                row("two files in one", deposits().and(deposits()), "8:1 AFTER_THE_END"),
                row("another kind of file", deposits().with(1, 2, "21"), "1:2 種別コード KIND"),
                row("two kinds in one", deposits().without(7).and(entries()), "7:2 種別コード KIND"),
                row("a letter in a date", deposits().with(1, 5, "8"), "1:5 作成日 DATE"),
                row("no digits in a date", deposits().with(2, 8, "8X"), "2:9 勘定日 NOT_DIGITS"),
                row("a day outside the period", deposits().with(2, 8, "080831"), "2:8 勘定日 PERIOD"),
                row("no day at all", deposits().with(2, 8, "000000"), "2:8 勘定日 DATE"),
                row("a period that ends before it begins", deposits().with(1, 17, "080831"), "1:17 勘定日(至) PERIOD"),
                row("a letter in an amount", deposits().with(2, 25, "O"), "2:25 金額 NOT_DIGITS"),
                row("an amount filled with blanks", deposits().with(2, 20, "      "), "2:20 金額 NOT_DIGITS"),
                row("a signed amount", deposits().with(2, 20, "-"), "2:20 金額 NOT_DIGITS"),
                row("an amount of nothing", deposits().with(2, 20, "0000000000"), "2:20 金額 AMOUNT"),
                row("more cheques than money", deposits().with(2, 30, "0000003001"), "2:30 うち他店券金額 AMOUNT_TOO_LARGE"),
                row("half a number", deposits().with(2, 2, "   "), "2:2 照会番号 NOT_DIGITS"),
                row("no such account type", deposits().with(1, 60, "3"), "1:60 預金種目 CODE"),
                row("no such cancellation", deposits().with(2, 128, "2"), "2:128 取消区分 CODE"),
                row("lower case", deposits().with(2, 50, "a"), "2:50 振込依頼人名 CHARACTER"),
                row("a small kana", deposits().with(2, 51, "ｬ"), "2:51 振込依頼人名 CHARACTER"),
                row("the sign for long vowels", deposits().with(2, 52, "ｰ"), "2:52 振込依頼人名 CHARACTER"),
                row("a comma", deposits().with(2, 53, ","), "2:53 振込依頼人名 CHARACTER"),
                row("wo outside EDI", deposits().with(2, 53, "ｦ"), "2:53 振込依頼人名 CHARACTER"),
                row("a NUL", deposits().with(2, 53, "\0"), "2:53 振込依頼人名 CHARACTER"),
                row("a dot in a bank's name", deposits().with(2, 98, "."), "2:98 仕向銀行名 CHARACTER"),
                row("half a kana at a border", deposits().with(2, 50, "ﾞ"), "2:50 振込依頼人名 HALF_KANA"),
                row("a mark on what bears none", deposits().with(2, 55, "ﾅﾞ"), "2:56 振込依頼人名 HALF_KANA"),
                row("half a kana in EDI", deposits().with(2, 129, "ﾟ"), "2:129 EDI情報 HALF_KANA"),
                row("one too few", deposits().with(6, 2, "000002"), "6:2 振込合計件数 COUNT"),
                row("one yen too many", deposits().with(6, 8, "000000013001"), "6:8 振込合計金額 TOTAL"),
                row("a transfer taken out", deposits().without(3), "5:2 振込合計件数 COUNT"),
                row(
                        "a cancellation hidden",
                        deposits().with(5, 128, "0").with(5, 2, "000002"),
                        "6:2 振込合計件数 COUNT",
                        "6:20 取消合計件数 COUNT",
                        "6:26 取消合計金額 TOTAL"),
                row("cancelled ones miscounted", deposits().with(6, 20, "000002"), "6:20 取消合計件数 COUNT"),
                row(
                        "a reference twice",
                        deposits()
                                .plus(3, deposits().record(2))
                                .with(7, 2, "000004")
                                .with(7, 8, "000000016000"),
                        "3:2 照会番号 REPEATED"),
                row(
                        "two faults",
                        deposits().with(2, 25, "O").with(4, 50, "a"),
                        "2:25 金額 NOT_DIGITS",
                        "4:50 振込依頼人名 CHARACTER"),
                row("03: neither in nor out", entries().with(2, 22, "3"), "2:22 入払区分 CODE"),
                row("03: no such sort", entries().with(2, 23, "15"), "2:23 取引区分 CODE"),
                row("03: an account of ten digits", entries().with(1, 64, "1"), "1:64 口座番号 TOO_LONG"),
                row("03: a balance without a sign", entries().with(1, 114, " "), "1:114 貸越区分 CODE"),
                row("03: an amount of nothing", entries().with(3, 25, "000000000000"), "3:25 取引金額 AMOUNT"),
                row("03: a wrong day of a bill", entries().with(3, 49, "081301"), "3:49 交換呈示日 DATE"),
                row("03: one in too many", entries().with(5, 2, "000002"), "5:2 入金件数 COUNT"),
                row("03: one yen in too many", entries().with(5, 8, "0000000003001"), "5:8 入金額合計 TOTAL"),
                row("03: one out too few", entries().with(5, 21, "000001"), "5:21 出金件数 COUNT"),
                row("03: one yen out too few", entries().with(5, 27, "0000000001699"), "5:27 出金額合計 TOTAL"),
                row(
                        "03: a balance that does not follow",
                        entries().with(5, 41, "00000000011301"),
                        "5:41 取引後残高 BALANCE"),
                row("03: a balance of the wrong sign", entries().with(5, 40, "2"), "5:41 取引後残高 BALANCE"),
                row("03: another balance before", entries().with(1, 116, "00000000010001"), "5:41 取引後残高 BALANCE"),
                row("03: data miscounted", entries().with(5, 55, "0000004"), "5:55 データ件数 COUNT"),
                row("03: records miscounted", entries().with(6, 2, "0000000007"), "6:2 レコード総件数 COUNT"),
                row("03: accounts miscounted", entries().with(6, 12, "00002"), "6:12 口座数 COUNT"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isRefusedWhereItIsWrong(String name, byte[] file, List<String> faults) {
        assertThat(faults(file)).as(name).isEqualTo(faults);
    }

    @Test
    void thereAreRowsEnoughAndNoneTwice() {
        var rows = files().map(row -> Arrays.hashCode((byte[]) row.get()[1])).toList();
        assertThat(rows).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    }

    @Test
    void faultsEndBeforeNobodyReadsThemAnyMore() {
        var records =
                Stream.generate(() -> deposits().with(2, 25, "O").record(2)).limit(500);
        var file = Sheet.of(Stream.of(
                        Stream.of(deposits().record(1)),
                        records,
                        Stream.of(deposits().record(6), deposits().record(7)))
                .flatMap(lines -> lines)
                .toArray(String[]::new));
        assertThat(faults(file.bytes())).hasSize(Faults.FAULTS_MAX);
    }

    private static List<String> faults(byte[] file) {
        return switch (BankNotices.zengin(file, DepositForm.A, TODAY)) {
            case Reading.Whole<List<BankStatement>> _ -> List.of("read");
            case Reading.Refused<List<BankStatement>>(var found) ->
                found.stream().map(HostileZenginTest::text).collect(Collectors.toList());
        };
    }

    private static String text(Fault fault) {
        var field = fault.field().isEmpty() ? "" : fault.field() + " ";
        return fault.line() + ":" + fault.position() + " " + field + fault.reason();
    }

    private static Arguments row(String name, Sheet file, String... faults) {
        return row(name, file.bytes(), faults);
    }

    private static Arguments row(String name, byte[] file, String... faults) {
        return Arguments.of(name, file, List.of(faults));
    }

    private static byte[] bytes(String before, Sheet sheet) {
        return (before + new String(sheet.bytes(), Sheet.OF_BANKS)).getBytes(StandardCharsets.UTF_8);
    }
}

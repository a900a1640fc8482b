package org.tsudoi.banking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.banking.Messages.NOTIFICATION;
import static org.tsudoi.banking.Messages.STATEMENT;
import static org.tsudoi.banking.Messages.STATUS;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One change to a good message each: refused, on the line of the change and for the right reason.
class HostileMessagesTest {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08";
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    static Stream<Arguments> files() {
        return Stream.of(
                row("an empty file", "", 0, FaultReason.EMPTY),
                row("a file beyond all size", " ".repeat(16 * 1024 * 1024 + 1), 0, FaultReason.TOO_LARGE),
                row("no XML", "hello", 1, FaultReason.MALFORMED_XML),
                Arguments.of("UTF-16", NOTIFICATION.getBytes(StandardCharsets.UTF_16), 1, FaultReason.NOT_UTF8),
                Arguments.of("Shift-JIS", NOTIFICATION.getBytes(Sheet.OF_BANKS), 25, FaultReason.NOT_UTF8),
                changed("another encoding declared", "UTF-8", "Shift_JIS", 1, FaultReason.NOT_UTF8),
                row(
                        "cut within",
                        NOTIFICATION.substring(0, NOTIFICATION.indexOf("<AcctSvcrRef>R-1")),
                        20,
                        FaultReason.MALFORMED_XML),
                row(
                        "the last tag is missing",
                        NOTIFICATION.replace("</Document>\n", ""),
                        44,
                        FaultReason.MALFORMED_XML),
                row("something after the end", NOTIFICATION + "<x/>", 45, FaultReason.MALFORMED_XML),
                row("two documents in one", NOTIFICATION + NOTIFICATION, 45, FaultReason.MALFORMED_XML),
                changed("a tag that was not opened", "</Ccy>", "</Cyc>", 10, FaultReason.MALFORMED_XML),
                changed(
                        "an attribute twice",
                        "<Amt Ccy=\"JPY\">3000</Amt>\n<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                        "<Amt Ccy=\"JPY\" Ccy=\"JPY\">3000</Amt>\n<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                        15,
                        FaultReason.MALFORMED_XML),
                changed("a NUL", "INV-42", "INV&#0;42", 27, FaultReason.MALFORMED_XML),
                changed("a document type", DECLARATION, DECLARATION + "<!DOCTYPE Document>\n", 2, FaultReason.DOCTYPE),
                changed(
                        "an entity of its own",
                        DECLARATION,
                        DECLARATION + "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n",
                        2,
                        FaultReason.DOCTYPE),
                changed(
                        "entities that grow",
                        DECLARATION,
                        DECLARATION + "<!DOCTYPE d [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>\n",
                        2,
                        FaultReason.DOCTYPE),
                changed("an entity of nobody", "INV-42", "&x;", 27, FaultReason.DOCTYPE),
                changed("another namespace", NAMESPACE, "urn:example", 2, FaultReason.NAMESPACE),
                changed("no namespace", " xmlns=\"" + NAMESPACE + "\"", "", 2, FaultReason.NAMESPACE),
                changed(
                        "a namespace within",
                        "<NtryRef>",
                        "<NtryRef xmlns=\"urn:example\">",
                        14,
                        FaultReason.NAMESPACE),
                changed("another message", "camt.054", "pacs.008", 2, FaultReason.KIND),
                changed("the message of a report of status", "camt.054", "pain.002", 2, FaultReason.KIND),
                changed("a version to come", "001.08", "001.15", 2, FaultReason.KIND),
                changed("a version before all", "001.08", "001.01", 2, FaultReason.KIND),
                changed("the name of one, the root of another", "camt.054", "camt.053", 2, FaultReason.MISSING),
                changed(
                        "too deep",
                        "<NtryRef>1",
                        "<a>".repeat(50) + "</a>".repeat(50) + "<NtryRef>1",
                        14,
                        FaultReason.TOO_DEEP),
                changed(
                        "too deep where nobody looks",
                        "<NtryRef>1",
                        "<SplmtryData>" + "<a>".repeat(50) + "</a>".repeat(50) + "</SplmtryData><NtryRef>1",
                        14,
                        FaultReason.TOO_DEEP),
                changed(
                        "too many elements",
                        "<NtryRef>1",
                        "<a/>".repeat(500_000) + "<NtryRef>1",
                        14,
                        FaultReason.TOO_MANY_ELEMENTS),
                changed("a text without end", "INV-42", "x".repeat(5000), 27, FaultReason.TEXT_TOO_LONG),
                changed("no account", "<Othr><Id>0021234567</Id></Othr>", "", 5, FaultReason.MISSING),
                changed("a nameless account", "0021234567", " ", 9, FaultReason.MISSING),
                changed("an account of 35 letters", "0021234567", "1".repeat(35), 9, FaultReason.TOO_LONG),
                changed(
                        "an IBAN mistyped",
                        "<Othr><Id>0021234567</Id></Othr>",
                        "<IBAN>DE88370400440532013000</IBAN>",
                        9,
                        FaultReason.CODE),
                changed(
                        "no amount",
                        "<Amt Ccy=\"JPY\">3000</Amt>\n<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                        "<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                        13,
                        FaultReason.MISSING),
                amount("NaN", "NaN", FaultReason.AMOUNT),
                amount("infinite", "INF", FaultReason.AMOUNT),
                amount("an exponent", "1e5", FaultReason.AMOUNT),
                amount("negative", "-3000", FaultReason.AMOUNT),
                amount("a plus", "+3000", FaultReason.AMOUNT),
                amount("zero", "0", FaultReason.AMOUNT),
                amount("a comma", "3,000", FaultReason.AMOUNT),
                amount("full width", "３０００", FaultReason.AMOUNT),
                amount("nothing", "", FaultReason.AMOUNT),
                amount("a bare point", ".5", FaultReason.AMOUNT),
                amount("hexadecimal", "0x10", FaultReason.AMOUNT),
                amount("a sen", "3000.5", FaultReason.AMOUNT_DECIMALS),
                amount("no sen", "3000.00", FaultReason.AMOUNT_DECIMALS),
                amount("beyond all money", "1000000000000001", FaultReason.AMOUNT_TOO_LARGE),
                amount("beyond all numbers", "9".repeat(19), FaultReason.AMOUNT),
                changed(
                        "another currency than the account's",
                        "<Amt Ccy=\"JPY\">3000</Amt>\n<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                        "<Amt Ccy=\"USD\">3000</Amt>\n<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                        15,
                        FaultReason.CURRENCY),
                changed("no currency", "<Amt Ccy=\"JPY\">7000", "<Amt>7000", 32, FaultReason.CURRENCY),
                changed("no such currency", "<Amt Ccy=\"JPY\">7000", "<Amt Ccy=\"JPX\">7000", 32, FaultReason.CURRENCY),
                changed(
                        "no currency to pay with",
                        "<Amt Ccy=\"JPY\">7000",
                        "<Amt Ccy=\"XAU\">7000",
                        32,
                        FaultReason.CURRENCY),
                changed(
                        "neither in nor out",
                        "CRDT</CdtDbtInd>\n<Sts>",
                        "BOTH</CdtDbtInd>\n<Sts>",
                        13,
                        FaultReason.CODE),
                changed("no such standing", "BOOK", "DONE", 13, FaultReason.CODE),
                changed("no standing", "<Sts><Cd>BOOK</Cd></Sts>", "", 13, FaultReason.CODE),
                changed("a doubtful reversal", "<NtryRef>1</NtryRef>", "<RvslInd>yes</RvslInd>", 13, FaultReason.CODE),
                changed("no such day", "2026-09-01</Dt>", "2026-02-29</Dt>", 18, FaultReason.DATE),
                changed("a day of another kind", "2026-09-01</Dt>", "01.09.2026</Dt>", 18, FaultReason.DATE),
                changed(
                        "booked on no day",
                        "<BookgDt><DtTm>2026-09-01T23:30:00+09:00</DtTm></BookgDt>",
                        "",
                        31,
                        FaultReason.MISSING),
                changed("a batch that does not add up", "2500", "2501", 31, FaultReason.TOTAL),
                changed("a batch with an amount missing", "<Amt Ccy=\"JPY\">2500</Amt>", "", 38, FaultReason.MISSING),
                changed(
                        "a batch with another currency",
                        "<Amt Ccy=\"JPY\">2500",
                        "<Amt Ccy=\"USD\">2500",
                        38,
                        FaultReason.CURRENCY),
                changed(
                        "a batch with one going the other way",
                        "2500</Amt>",
                        "2500</Amt><CdtDbtInd>DBIT</CdtDbtInd>",
                        38,
                        FaultReason.CODE),
                statement("a balance that does not follow", "140.25", "140.26", 5, FaultReason.BALANCE),
                statement(
                        "a balance of another currency",
                        "<Amt Ccy=\"EUR\">140.25",
                        "<Amt Ccy=\"USD\">140.25",
                        5,
                        FaultReason.CURRENCY),
                statement(
                        "a balance without a sign",
                        "100.00</Amt><CdtDbtInd>CRDT",
                        "100.00</Amt><CdtDbtInd>",
                        9,
                        FaultReason.CODE),
                statement("a balance without an amount", "<Amt Ccy=\"EUR\">100.00</Amt>", "", 9, FaultReason.MISSING),
                statement("entries miscounted", "<NbOfNtries>5", "<NbOfNtries>6", 12, FaultReason.COUNT),
                statement("entries that do not add up", "89.75", "89.76", 12, FaultReason.TOTAL),
                statement("credits that do not add up", "67.50", "67.51", 13, FaultReason.TOTAL),
                statement("debits miscounted", "<NbOfNtries>2", "<NbOfNtries>1", 14, FaultReason.COUNT),
                statement("a sum that is none", "89.75", "1e2", 12, FaultReason.AMOUNT),
                statement(
                        "a reference twice",
                        "5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><AcctSvcrRef>C",
                        "50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-01</Dt></BookgDt><AcctSvcrRef>A",
                        20,
                        FaultReason.REPEATED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isRefusedWhereItIsWrong(String name, byte[] file, int line, FaultReason reason) {
        switch (BankNotices.iso20022(file)) {
            case Reading.Whole<List<BankStatement>> _ -> throw new AssertionError(name + " was read");
            case Reading.Refused<List<BankStatement>>(var faults) -> {
                assertThat(faults.getFirst().reason()).as(name + " " + faults).isEqualTo(reason);
                assertThat(faults.getFirst().line()).as(name + " " + faults).isEqualTo(line);
            }
        }
    }

    @Test
    void thereAreRowsEnoughAndNoneTwice() {
        var rows = files().map(row -> Arrays.hashCode((byte[]) row.get()[1])).toList();
        assertThat(rows).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    }

    static Stream<Arguments> statusReports() {
        return Stream.of(
                Arguments.of("a cash message", NOTIFICATION, 2, FaultReason.KIND),
                Arguments.of("no group", STATUS.replace("OrgnlGrpInfAndSts", "Other"), 2, FaultReason.MISSING),
                Arguments.of("no original", STATUS.replace("<OrgnlMsgId>T-1", "<OrgnlMsgId>"), 5, FaultReason.MISSING),
                Arguments.of("no such status", STATUS.replace("ACSC", "DONE"), 8, FaultReason.CODE),
                Arguments.of("no such status of all", STATUS.replace("PART", "SOME"), 5, FaultReason.CODE),
                Arguments.of("no status", STATUS.replace("<TxSts>ACSC</TxSts>", ""), 8, FaultReason.MISSING),
                Arguments.of(
                        "nobody's status",
                        STATUS.replace("<OrgnlEndToEndId>E-1</OrgnlEndToEndId>", ""),
                        8,
                        FaultReason.MISSING),
                Arguments.of("two of one", STATUS.replace("E-2", "E-1"), 9, FaultReason.REPEATED),
                Arguments.of(
                        "a document type",
                        STATUS.replace(DECLARATION, DECLARATION + "<!DOCTYPE d>\n"),
                        2,
                        FaultReason.DOCTYPE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statusReports")
    void aReportOfStatusIsRefusedWhereItIsWrong(String name, String file, int line, FaultReason reason) {
        switch (CreditTransfers.readReport(file.getBytes(UTF_8))) {
            case Reading.Whole<PaymentReport> _ -> throw new AssertionError(name + " was read");
            case Reading.Refused<PaymentReport>(var faults) -> {
                assertThat(faults.getFirst().reason()).as(name + " " + faults).isEqualTo(reason);
                assertThat(faults.getFirst().line()).as(name + " " + faults).isEqualTo(line);
            }
        }
    }

    private static Arguments amount(String name, String written, FaultReason reason) {
        return changed(
                "an amount: " + name,
                ">3000</Amt>\n<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                ">" + written + "</Amt>\n<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>",
                15,
                reason);
    }

    private static Arguments changed(String name, String from, String to, int line, FaultReason reason) {
        return row(name, change(NOTIFICATION, from, to), line, reason);
    }

    private static Arguments statement(String name, String from, String to, int line, FaultReason reason) {
        return row(name, change(STATEMENT, from, to), line, reason);
    }

    private static String change(String message, String from, String to) {
        int at = message.indexOf(from);
        assertThat(at).as(from).isNotNegative();
        return message.substring(0, at) + to + message.substring(at + from.length());
    }

    private static Arguments row(String name, String message, int line, FaultReason reason) {
        return Arguments.of(name, message.getBytes(UTF_8), line, reason);
    }
}

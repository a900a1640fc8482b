package org.tsudoi.web.operator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tsudoi.money.Money;
import org.tsudoi.reconciliation.Difference;
import org.tsudoi.reconciliation.Finding.Side;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Differences as a file for a spreadsheet: comma-separated (RFC 4180), UTF-8 with the mark that Excel needs. No cell
/// is
/// ever run as a formula.
final class DifferenceSheet {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String STARTS_A_FORMULA = "=+@\t\r";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> HEADS = List.of(
            "source",
            "day",
            "kind",
            "state",
            "payment",
            "refund",
            "currency",
            "there",
            "here",
            "ledger",
            "found",
            "who",
            "note");

    private DifferenceSheet() {}

    static String of(List<Difference> differences, ZoneId zone, Texts texts, Language language) {
        var out = new StringBuilder(BYTE_ORDER_MARK);
        row(
                out,
                HEADS.stream()
                        .map(head -> texts.say(language, "reconciliation.csv." + head))
                        .toArray(String[]::new));
        for (var difference : differences) {
            var finding = difference.finding();
            row(
                    out,
                    finding.source(),
                    finding.day().toString(),
                    texts.say(language, "reconciliation.kind." + finding.kind().word()),
                    state(difference, texts, language),
                    Objects.toString(finding.payment(), ""),
                    Objects.toString(finding.refund(), ""),
                    finding.amount()
                            .map(amount -> amount.currency().getCurrencyCode())
                            .orElse(""),
                    amount(finding.there()),
                    amount(finding.here()),
                    amount(finding.ledger()),
                    time(difference.foundAt(), zone),
                    who(difference),
                    note(difference));
        }
        return out.toString();
    }

    private static String state(Difference difference, Texts texts, Language language) {
        return switch (difference) {
            case Difference.Open _ -> texts.say(language, "reconciliation.open");
            case Difference.Mended _ -> texts.say(language, "reconciliation.over.mended");
            case Difference.Accepted _ -> texts.say(language, "reconciliation.over.accepted");
        };
    }

    private static String who(Difference difference) {
        return switch (difference) {
            case Difference.Open _ -> "";
            case Difference.Mended it -> it.who();
            case Difference.Accepted it -> it.who();
        };
    }

    private static String note(Difference difference) {
        return switch (difference) {
            case Difference.Open _ -> "";
            case Difference.Mended it -> it.how();
            case Difference.Accepted it -> it.note();
        };
    }

    private static String amount(Side side) {
        Money amount = side.amount();
        return amount == null ? "" : amount.inMajorUnits().toPlainString();
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    private static void row(StringBuilder out, String... cells) {
        out.append(Arrays.stream(cells).map(DifferenceSheet::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String text) {
        var safe = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}

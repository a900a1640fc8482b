package org.tsudoi.web.organiser;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The orders of an event as a file for a spreadsheet: comma-separated (RFC 4180), UTF-8 with the mark that
/// Excel needs. No cell is ever run as a formula: what begins like one is led by an apostrophe (OWASP, CSV
/// injection).
final class OrderSheet {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String STARTS_A_FORMULA = "=+-@\t\r";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private OrderSheet() {}

    static String of(List<OrderLines.OrderLine> lines, ZoneId zone, Texts texts, Language language) {
        var out = new StringBuilder(BYTE_ORDER_MARK);
        row(out, heads(texts, language));
        for (var line : lines) {
            var state = texts.say(language, "organise.order." + line.said());
            if (line.places().isEmpty()) row(out, cells(line, "", line.name(), state, "", zone));
            for (var place : line.places()) {
                row(
                        out,
                        cells(
                                line,
                                place.label(),
                                place.attendee(),
                                place.valid() ? state : texts.say(language, "organise.order.cancelled"),
                                place.extras(),
                                zone));
            }
        }
        return out.toString();
    }

    private static String[] heads(Texts texts, Language language) {
        return List.of(
                        "order",
                        "number",
                        "attendee",
                        "buyer",
                        "mail",
                        "plan",
                        "state",
                        "price",
                        "currency",
                        "placed",
                        "paid",
                        "refunded",
                        "addons",
                        "addonsPrice")
                .stream()
                .map(head -> texts.say(language, "organise.csv." + head))
                .toArray(String[]::new);
    }

    /// One row a place; what went back, and what all add-ons of the order cost, stands beside each of its places.
    private static String[] cells(
            OrderLines.OrderLine line, String label, String attendee, String state, String extras, ZoneId zone) {
        return new String[] {
            line.id(),
            label,
            attendee,
            line.name(),
            line.mail(),
            line.plan(),
            state,
            line.each().inMajorUnits().toPlainString(),
            line.total().currency().getCurrencyCode(),
            time(line.placedAt(), zone),
            time(line.paidAt(), zone),
            line.refunded().inMajorUnits().toPlainString(),
            Stream.of(extras, line.extras()).filter(it -> !it.isEmpty()).collect(Collectors.joining(" · ")),
            line.extrasTotal().inMajorUnits().toPlainString()
        };
    }

    private static String time(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : TIME.format(at.atZone(zone));
    }

    private static void row(StringBuilder out, String... cells) {
        out.append(Arrays.stream(cells).map(OrderSheet::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String cell(String text) {
        var safe = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}

package org.tsudoi.web.member;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsudoi.points.Points;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.operator.PointsPage;

/// The statement of points as a sheet, the newest first.
final class PointSheet {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /// What a spreadsheet would take for a formula.
    private static final String FORMULAS = "=+-@\t\r";

    private PointSheet() {}

    static String of(List<Points.Movement> statement, ZoneId zone, Texts texts, Language language) {
        var head = Stream.of(
                        "points.when",
                        "points.what",
                        "points.lot.kind",
                        "points.moved",
                        "points.balance",
                        "points.lot.reason")
                .map(key -> texts.say(language, key))
                .collect(Collectors.joining(","));
        return "\uFEFF" + head + "\r\n"
                + statement.stream().map(one -> row(one, zone, texts, language)).collect(Collectors.joining());
    }

    private static String row(Points.Movement one, ZoneId zone, Texts texts, Language language) {
        return Stream.of(
                                AT.format(one.at().atZone(zone)),
                                texts.say(language, "points.what." + PointsPage.word(one.what())),
                                texts.say(
                                        language,
                                        "points.kind."
                                                + PointsPage.word(one.lot().kind())),
                                Long.toString(one.points()),
                                Long.toString(one.balance()),
                                quoted(
                                        one.reference().startsWith("ord_")
                                                ? one.reference()
                                                : one.lot().reason()))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String quoted(String text) {
        var safe = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}

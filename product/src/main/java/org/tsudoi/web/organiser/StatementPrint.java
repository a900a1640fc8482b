package org.tsudoi.web.organiser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tsudoi.documents.StatementPaper;
import org.tsudoi.documents.StatementPaper.Row;
import org.tsudoi.documents.StatementPaper.Weight;
import org.tsudoi.money.Money;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Says on paper what the page of a month says: the same lines, words and figures.
final class StatementPrint {
    private final Texts texts;
    private final Language language;
    private final Formats formats;

    StatementPrint(Texts texts, Language language) {
        this.texts = texts;
        this.language = language;
        this.formats = new Formats(language);
    }

    StatementPaper of(StatementPages.Statement statement, Instant now) {
        var organiser = statement.organiser();
        var month = statement.month();
        var zone = statement.zone();
        var head = new ArrayList<String>();
        head.add(organiser.name());
        organiser.legal().ifPresent(legal -> head.add(legal.seller().value()));
        head.add(say(
                "statement.period",
                formats.date(month.atDay(1)),
                formats.date(month.atEndOfMonth()),
                formats.zone(zone)));
        head.add(say("statement.written", formats.dateTime(now, zone)));
        head.add(say(statement.isOver() ? "fees.statementLead" : "fees.statementSoFar"));
        var foot = statement.sums().isEmpty() ? say("fees.noBooks") : say("fees.sign");
        return new StatementPaper(
                say("fees.statement") + " – " + formats.month(month),
                head,
                statement.sums().stream().map(sums -> part(statement, sums)).toList(),
                List.of(foot));
    }

    private StatementPaper.Part part(StatementPages.Statement statement, StatementPages.Sums sums) {
        var rows = new ArrayList<Row>();
        rows.add(row(say("fees.opening"), sums.opening(), Weight.LINE));
        for (var line : sums.lines()) {
            var words = StatementSheet.words(texts, language, line.kind());
            rows.add(row(words + " × " + formats.number(line.journals()), line.amount(), Weight.LINE));
        }
        if (!sums.feeTax().isZero()) {
            rows.add(row(say("fees.taxWithin", statement.feeTaxPercent()), sums.feeTax(), Weight.ASIDE));
        }
        rows.add(row(say(statement.isOver() ? "fees.closing" : "fees.balance"), sums.closing(), Weight.SUM));
        return new StatementPaper.Part(sums.opening().currency().getCurrencyCode(), rows);
    }

    private Row row(String words, Money amount, Weight weight) {
        return new Row(words, formats.money(amount), weight);
    }

    private String say(String key, Object... arguments) {
        return texts.say(language, key, arguments);
    }
}

package org.tsudoi.web.organiser;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.money.Money;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What moved in a month, journal by journal, for a spreadsheet: as [OrderSheet] writes it. Amounts are numbers and
/// everything else is ours, so that nothing in it begins like a formula but a minus.
final class StatementSheet {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> HEADS = List.of("when", "kind", "what", "order", "payment", "amount", "currency");

    private final Texts texts;
    private final Language language;
    private final ZoneId zone;
    private final StringBuilder out = new StringBuilder("\uFEFF");

    StatementSheet(Texts texts, Language language, ZoneId zone) {
        this.texts = texts;
        this.language = language;
        this.zone = zone;
        row(HEADS.stream().map(head -> texts.say(language, "fees.csv." + head)).toArray(String[]::new));
    }

    void add(AccountCode account, String currency, List<RecordedJournal> journals) {
        for (var recorded : journals) {
            var journal = recorded.journal();
            long amount = journal.legs().stream()
                    .filter(leg -> leg.account().equals(account))
                    .mapToLong(Leg::amount)
                    .sum();
            row(
                    TIME.format(journal.effectiveAt().atZone(zone)),
                    journal.kind(),
                    words(texts, language, journal.kind()),
                    journal.metadata().getOrDefault("order", ""),
                    journal.metadata().getOrDefault("payment", ""),
                    Money.of(-amount, currency).inMajorUnits().toPlainString(),
                    currency);
        }
    }

    /// What a kind of journal writes down.
    static String words(Texts texts, Language language, String kind) {
        var key = "operate.journal." + kind;
        return texts.has(language, key) ? texts.say(language, key) : kind;
    }

    private void row(String... cells) {
        out.append(Arrays.stream(cells)
                        .map(cell -> cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                        .collect(Collectors.joining(",")))
                .append("\r\n");
    }

    String written() {
        return out.toString();
    }
}

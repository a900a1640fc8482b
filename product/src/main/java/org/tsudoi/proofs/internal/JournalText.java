package org.tsudoi.proofs.internal;

import java.util.Map;
import org.tsudoi.ledger.RecordedJournal;
import tools.jackson.databind.json.JsonMapper;

/// A journal written down so that two who write the same one get the same bytes.
final class JournalText {
    private static final JsonMapper JSON = new JsonMapper();

    private JournalText() {}

    static String of(RecordedJournal recorded) {
        var journal = recorded.journal();
        var text = new StringBuilder("tsudoi journal 1\n")
                .append("sequence ")
                .append(recorded.sequence())
                .append("\nid ")
                .append(journal.id())
                .append("\nkind ")
                .append(quoted(journal.kind()))
                .append("\nhappened ")
                .append(journal.effectiveAt())
                .append("\nrecorded ")
                .append(recorded.recordedAt())
                .append('\n');
        recorded.hold().ifPresent(hold -> text.append("settles ").append(hold).append('\n'));
        journal.metadata().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(about -> text.append("about ")
                        .append(quoted(about.getKey()))
                        .append(' ')
                        .append(quoted(about.getValue()))
                        .append('\n'));
        for (var leg : journal.legs()) {
            text.append("leg ")
                    .append(leg.account())
                    .append(' ')
                    .append(leg.asset())
                    .append(' ')
                    .append(leg.amount())
                    .append('\n');
        }
        return text.toString();
    }

    /// As JSON writes it (RFC 8259): no line break is left in it.
    private static String quoted(String word) {
        return JSON.writeValueAsString(word);
    }
}

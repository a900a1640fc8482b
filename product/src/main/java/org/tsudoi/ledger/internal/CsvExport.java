package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsudoi.ledger.RecordedJournal;

/// RFC 4180, a row for each leg. Amounts are whole, in minor units of currencies: 150000 satang are ฿1,500.
final class CsvExport implements ExportForm {
    private static final String LINE = "\r\n";

    @Override
    public String begin(Instant at) {
        return "sequence,journal,kind,effective_at,recorded_at,hold,account,asset,amount,metadata" + LINE;
    }

    @Override
    public String journal(RecordedJournal recorded) {
        var journal = recorded.journal();
        var metadata = ExportForm.metadata(recorded)
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        return journal.legs().stream()
                .map(leg -> Stream.of(
                                recorded.sequence(),
                                journal.id(),
                                journal.kind(),
                                journal.effectiveAt(),
                                recorded.recordedAt(),
                                recorded.hold().map(Object::toString).orElse(""),
                                leg.account(),
                                leg.asset(),
                                leg.amount(),
                                metadata)
                        .map(CsvExport::field)
                        .collect(Collectors.joining(",", "", LINE)))
                .collect(Collectors.joining());
    }

    private static String field(Object value) {
        var text = value.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

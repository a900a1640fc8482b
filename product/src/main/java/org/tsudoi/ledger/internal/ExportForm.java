package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.tsudoi.ledger.RecordedJournal;

/// How journals are written down for other programs.
interface ExportForm {
    String begin(Instant at);

    String journal(RecordedJournal journal);

    static Stream<Map.Entry<String, String>> metadata(RecordedJournal journal) {
        return journal.journal().metadata().entrySet().stream().sorted(Map.Entry.comparingByKey());
    }
}

package org.tsudoi.reconciliation.internal;

import java.util.List;
import java.util.Map;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.RecordedJournal;

/// What the books say of one provider: the journals on its accounts of a span of days, and more when it is asked.
///
/// @param moved what the books say moved each account in that time, in its minor units
record BookSide(List<RecordedJournal> journals, Map<AccountCode, Long> moved, More more) {
    interface More {
        /// All journals with this metadata, on whatever account and whenever.
        List<RecordedJournal> with(String key, String value);
    }

    static long on(RecordedJournal journal, AccountCode account) {
        return journal.journal().legs().stream()
                .filter(leg -> leg.account().equals(account))
                .mapToLong(leg -> leg.amount())
                .sum();
    }
}

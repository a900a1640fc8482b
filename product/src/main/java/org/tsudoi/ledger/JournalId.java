package org.tsudoi.ledger;

import java.util.UUID;

/// The caller's name for a journal: the same one twice is the same journal, done once.
public record JournalId(UUID value) {
    /// `derive("order", "ord_01jd…", "paid")` is always the same id, so the step can be repeated.
    public static JournalId derive(String... words) {
        return new JournalId(DerivedId.of("journal", words));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

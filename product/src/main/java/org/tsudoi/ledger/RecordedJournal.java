package org.tsudoi.ledger;

import java.time.Instant;
import java.util.Optional;

/// A journal on the books.
///
/// @param hold what it settled, if it settled a hold
public record RecordedJournal(Journal journal, long sequence, Instant recordedAt, Optional<HoldId> hold) {}

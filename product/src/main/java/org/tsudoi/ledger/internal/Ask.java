package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.ReleaseOutcome;

/// One thing that somebody wants of the books, and the kind of answer to it.
sealed interface Ask<R> {
    record Post(Journal journal) implements Ask<Outcome> {}

    /// All of them or none.
    record PostLinked(List<Journal> journals) implements Ask<List<Outcome>> {}

    record Place(Hold hold) implements Ask<HoldOutcome> {}

    /// @param part of what was held, or null for all of it
    record Settle(
            HoldId hold,
            JournalId journal,
            Instant at,
            @Nullable List<Leg> part) implements Ask<Outcome> {}

    record Release(HoldId hold, String reason) implements Ask<ReleaseOutcome> {}
}

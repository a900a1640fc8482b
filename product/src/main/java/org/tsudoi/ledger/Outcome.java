package org.tsudoi.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a journal.
public sealed interface Outcome {
    JournalId id();

    /// On the books, when the caller's transaction commits.
    ///
    /// @param sequence its place in the books: unique and growing, with gaps
    record Posted(JournalId id, long sequence, Instant recordedAt) implements Outcome {}

    /// It was there before with the same kind and legs: this is the first result, and nothing was done now.
    record AlreadyPosted(JournalId id, long sequence, Instant recordedAt) implements Outcome {}

    /// Nothing was done, and the caller's transaction can go on.
    ///
    /// @param which the first account in the way, when it is about one
    record Refused(JournalId id, Refusal reason, @Nullable AccountCode which) implements Outcome {}

    /// On the books, now or before.
    default boolean isOnTheBooks() {
        return switch (this) {
            case Posted _, AlreadyPosted _ -> true;
            case Refused _ -> false;
        };
    }

    /// For steps that cannot be refused unless something is broken: rolls the caller's transaction back otherwise.
    ///
    /// @throws RefusedByLedger when refused
    default Outcome orThrow() {
        return switch (this) {
            case Posted _, AlreadyPosted _ -> this;
            case Refused(var id, var reason, var which) -> throw new RefusedByLedger(id.toString(), reason, which);
        };
    }
}

package org.tsudoi.ledger;

/// What became of the wish to let a hold go.
public sealed interface ReleaseOutcome {
    HoldId id();

    /// What it reserved is free again, when the caller's transaction commits.
    record Released(HoldId id) implements ReleaseOutcome {}

    /// It had been let go before, by a release or by its expiry.
    record AlreadyReleased(HoldId id) implements ReleaseOutcome {}

    /// `HOLD_UNKNOWN` or `HOLD_ALREADY_SETTLED`.
    record Refused(HoldId id, Refusal reason) implements ReleaseOutcome {}

    /// It reserves nothing now.
    default boolean isReleased() {
        return switch (this) {
            case Released _, AlreadyReleased _ -> true;
            case Refused _ -> false;
        };
    }
}

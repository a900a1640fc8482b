package org.tsudoi.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a hold that was asked for.
public sealed interface HoldOutcome {
    HoldId id();

    /// Reserved, when the caller's transaction commits.
    record Held(HoldId id, Instant expiresAt, Instant recordedAt) implements HoldOutcome {}

    /// It was asked for before with the same kind and legs: the first result. It may have ended since: see
    /// `Ledger.hold`.
    record AlreadyHeld(HoldId id, Instant expiresAt, Instant recordedAt) implements HoldOutcome {}

    record Refused(HoldId id, Refusal reason, @Nullable AccountCode which) implements HoldOutcome {}

    /// Asked for with success, now or before.
    default boolean isHeld() {
        return switch (this) {
            case Held _, AlreadyHeld _ -> true;
            case Refused _ -> false;
        };
    }

    /// @throws RefusedByLedger when refused
    default HoldOutcome orThrow() {
        return switch (this) {
            case Held _, AlreadyHeld _ -> this;
            case Refused(var id, var reason, var which) -> throw new RefusedByLedger(id.toString(), reason, which);
        };
    }
}

package org.tsudoi.promises;

import java.time.Instant;
import org.tsudoi.offerings.EventId;

/// Published inside the transaction that stores the change.
public sealed interface OutcomeNews {
    EventId event();

    record WasItHeld(EventId event, Instant answerBy) implements OutcomeNews {}

    /// Everybody gets everything back.
    record NotHeld(EventId event) implements OutcomeNews {}

    /// Nobody was seen, and an owner says that it took place.
    record SaidToBeHeld(EventId event) implements OutcomeNews {}
}

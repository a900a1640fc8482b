package org.tsudoi.promises;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;

/// What became of a meeting whose time is over.
public sealed interface Outcome {
    EventId event();

    /// Nothing is to be asked.
    record Settled(EventId event, Instant lookedAt, Sight sight) implements Outcome {}

    enum Sight {
        /// Somebody who leads it was inside.
        SEEN,
        /// We could not see; so nothing is concluded.
        UNCLEAR,
        /// Nobody had a place.
        UNSOLD
    }

    /// Nobody who leads it was seen: its owners are asked, and nobody is paid for it yet.
    record Asked(EventId event, Instant lookedAt, Instant answerBy) implements Outcome {
        public Held held(MemberId by, Instant at) {
            return new Held(event, lookedAt, answerBy, at, by);
        }

        public NotHeld notHeld(MemberId by, Instant at) {
            return new NotHeld(event, lookedAt, answerBy, at, by);
        }

        /// @throws IllegalStateException while there is time to answer
        public NotHeld unanswered(Instant at) {
            if (at.isBefore(answerBy)) throw new IllegalStateException(event + " may still be answered for");
            return new NotHeld(event, lookedAt, answerBy, at, null);
        }
    }

    /// An owner says that it took place.
    record Held(EventId event, Instant lookedAt, Instant answerBy, Instant at, MemberId by) implements Outcome {}

    /// Everybody gets all of it back.
    ///
    /// @param by null when nobody answered
    record NotHeld(
            EventId event,
            Instant lookedAt,
            Instant answerBy,
            Instant at,
            @Nullable MemberId by) implements Outcome {}
}

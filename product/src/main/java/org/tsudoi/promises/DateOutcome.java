package org.tsudoi.promises;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;

/// What became of a date of a course whose time is over; as `Outcome` says it of meetings.
public sealed interface DateOutcome {
    /// The date, and the course that it is of.
    Of of();

    record Of(EventId event, DateId date) {}

    record Settled(Of of, Instant lookedAt, Outcome.Sight sight) implements DateOutcome {}

    /// Nobody who leads it was seen: its owners are asked.
    record Asked(Of of, Instant lookedAt, Instant answerBy) implements DateOutcome {
        public Held held(MemberId by, Instant at) {
            return new Held(of, lookedAt, answerBy, at, by);
        }

        public NotHeld notHeld(MemberId by, Instant at) {
            return new NotHeld(of, lookedAt, answerBy, at, by);
        }

        /// @throws IllegalStateException while there is time to answer
        public NotHeld unanswered(Instant at) {
            if (at.isBefore(answerBy)) throw new IllegalStateException(of + " may still be answered for");
            return new NotHeld(of, lookedAt, answerBy, at, null);
        }
    }

    /// An owner says that it took place.
    record Held(Of of, Instant lookedAt, Instant answerBy, Instant at, MemberId by) implements DateOutcome {}

    /// Everybody gets back what they paid for it; their places stay. Of one that was called off before, all three
    /// moments are that.
    ///
    /// @param by null when nobody answered
    record NotHeld(
            Of of,
            Instant lookedAt,
            Instant answerBy,
            Instant at,
            @Nullable MemberId by) implements DateOutcome {
        public static NotHeld calledOff(Of of, MemberId by, Instant at) {
            return new NotHeld(of, at, at, at, by);
        }
    }
}

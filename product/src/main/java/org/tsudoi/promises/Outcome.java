package org.tsudoi.promises;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;

/// What became of what was to be held: a meeting, or one date of a course, whose time is over.
public sealed interface Outcome {
    Of of();

    /// What was to be held.
    sealed interface Of {
        EventId event();

        /// As its room is named.
        UUID occasion();

        record Meeting(EventId event) implements Of {
            @Override
            public UUID occasion() {
                return event.value();
            }
        }

        record Date(EventId event, DateId date) implements Of {
            @Override
            public UUID occasion() {
                return date.value();
            }

            /// Before it would have begun.
            public NotHeld calledOff(MemberId by, Instant at) {
                return new NotHeld(this, at, at, at, by, null);
            }
        }
    }

    /// Nothing is to be asked.
    record Settled(Of of, Instant lookedAt, Sight sight) implements Outcome {}

    enum Sight {
        /// Somebody who leads it was inside.
        SEEN,
        /// We could not see; so nothing is concluded.
        UNCLEAR,
        /// Nobody had a place.
        UNSOLD
    }

    /// Nobody who leads it was seen: its owners are asked, and nobody is paid for it yet.
    record Asked(Of of, Instant lookedAt, Instant answerBy) implements Outcome {
        public Held held(MemberId by, Instant at) {
            return new Held(of, lookedAt, answerBy, at, by);
        }

        public NotHeld notHeld(MemberId by, Instant at) {
            return new NotHeld(of, lookedAt, answerBy, at, by, null);
        }

        /// Another date is offered instead.
        public NotHeld notHeld(MemberId by, Instant at, Instant backAt) {
            return new NotHeld(of, lookedAt, answerBy, at, by, backAt);
        }

        /// @throws IllegalStateException while there is time to answer
        public NotHeld unanswered(Instant at) {
            if (at.isBefore(answerBy)) throw new IllegalStateException(of + " may still be answered for");
            return new NotHeld(of, lookedAt, answerBy, at, null, null);
        }
    }

    /// An owner says that it took place.
    record Held(Of of, Instant lookedAt, Instant answerBy, Instant at, MemberId by) implements Outcome {
        /// Buyers objected, and an operator finds that it did not.
        public NotHeld overturned(MemberId operator, Instant decidedAt) {
            return new NotHeld(of, lookedAt, answerBy, decidedAt, operator, null);
        }
    }

    /// Everybody gets back what they paid for it: of a meeting that is all, of a date its part, and the places stay. Of
    /// a date that was called off before, all three moments are that.
    ///
    /// @param by     null when nobody answered
    /// @param backAt while another date is offered instead: when it goes back to whoever has not chosen; null where
    ///               there is nothing to choose
    record NotHeld(
            Of of,
            Instant lookedAt,
            Instant answerBy,
            Instant at,
            @Nullable MemberId by,
            @Nullable Instant backAt) implements Outcome {
        /// Whether its buyers can still choose.
        public boolean isOpen(Instant now) {
            return backAt != null && now.isBefore(backAt);
        }
    }
}

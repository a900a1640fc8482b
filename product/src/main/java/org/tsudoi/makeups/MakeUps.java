package org.tsudoi.makeups;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.TicketId;

/// Lets who cannot come to a date of a course come to another one of the same organiser. No money moves by it.
public interface MakeUps {
    int MOST_MAX = 60;
    int PLACES_MAX = 100;
    Duration BEFORE_MAX = Duration.ofDays(14);

    /// @param most   of its dates that a ticket may replace at a time; zero where none
    /// @param before the start of the missed date until which it can be done and undone
    /// @param gives  whether the place at the missed date is open for others' make-ups then
    record Rules(int most, Duration before, boolean gives) {
        public static final Rules NONE = new Rules(0, Duration.ofHours(24), true);

        public Rules {
            if (most < 0 || most > MOST_MAX || before.isNegative() || before.compareTo(BEFORE_MAX) > 0) {
                throw new IllegalArgumentException("no rules for make-ups: " + most + " " + before);
            }
        }
    }

    Rules rules(EventId course);

    void rule(EventId course, Rules rules);

    /// @param given by those who come to another date
    record Places(int open, int given, int taken) {
        public static final Places NONE = new Places(0, 0, 0);

        public int free() {
            return open + given - taken;
        }
    }

    /// Of those occasions of an event for which something is known.
    Map<OccasionId, Places> places(EventId event);

    /// Opens so many places of an occasion for make-ups, besides those that are sold. Answers false, and changes
    /// nothing, when more than that are taken.
    boolean open(EventId event, OccasionId occasion, int places);

    /// @param free places
    record Choice(OtherDate date, int free) {}

    /// What a ticket may take instead of a date now, the soonest first.
    List<Choice> choices(TicketId ticket, DateId missed);

    /// The same again answers as the first time.
    ///
    /// @throws org.tsudoi.platform.Problem not-found for a ticket that has no such date
    Taking take(TicketId ticket, DateId missed, OccasionId instead);

    sealed interface Taking {
        record Taken(MakeUp makeUp) implements Taking {}

        record Full() implements Taking {}

        /// The missed date, or what was to be taken, is too near.
        record TooLate() implements Taking {}

        /// @param most that its course allows
        record TooMany(int most) implements Taking {}

        /// It is not open for that, or another one was taken instead of this date already.
        record NotOffered() implements Taking {}
    }

    /// Whether what it took instead of that date was called off, moved or not held: then another one can be taken, also
    /// when the missed date is over.
    boolean mayChooseAgain(TicketId ticket, DateId missed);

    Undoing undo(TicketId ticket, DateId missed);

    sealed interface Undoing {
        record Undone() implements Undoing {}

        record TooLate() implements Undoing {}

        /// Somebody else comes in one's place.
        record PlaceIsTaken() implements Undoing {}

        record NothingToUndo() implements Undoing {}
    }

    /// Those that hold and those that were undone, the oldest first.
    List<MakeUp> of(Collection<TicketId> tickets);

    /// Those that hold, of tickets for other events.
    List<MakeUp> at(EventId event);

    Optional<MakeUp> find(MakeUpId id);
}

package org.tsudoi.offerings;

import java.util.List;

/// Published inside the transaction that stores the change.
public sealed interface EventNews {
    EventId event();

    record EventPublished(EventId event) implements EventNews {}

    /// Something people were told has changed.
    ///
    /// @param timesChanged whether calendars must be told too
    /// @param sequence     of the calendar entry now
    record EventChanged(EventId event, boolean timesChanged, int sequence) implements EventNews {}

    /// Its times are others, besides the `EventChanged` that follows in the same transaction.
    ///
    /// @param sequence of the calendar entry now
    record EventMoved(EventId event, Schedule.Fixed from, Schedule.Fixed to, int sequence) implements EventNews {}

    /// It is a new draft, made like another one.
    ///
    /// @param like     the one that it was copied from
    /// @param repeated whether it is another time of the same
    record EventCopied(EventId event, EventId like, boolean repeated) implements EventNews {}

    /// Dates of a course are at other hours, besides the `EventChanged` that follows in the same transaction.
    ///
    /// @param dates    those that moved, the soonest first
    /// @param sequence of the event's calendar entry now
    record DatesMoved(EventId event, List<OtherTimes> dates, int sequence) implements EventNews {
        public record OtherTimes(DateId date, Schedule.Fixed from, Schedule.Fixed to) {}

        /// Those that are at other hours in the one than in the other.
        public static List<OtherTimes> between(Schedule.Course from, Schedule.Course to) {
            return to.dates().stream()
                    .flatMap(date -> from
                            .date(date.id())
                            .filter(it -> !it.times().equals(date.times()))
                            .map(it -> new OtherTimes(date.id(), it.times(), date.times()))
                            .stream())
                    .toList();
        }
    }

    /// One date of a course does not take place.
    record DateCalledOff(EventId event, DateId date) implements EventNews {}

    record EventCancelled(EventId event, String reason) implements EventNews {}
}

package org.tsudoi.offerings;

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

    record EventCancelled(EventId event, String reason) implements EventNews {}
}

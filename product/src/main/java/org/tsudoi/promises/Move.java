package org.tsudoi.promises;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Schedule;

/// A meeting or dates of a course were moved, as it was told. It never changes.
///
/// @param from       of a course the date that may be left for the longest, and so `to`
/// @param sequence   of the event's calendar entry since
/// @param leaveUntil until when, exclusive, whoever ordered before may leave with all of it back; null where it was
///                   moved by so little that nobody is asked. Of a course: what is for dates that are not held yet
/// @param dates      of a course those that moved; empty of a meeting
public record Move(
        EventId event,
        int sequence,
        Instant at,
        Span from,
        Span to,
        @Nullable Instant leaveUntil,
        List<OfDate> dates) {
    public record OfDate(
            DateId date, Span from, Span to, @Nullable Instant leaveUntil) {
        public boolean matters() {
            return leaveUntil != null;
        }
    }

    /// What was at which time, and is at which now.
    public record Times(Span from, Span to) {}

    /// One of a meeting; of a course one for each date that moved.
    public List<Times> times() {
        return dates.isEmpty()
                ? List.of(new Times(from, to))
                : dates.stream().map(one -> new Times(one.from, one.to)).toList();
    }

    public boolean isOfDates() {
        return !dates.isEmpty();
    }

    public record Span(Instant startsAt, Duration length) {
        public static Span of(Schedule.Fixed times) {
            return new Span(times.begin(), times.length());
        }

        public Instant endsAt() {
            return startsAt.plus(length);
        }
    }

    public boolean matters() {
        return leaveUntil != null;
    }

    public boolean isOpen(Instant now) {
        return leaveUntil != null && now.isBefore(leaveUntil);
    }
}

package org.tsudoi.promises;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Schedule;

/// A meeting was moved, as it was told. It never changes.
///
/// @param sequence   of the event's calendar entry since
/// @param leaveUntil until when, exclusive, whoever ordered before may leave with all of it back; null where it was
///                   moved by so little that nobody is asked
public record Move(
        EventId event,
        int sequence,
        Instant at,
        Span from,
        Span to,
        @Nullable Instant leaveUntil) {
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

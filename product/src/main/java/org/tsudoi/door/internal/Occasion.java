package org.tsudoi.door.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.door.Door;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Schedule;

/// Something that a door leads to: a meeting, or one date of a course.
///
/// @param date null of a meeting
record Occasion(MeetingId room, @Nullable CourseDate date, Instant opensAt, Instant endsAt) {
    /// Nothing of what has no time that holds for everybody.
    static List<Occasion> all(Event event) {
        var told = event.particulars();
        var before = told.doorsBefore();
        return switch (told.schedule()) {
            case Schedule.Fixed fixed ->
                List.of(new Occasion(roomOf(event.id()), null, fixed.begin().minus(before), fixed.end()));
            case Schedule.Course course ->
                course.dates().stream()
                        .filter(date -> !date.calledOff())
                        .map(date -> new Occasion(
                                roomOf(date.id()), date, date.begin().minus(before), date.end()))
                        .toList();
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> List.of();
        };
    }

    static MeetingId roomOf(EventId event) {
        return new MeetingId(event.value());
    }

    static MeetingId roomOf(DateId date) {
        return new MeetingId(date.value());
    }

    /// Whose door counts at a moment: the last one that has opened and is not closed, else the next to open. When all
    /// are over, the last.
    static Optional<Occasion> at(List<Occasion> all, Instant now) {
        var ahead = all.stream().filter(one -> !one.isClosed(now)).toList();
        return ahead.stream()
                .filter(one -> one.isOpen(now))
                .max(Comparator.comparing(Occasion::opensAt))
                .or(() -> ahead.stream().min(Comparator.comparing(Occasion::opensAt)))
                .or(() -> all.stream().max(Comparator.comparing(Occasion::endsAt)));
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(opensAt) && !isClosed(now);
    }

    boolean isClosed(Instant now) {
        return !now.isBefore(endsAt.plus(Door.OPEN_AFTER_END));
    }
}

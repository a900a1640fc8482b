package org.tsudoi.makeups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.promises.Outcome;

/// A date of a course or a meeting, that somebody may come to instead.
///
/// @param title of the event, and what the date is about
public record OtherDate(OccasionId id, EventId event, String title, Schedule.Fixed times) {
    /// Nothing of what has no time that holds for everybody.
    public static List<OtherDate> of(Event event) {
        var told = event.particulars();
        return switch (told.schedule()) {
            case Schedule.Fixed fixed ->
                List.of(new OtherDate(OccasionId.of(event.id()), event.id(), told.title(), fixed));
            case Schedule.Course course ->
                course.dates().stream()
                        .filter(date -> !date.calledOff())
                        .map(date -> new OtherDate(
                                OccasionId.of(date.id()),
                                event.id(),
                                date.title().isEmpty() ? told.title() : told.title() + " – " + date.title(),
                                date.times()))
                        .toList();
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> List.of();
        };
    }

    public static Optional<OtherDate> of(Event event, OccasionId id) {
        return of(event).stream().filter(one -> one.id.equals(id)).findFirst();
    }

    public Outcome.Of toBeHeld() {
        return id.equals(OccasionId.of(event))
                ? new Outcome.Of.Meeting(event)
                : new Outcome.Of.Date(event, new DateId(id.value()));
    }

    public boolean hasBegun(Instant now) {
        return !now.isBefore(times.begin());
    }
}

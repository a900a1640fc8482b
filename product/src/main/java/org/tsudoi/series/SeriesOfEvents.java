package org.tsudoi.series;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Schedule;

/// Makes meetings repeat. Each is an event of its own, sold and called off by itself.
public interface SeriesOfEvents {
    /// When they would take place, the given one first; nothing happens.
    List<Schedule.Fixed> times(EventId first, Repetition repetition);

    /// Copies the event to each of these times: published as it is, or as drafts.
    ///
    /// @throws org.tsudoi.platform.Problem in fields: `until` when there would be only one; conflict when it
    ///     repeats already; gone when it was called off
    Series begin(EventId first, Repetition repetition, boolean publish);

    Optional<Series> of(EventId event);

    Optional<Series> bySlug(String slug);

    /// In the order of their days.
    List<Part> parts(SeriesId id);

    /// @param planned the day that the rhythm gave it
    record Part(EventId event, LocalDate planned) {}

    /// What comes after that event and has not begun: the others that change with it.
    List<Event> following(EventId event);

    /// What the others would be like after it.
    ///
    /// @param people   who have a place
    /// @param forOthers whether it is sold to other people than this one, and stays as it is: a price for
    ///     members is for nobody else
    List<Following> weigh(EventId event);

    record Following(Event event, Schedule.Fixed to, int people, boolean forOthers) {}

    /// Gives all that follow the text, prices, seats, rules, length and hour of this one; a shifted day shifts
    /// theirs as much. Who has a place at one that is moved by it is asked, as after any move.
    Applied apply(EventId event);

    /// @param refused where it could not be: seats or rules that people have already, or sold to other people
    record Applied(int changed, List<EventId> refused) {}

    /// Nothing is added any more; what follows and nobody has ordered is called off. What was ordered takes place.
    ///
    /// @return how many were called off
    int end(SeriesId id);
}

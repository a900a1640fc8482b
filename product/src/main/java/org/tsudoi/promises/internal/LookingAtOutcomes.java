package org.tsudoi.promises.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Sightings;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.promises.ComingInstead;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;

/// Looks at each meeting, and at each date of a course, once after its end. Every step is a transaction of its own, and
/// safe to repeat.
@Component
class LookingAtOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(LookingAtOutcomes.class);

    /// Who leads it may be late by as much as the door stays open after its end.
    private static final Duration AFTER_END = Duration.ofMinutes(30);
    /// As long as a program may stand still, and then go on with it.
    private static final Duration LOOKED_BACK = Duration.ofDays(14);

    private final OutcomeTable table;
    private final DecidingOutcomes deciding;
    private final Seen seen;
    private final PromiseSettings settings;
    private final KeepingOutcomes.Desk desk;

    /// What was to be held, for whom, and who was there.
    @Component
    record Seen(Events events, Orders orders, HandedTickets places, ComingInstead instead, Sightings sightings) {}

    LookingAtOutcomes(
            OutcomeTable table,
            DecidingOutcomes deciding,
            Seen seen,
            PromiseSettings settings,
            KeepingOutcomes.Desk desk) {
        this.table = table;
        this.deciding = deciding;
        this.seen = seen;
        this.settings = settings;
        this.desk = desk;
    }

    int look() {
        var now = desk.now();
        int looked = 0;
        for (var of : notKnown(over(now))) if (isDone(of, () -> lookAt(of))) looked++;
        for (var of : table.unanswered(now)) isDone(of, () -> deciding.endUnanswered(of));
        return looked;
    }

    private List<Outcome.Of> over(Instant now) {
        var until = now.minus(AFTER_END);
        var from = until.minus(LOOKED_BACK);
        var over = new ArrayList<Outcome.Of>();
        for (var meeting : seen.events.ended(from, until)) over.add(new Outcome.Of.Meeting(meeting));
        for (var course : seen.events.datesBeginning(from, until)) {
            dates(course).stream()
                    .filter(date -> isOver(date.times(), now) && date.end().isAfter(from))
                    .forEach(date -> over.add(new Outcome.Of.Date(course, date.id())));
        }
        return over;
    }

    private List<Outcome.Of> notKnown(Collection<Outcome.Of> over) {
        var known = table.known(over);
        return over.stream().filter(of -> !known.contains(of)).toList();
    }

    private List<CourseDate> dates(EventId course) {
        return seen.events
                .get(course)
                .particulars()
                .course()
                .map(Schedule.Course::dates)
                .orElse(List.of());
    }

    private static boolean isOver(Schedule.Fixed times, Instant now) {
        return !times.end().plus(AFTER_END).isAfter(now);
    }

    /// The others are not to wait for one that cannot be; the next run tries it again.
    private boolean isDone(Outcome.Of of, Runnable step) {
        try {
            desk.transactions().executeWithoutResult(_ -> step.run());
            return true;
        } catch (RuntimeException failed) {
            LOG.error("it is not known yet what became of {}", of, failed);
            return false;
        }
    }

    private void lookAt(Outcome.Of of) {
        var event = seen.events.holdStill(of.event()).orElseThrow();
        var now = desk.now();
        var times = times(of, event);
        // Moved or called off meanwhile.
        if (event instanceof Event.Cancelled || times.isEmpty() || !isOver(times.get(), now)) return;
        if (!isSold(of) && seen.instead.to(of).isEmpty()) {
            table.insert(new Outcome.Settled(of, now, Outcome.Sight.UNSOLD));
            return;
        }
        var doors = times.get().begin().minus(event.particulars().doorsBefore());
        switch (seen.sightings.hosts(new MeetingId(of.occasion()), doors)) {
            case SEEN -> table.insert(new Outcome.Settled(of, now, Outcome.Sight.SEEN));
            case UNCLEAR -> table.insert(new Outcome.Settled(of, now, Outcome.Sight.UNCLEAR));
            case NOBODY -> ask(new Outcome.Asked(of, now, now.plus(settings.answerWithin())));
        }
    }

    private static Optional<Schedule.Fixed> times(Outcome.Of of, Event event) {
        var told = event.particulars();
        return switch (of) {
            case Outcome.Of.Meeting _ ->
                Optional.of(told.schedule())
                        .filter(Schedule.Fixed.class::isInstance)
                        .map(Schedule.Fixed.class::cast);
            case Outcome.Of.Date(var _, var date) ->
                told.course().flatMap(course -> course.date(date)).map(CourseDate::times);
        };
    }

    private boolean isSold(Outcome.Of of) {
        return switch (of) {
            case Outcome.Of.Meeting(var event) -> !seen.orders.paidOf(event).isEmpty();
            case Outcome.Of.Date(var event, var date) -> {
                List<OrderId> paying = seen.orders.payingForDate(event, date);
                yield seen.orders.all(paying).stream()
                        .anyMatch(order -> order.terms()
                                .course()
                                .filter(course -> course.has(date))
                                .isPresent());
            }
        };
    }

    private void ask(Outcome.Asked asked) {
        if (table.insert(asked)) {
            desk.news().publishEvent(new OutcomeNews.WasItHeld(asked.of(), asked.answerBy()));
        }
    }
}

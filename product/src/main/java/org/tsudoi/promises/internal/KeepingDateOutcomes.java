package org.tsudoi.promises.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Sightings;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.DateOutcome;
import org.tsudoi.promises.DateOutcomeNews;
import org.tsudoi.promises.DateOutcomes;
import org.tsudoi.promises.Outcome;

/// Looks at each date of a course once after its end, as `KeepingOutcomes` does at meetings. Every step is a
/// transaction of its own, and safe to repeat.
@Component
class KeepingDateOutcomes implements DateOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingDateOutcomes.class);
    private static final Duration AFTER_END = Duration.ofMinutes(30);
    /// As long as a program may stand still, and then go on with it.
    private static final Duration LOOKED_BACK = Duration.ofDays(14);

    private final DateOutcomeTable table;
    private final Events events;
    private final Orders orders;
    private final Sightings sightings;
    private final PromiseSettings settings;
    private final KeepingOutcomes.Desk desk;

    KeepingDateOutcomes(
            DateOutcomeTable table,
            Events events,
            Orders orders,
            Sightings sightings,
            PromiseSettings settings,
            KeepingOutcomes.Desk desk) {
        this.table = table;
        this.events = events;
        this.orders = orders;
        this.sightings = sightings;
        this.settings = settings;
        this.desk = desk;
    }

    @Override
    public int look() {
        var now = desk.now();
        int looked = 0;
        for (var event : events.datesBeginning(now.minus(LOOKED_BACK), now.minus(AFTER_END))) {
            for (var of : over(event, now)) if (isDone(of.date(), () -> lookAt(of))) looked++;
        }
        for (var date : table.unanswered(now)) isDone(date, () -> endUnanswered(date));
        return looked;
    }

    /// Those of a course that nobody has looked at yet.
    private List<DateOutcome.Of> over(EventId event, Instant now) {
        var known = table.of(event).stream().map(one -> one.of().date()).collect(Collectors.toSet());
        return events.get(event).particulars().course().map(Schedule.Course::dates).orElse(List.of()).stream()
                .filter(date -> isOver(date, now) && !known.contains(date.id()))
                .filter(date -> date.end().isAfter(now.minus(LOOKED_BACK)))
                .map(date -> new DateOutcome.Of(event, date.id()))
                .toList();
    }

    private static boolean isOver(CourseDate date, Instant now) {
        return !date.end().plus(AFTER_END).isAfter(now);
    }

    /// The others are not to wait for one that cannot be; the next run tries it again.
    private boolean isDone(DateId date, Runnable step) {
        try {
            desk.transactions().executeWithoutResult(_ -> step.run());
            return true;
        } catch (RuntimeException failed) {
            LOG.error("it is not known yet what became of {}", date, failed);
            return false;
        }
    }

    private void lookAt(DateOutcome.Of of) {
        var event = events.holdStill(of.event()).orElseThrow();
        var now = desk.now();
        var date = event.particulars().course().flatMap(course -> course.date(of.date()));
        // Called off meanwhile.
        if (event instanceof Event.Cancelled || date.isEmpty() || !isOver(date.get(), now)) return;
        if (!isSold(of)) {
            table.insert(new DateOutcome.Settled(of, now, Outcome.Sight.UNSOLD));
            return;
        }
        var doors = date.get().begin().minus(event.particulars().doorsBefore());
        switch (sightings.hosts(new MeetingId(of.date().value()), doors)) {
            case SEEN -> table.insert(new DateOutcome.Settled(of, now, Outcome.Sight.SEEN));
            case UNCLEAR -> table.insert(new DateOutcome.Settled(of, now, Outcome.Sight.UNCLEAR));
            case NOBODY -> ask(new DateOutcome.Asked(of, now, now.plus(settings.answerWithin())));
        }
    }

    private boolean isSold(DateOutcome.Of of) {
        return orders.all(orders.payingForDate(of.event(), of.date())).stream()
                .anyMatch(order -> order.terms()
                        .course()
                        .filter(course -> course.has(of.date()))
                        .isPresent());
    }

    private void ask(DateOutcome.Asked asked) {
        if (table.insert(asked)) {
            desk.news().publishEvent(new DateOutcomeNews.WasDateHeld(asked.of(), asked.answerBy()));
        }
    }

    private void endUnanswered(DateId date) {
        if (table.lock(date).orElseThrow() instanceof DateOutcome.Asked asked) giveBack(asked.unanswered(desk.now()));
    }

    private void giveBack(DateOutcome.NotHeld notHeld) {
        table.save(notHeld);
        giveBack(notHeld.of());
    }

    private void giveBack(DateOutcome.Of of) {
        desk.news().publishEvent(new DateOutcomeNews.DateNotHeld(of));
        GivingBackUnheldDates.put(desk, of, "");
    }

    @Override
    public void callOff(EventId course, DateId date, MemberId owner) {
        desk.transactions().executeWithoutResult(_ -> {
            events.callDateOff(course, date);
            var of = new DateOutcome.Of(course, date);
            if (table.insert(DateOutcome.NotHeld.calledOff(of, owner, desk.now()))) giveBack(of);
        });
    }

    @Override
    public void owedAgain(DateOutcome.Of of, String why) {
        boolean notHeld = table.of(of.event()).stream()
                .anyMatch(
                        one -> one instanceof DateOutcome.NotHeld it && it.of().equals(of));
        if (notHeld) GivingBackUnheldDates.put(desk, of, why);
    }

    @Override
    public List<DateOutcome> of(EventId course) {
        return table.of(course);
    }

    @Override
    public DateOutcome answer(EventId course, DateId date, MemberId owner, boolean tookPlace) {
        return Objects.requireNonNull(desk.transactions().execute(_ -> {
            var outcome = table.lock(date)
                    .filter(one -> one.of().event().equals(course))
                    .orElseThrow(Problem::notFound);
            return switch (outcome) {
                case DateOutcome.Settled _ -> throw Problem.notFound();
                case DateOutcome.Asked asked -> decided(asked, owner, tookPlace);
                case DateOutcome.Held held -> held;
                case DateOutcome.NotHeld notHeld -> notHeld;
            };
        }));
    }

    private DateOutcome decided(DateOutcome.Asked asked, MemberId owner, boolean tookPlace) {
        var now = desk.now();
        // Nobody is late before the job has come: whose money it is does not hang on when it runs.
        if (!now.isBefore(asked.answerBy()) || !tookPlace) {
            var notHeld = now.isBefore(asked.answerBy()) ? asked.notHeld(owner, now) : asked.unanswered(now);
            giveBack(notHeld);
            return notHeld;
        }
        var held = asked.held(owner, now);
        table.save(held);
        desk.news().publishEvent(new DateOutcomeNews.DateSaidToBeHeld(held.of()));
        return held;
    }
}

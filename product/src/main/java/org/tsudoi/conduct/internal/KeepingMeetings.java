package org.tsudoi.conduct.internal;

import static java.util.Comparator.comparing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.conduct.KeptMeetings;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;

@Component
class KeepingMeetings implements KeptMeetings {
    static final String NAMED = "host-named";

    private final TheirThings things;
    private final Events events;
    private final Sanctions sanctions;
    private final Outcomes outcomes;
    private final Orders orders;
    private final Clock clock;

    KeepingMeetings(
            TheirThings things, Events events, Sanctions sanctions, Outcomes outcomes, Orders orders, Clock clock) {
        this.things = things;
        this.events = events;
        this.sanctions = sanctions;
        this.outcomes = outcomes;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public List<Kept> of(Sanction.InForce sanction) {
        if (sanction.decision().cancelHosted()) return List.of();
        var barred = sanctions.barred();
        return things.meetings(sanction.decision().member()).stream()
                .flatMap(event -> kept(event, sanction.decision(), barred))
                .sorted(comparing(Kept::begins))
                .toList();
    }

    private Stream<Kept> kept(Event event, Sanction.Decision decision, Set<MemberId> barred) {
        return next(event)
                .filter(begins -> decision.endsAt().filter(begins::isAfter).isEmpty())
                .map(begins -> {
                    var leaders = new HashSet<>(events.hosts(event.id()));
                    leaders.removeAll(barred);
                    return new Kept(event, begins, Set.copyOf(leaders), calledOffAt(begins, decision.startsAt()));
                })
                .stream();
    }

    private Optional<Instant> next(Event event) {
        var told = event.particulars();
        var now = clock.instant();
        return told.course()
                .map(course -> course.left(now).stream().findFirst().map(CourseDate::begin))
                .orElseGet(told::startsAt);
    }

    private static Instant calledOffAt(Instant begins, Instant barredFrom) {
        var usual = begins.minus(LEADER_NEEDED_BEFORE);
        var soonest = barredFrom.plus(TO_FIND_ONE);
        var last = begins.minus(LAST_MOMENT);
        var then = usual.isBefore(soonest) ? soonest : usual;
        return then.isBefore(last) ? then : last;
    }

    /// That nobody leads in time.
    List<EventId> toCallOff(Sanction.InForce sanction) {
        var now = clock.instant();
        return of(sanction).stream()
                .filter(kept -> !kept.isLed() && !now.isBefore(kept.calledOffAt()))
                .map(kept -> kept.event().id())
                .toList();
    }

    /// Unless somebody was named at the last moment.
    @Transactional
    public void callOff(Sanction.InForce sanction, EventId event, String reason) {
        var there = events.holdAlone(event);
        if (!toCallOff(sanction).contains(event)) return;
        there.flatMap(this::nextOfSeveral)
                .ifPresentOrElse(
                        date -> outcomes.callOff(
                                new Outcome.Of.Date(event, date.id()),
                                sanction.decision().by()),
                        () -> events.cancel(event, reason));
    }

    /// Of a course that has begun the dates to come alone: whoever was at the others has had them.
    @Transactional
    void callOff(EventId id, MemberId operator, String reason) {
        var there = events.holdAlone(id);
        if (there.isEmpty() || there.get() instanceof Event.Cancelled) return;
        var ahead = datesAlone(there.get());
        if (ahead.isEmpty()) events.cancel(id, reason);
        ahead.forEach(date -> outcomes.callOff(new Outcome.Of.Date(id, date.id()), operator));
    }

    /// Those to come, of a course of which something is over or runs; none of anything else.
    private List<CourseDate> datesAlone(Event event) {
        var now = clock.instant();
        return event.particulars()
                .course()
                .filter(course -> course.held().stream().anyMatch(date -> date.hasBegun(now)))
                .map(course -> course.left(now))
                .orElse(List.of());
    }

    /// What its buyers would get back if it were called off now.
    Money comesBack(Event event) {
        var totals = orders.totals(event.id());
        var dates = datesAlone(event).stream().map(CourseDate::id).collect(Collectors.toSet());
        if (dates.isEmpty()) return totals.sold().minus(totals.refunded());
        return orders.all(orders.paidOf(event.id())).stream()
                .map(order -> orders.ofDates(order, dates))
                .reduce(new Money(0, totals.sold().currency()), Money::plus);
    }

    /// Of a course its next date alone is called off: whoever was at the others keeps them, and for those to come there
    /// is still somebody to be found. The last one of all is the course.
    private Optional<CourseDate> nextOfSeveral(Event event) {
        return event.particulars()
                .course()
                .filter(course -> course.held().size() > 1)
                .flatMap(course -> course.left(clock.instant()).stream().findFirst());
    }

    @Override
    @Transactional
    public Naming name(SanctionId id, EventId event, MemberId host, MemberId operator) {
        // Whoever calls it off meanwhile waits, or was first.
        var there = events.holdAlone(event).filter(it -> !(it instanceof Event.Cancelled));
        boolean kept = there.isPresent()
                && sanctions.find(id).orElse(null) instanceof Sanction.InForce inForce
                && of(inForce).stream().anyMatch(one -> one.event().id().equals(event));
        if (!kept) return Naming.NOT_KEPT;
        if (sanctions.isBarred(host)) return Naming.BARRED;
        events.letLead(event, host);
        sanctions.note(id, NAMED, operator);
        return Naming.NAMED;
    }
}

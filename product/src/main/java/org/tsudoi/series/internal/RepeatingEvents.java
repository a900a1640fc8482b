package org.tsudoi.series.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.series.Repetition;
import org.tsudoi.series.Series;
import org.tsudoi.series.SeriesId;
import org.tsudoi.series.SeriesOfEvents;

@Component
class RepeatingEvents implements SeriesOfEvents {
    private final SeriesTable table;
    private final Events events;
    private final Orders orders;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final Clock clock;

    RepeatingEvents(
            SeriesTable table, Events events, Orders orders, TransactionTemplate transactions, Ids ids, Clock clock) {
        this.table = table;
        this.events = events;
        this.orders = orders;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public List<Schedule.Fixed> times(EventId first, Repetition repetition) {
        var fixed = fixed(events.get(first));
        return repetition.days(fixed.start().toLocalDate()).stream()
                .map(day -> on(day, fixed))
                .toList();
    }

    private static Schedule.Fixed on(LocalDate day, Schedule.Fixed like) {
        return new Schedule.Fixed(day.atTime(like.start().toLocalTime()), like.length(), like.zone());
    }

    private static Schedule.Fixed fixed(Event event) {
        if (!(event.particulars().schedule() instanceof Schedule.Fixed fixed)) throw Problem.notFound();
        return fixed;
    }

    @Override
    public Series begin(EventId first, Repetition repetition, boolean publish) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var event = events.get(first);
            if (event instanceof Event.Cancelled) throw Problem.of(ProblemCode.GONE, "event.error.cancelled");
            var times = times(first, repetition);
            if (times.size() < Repetition.COUNT_MIN) throw Problem.inFields(Map.of("until", "series.error.one"));
            var told = event.particulars();
            var id = new SeriesId(ids.next());
            var series = new Series(id, told.organiser(), slug(id, told.title()), repetition.rhythm(), null);
            table.insert(series, clock.instant());
            var firstDay = times.getFirst().start().toLocalDate();
            if (!table.insert(id, new Part(first, firstDay))) {
                throw Problem.of(ProblemCode.CONFLICT, "series.error.already");
            }
            for (var time : times.subList(1, times.size())) copy(id, first, time, publish);
            return series;
        }));
    }

    private String slug(SeriesId id, String title) {
        var shown = id.toString();
        return events.freeSlug(title) + "-" + shown.substring(shown.length() - 6);
    }

    private void copy(SeriesId id, EventId first, Schedule.Fixed time, boolean publish) {
        var copy = events.duplicate(first, time);
        table.insert(id, new Part(copy, time.start().toLocalDate()));
        if (publish) events.publish(copy);
    }

    @Override
    public Optional<Series> of(EventId event) {
        return table.of(event);
    }

    @Override
    public Optional<Series> bySlug(String slug) {
        return table.bySlug(slug);
    }

    @Override
    public List<Part> parts(SeriesId id) {
        return table.parts(id);
    }

    @Override
    public List<Event> following(EventId event) {
        return partsAfter(event).stream()
                .map(part -> events.get(part.event()))
                .filter(this::isToCome)
                .toList();
    }

    private boolean isToCome(Event event) {
        return !(event instanceof Event.Cancelled) && !event.particulars().hasBegun(clock.instant());
    }

    private List<Part> partsAfter(EventId event) {
        var series = table.of(event).orElseThrow(Problem::notFound);
        var parts = table.parts(series.id());
        var own = planned(parts, event);
        return parts.stream().filter(part -> part.planned().isAfter(own)).toList();
    }

    private static LocalDate planned(List<Part> parts, EventId event) {
        return parts.stream()
                .filter(part -> part.event().equals(event))
                .map(Part::planned)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Following> weigh(EventId event) {
        var found = new ArrayList<Following>();
        var sale = events.get(event).particulars().sale();
        for (var one : toApply(event).entrySet()) {
            var other = events.get(one.getKey());
            boolean forOthers = !sale.isForTheSameAs(other.particulars().sale());
            found.add(new Following(
                    other, one.getValue(), orders.atStake(other.id()).places(), forOthers));
        }
        return found;
    }

    /// The day of each is shifted from the planned one by as much as this one's is.
    private Map<EventId, Schedule.Fixed> toApply(EventId event) {
        var like = fixed(events.get(event));
        var series = table.of(event).orElseThrow(Problem::notFound);
        var own = planned(table.parts(series.id()), event);
        long shift = ChronoUnit.DAYS.between(own, like.start().toLocalDate());
        var times = new LinkedHashMap<EventId, Schedule.Fixed>();
        for (var part : partsAfter(event)) {
            var other = events.get(part.event());
            if (isToCome(other)) times.put(part.event(), on(part.planned().plusDays(shift), like));
        }
        return times;
    }

    @Override
    public Applied apply(EventId event) {
        var like = events.get(event).particulars();
        int changed = 0;
        var refused = new ArrayList<EventId>();
        for (var one : toApply(event).entrySet()) {
            try {
                transactions.executeWithoutResult(_ -> change(one.getKey(), like, one.getValue()));
                changed++;
            } catch (Problem cannot) {
                refused.add(one.getKey());
            }
        }
        return new Applied(changed, refused);
    }

    /// Held alone, so that nobody opens it to others between the look and the change.
    private void change(EventId id, Event.Particulars like, Schedule.Fixed time) {
        var other = events.holdAlone(id).orElseThrow(Problem::notFound).particulars();
        events.change(id, like(like, other, time));
    }

    private Event.Particulars like(Event.Particulars like, Event.Particulars other, Schedule.Fixed time) {
        if (time.begin().isBefore(clock.instant().plus(Duration.ofMinutes(1)))) {
            throw Problem.inFields(Map.of("startDate", "event.error.in-the-past"));
        }
        if (!like.sale().isForTheSameAs(other.sale())) throw Problem.inFields(Map.of("plans", "series.error.others"));
        return other.with(like.presentation())
                .with(like.sale()
                        .withPlans(plans(like.sale().plans(), other.sale().plans())))
                .with(time);
    }

    /// Of the same name and for the same people it stays the same plan: whoever ordered keeps it.
    private List<Plan> plans(List<Plan> like, List<Plan> own) {
        var known = new HashMap<Known, PlanId>();
        for (var plan : own) known.putIfAbsent(Known.as(plan), plan.id());
        return like.stream()
                .map(plan -> plan.withId(
                        Optional.ofNullable(known.remove(Known.as(plan))).orElseGet(() -> new PlanId(ids.next()))))
                .toList();
    }

    /// What a plan is known by on other dates.
    private record Known(String name, Optional<CircleId> circle) {
        static Known as(Plan plan) {
            return new Known(plan.name(), plan.circle());
        }
    }

    @Override
    public int end(SeriesId id) {
        table.end(id, clock.instant());
        int off = 0;
        for (var part : table.parts(id)) {
            boolean isOff = Boolean.TRUE.equals(transactions.execute(_ -> callOffIfUnsold(part.event())));
            if (isOff) off++;
        }
        return off;
    }

    /// Closed first: who orders just now has ordered before, or does not.
    private boolean callOffIfUnsold(EventId id) {
        var event = events.get(id);
        boolean onSale = event instanceof Event.Published;
        if (!(onSale || event instanceof Event.Closed) || !isToCome(event)) return false;
        events.close(id);
        var totals = orders.totals(id);
        if (totals.places() > 0 || totals.waitingOrders() > 0) {
            if (onSale) events.reopen(id);
            return false;
        }
        events.cancel(id, "");
        return true;
    }
}

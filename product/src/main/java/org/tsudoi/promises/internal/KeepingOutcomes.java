package org.tsudoi.promises.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Sightings;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;
import org.tsudoi.promises.Outcomes;

/// Looks at each meeting once after its end. Every step is a transaction of its own, and safe to repeat.
@Component
class KeepingOutcomes implements Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingOutcomes.class);

    /// Who leads it may be late by as much as the door stays open after its end.
    private static final Duration AFTER_END = Duration.ofMinutes(30);
    /// As long as a program may stand still, and then go on with it.
    private static final Duration LOOKED_BACK = Duration.ofDays(14);
    /// Until then all of it has gone back, or somebody knows of it.
    private static final Duration GOING_BACK = Duration.ofDays(7);

    private final OutcomeTable table;
    private final Events events;
    private final Orders orders;
    private final Sightings sightings;
    private final PromiseSettings settings;
    private final Desk desk;

    @Component
    record Desk(TransactionTemplate transactions, ApplicationEventPublisher news, Outbox outbox, Clock clock) {
        Instant now() {
            return clock.instant();
        }
    }

    KeepingOutcomes(
            OutcomeTable table,
            Events events,
            Orders orders,
            Sightings sightings,
            PromiseSettings settings,
            Desk desk) {
        this.table = table;
        this.events = events;
        this.orders = orders;
        this.sightings = sightings;
        this.settings = settings;
        this.desk = desk;
    }

    @Override
    public int look() {
        var until = desk.now().minus(AFTER_END);
        var over = events.ended(until.minus(LOOKED_BACK), until);
        var known = table.known(over);
        int looked = 0;
        for (var event : over) {
            if (!known.contains(event) && isDone(event, () -> lookAt(event))) looked++;
        }
        for (var event : table.unanswered(desk.now())) isDone(event, () -> endUnanswered(event));
        return looked;
    }

    /// The others are not to wait for one that cannot be; the next run tries it again.
    private boolean isDone(EventId event, Runnable step) {
        try {
            desk.transactions.executeWithoutResult(_ -> step.run());
            return true;
        } catch (RuntimeException failed) {
            LOG.error("it is not known yet what became of {}", event, failed);
            return false;
        }
    }

    private void lookAt(EventId id) {
        var event = events.holdStill(id).orElseThrow();
        var now = desk.now();
        var ended = event.particulars().endsAt();
        // Moved or called off meanwhile.
        if (event instanceof Event.Cancelled
                || ended.isEmpty()
                || ended.get().plus(AFTER_END).isAfter(now)) return;
        if (orders.paidOf(id).isEmpty()) {
            table.insert(new Outcome.Settled(id, now, Outcome.Sight.UNSOLD));
            return;
        }
        switch (sightings.hosts(meetingOf(id), doors(event))) {
            case SEEN -> table.insert(new Outcome.Settled(id, now, Outcome.Sight.SEEN));
            case UNCLEAR -> table.insert(new Outcome.Settled(id, now, Outcome.Sight.UNCLEAR));
            case NOBODY -> ask(new Outcome.Asked(id, now, now.plus(settings.answerWithin())));
        }
    }

    private void ask(Outcome.Asked asked) {
        if (table.insert(asked)) desk.news.publishEvent(new OutcomeNews.WasItHeld(asked.event(), asked.answerBy()));
    }

    private static Instant doors(Event event) {
        return event.particulars().doorsAt().orElseThrow();
    }

    private static MeetingId meetingOf(EventId event) {
        return new MeetingId(event.value());
    }

    private void endUnanswered(EventId id) {
        if (table.lock(id).orElseThrow() instanceof Outcome.Asked asked) giveBack(asked.unanswered(desk.now()));
    }

    private void giveBack(Outcome.NotHeld notHeld) {
        table.save(notHeld);
        desk.news.publishEvent(new OutcomeNews.NotHeld(notHeld.event()));
        var event = notHeld.event().toString();
        desk.outbox.put(GivingBackUnheld.TOPIC, event, event);
    }

    @Override
    public Optional<Outcome> of(EventId event) {
        return table.find(event);
    }

    @Override
    public int cameFor(EventId event) {
        return sightings.participants(meetingOf(event), doors(events.get(event)));
    }

    @Override
    public Outcome answer(EventId id, MemberId owner, boolean tookPlace) {
        return Objects.requireNonNull(desk.transactions.execute(_ -> {
            var outcome = table.lock(id).orElseThrow(Problem::notFound);
            if (outcome instanceof Outcome.Settled) throw Problem.notFound();
            if (!(outcome instanceof Outcome.Asked asked)) return outcome;
            var now = desk.now();
            // Nobody is late before the job has come: whose money it is does not hang on when it runs.
            if (!now.isBefore(asked.answerBy())) {
                var late = asked.unanswered(now);
                giveBack(late);
                return late;
            }
            if (!tookPlace) {
                var notHeld = asked.notHeld(owner, now);
                giveBack(notHeld);
                return notHeld;
            }
            var held = asked.held(owner, now);
            table.save(held);
            desk.news.publishEvent(new OutcomeNews.SaidToBeHeld(id));
            return held;
        }));
    }

    @Override
    public List<EventId> undecided() {
        return table.undecided(desk.now().minus(GOING_BACK));
    }

    @Override
    public boolean object(OrderId id) {
        return Objects.requireNonNull(desk.transactions.execute(_ -> {
            var order = orders.holdStill(id).orElseThrow(Problem::notFound);
            var event = order.terms().event();
            boolean may = order instanceof Order.Paid
                    && table.find(event).filter(Outcome.Held.class::isInstance).isPresent();
            if (!may) throw Problem.of(ProblemCode.CONFLICT, "promises.error.nothingToObject");
            return table.object(id, event, desk.now());
        }));
    }

    @Override
    public boolean hasObjected(OrderId order) {
        return table.hasObjected(order);
    }

    @Override
    public List<Doubt> doubts(int max) {
        return table.doubts(max);
    }
}

package org.tsudoi.promises.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;
import org.tsudoi.promises.Outcomes;

@Component
class KeepingOutcomes implements Outcomes {
    /// Until then all of it has gone back, or somebody knows of it.
    private static final Duration GOING_BACK = Duration.ofDays(7);

    private final OutcomeTable table;
    private final ObjectionTable objections;
    private final Steps steps;
    private final LookingAtOutcomes.Seen seen;
    private final Desk desk;

    @Component
    record Steps(LookingAtOutcomes looking, DecidingOutcomes deciding, ChoosingMoney choosing) {}

    @Component
    record Desk(TransactionTemplate transactions, ApplicationEventPublisher news, Outbox outbox, Clock clock) {
        Instant now() {
            return clock.instant();
        }
    }

    KeepingOutcomes(
            OutcomeTable table, ObjectionTable objections, Steps steps, LookingAtOutcomes.Seen seen, Desk desk) {
        this.table = table;
        this.objections = objections;
        this.steps = steps;
        this.seen = seen;
        this.desk = desk;
    }

    @Override
    public int look() {
        return steps.looking.look();
    }

    @Override
    public Optional<Outcome> of(Outcome.Of of) {
        return table.find(of);
    }

    @Override
    public List<Outcome> ofDates(EventId course) {
        return table.ofDates(course);
    }

    @Override
    public int cameFor(EventId meeting) {
        var doors = seen.events().get(meeting).particulars().doorsAt().orElseThrow();
        return seen.sightings().participants(new MeetingId(meeting.value()), doors);
    }

    @Override
    public Outcome answer(Outcome.Of of, MemberId owner, boolean tookPlace) {
        return Objects.requireNonNull(desk.transactions.execute(_ -> steps.deciding.answer(of, owner, tookPlace)));
    }

    @Override
    public Outcome notHeld(Outcome.Of.Date of, MemberId owner, Instant backAt) {
        return steps.deciding.offered(of, owner, backAt);
    }

    @Override
    public void chooseMoney(OrderId id, Outcome.Of.Date of) {
        desk.transactions.executeWithoutResult(_ -> {
            // Alone from the start: two who hold it still would wait for each other to give its date back.
            var order = seen.places().holdAlone(id).orElseThrow(Problem::notFound);
            if (!isTheirs(of, order)) throw Problem.notFound();
            steps.choosing.choose(id, of);
        });
    }

    @Override
    public void callOff(Outcome.Of.Date of, MemberId owner) {
        desk.transactions.executeWithoutResult(_ -> {
            seen.events().callDateOff(of.event(), of.date());
            steps.deciding.calledOff(of.calledOff(owner, desk.now()));
        });
    }

    @Override
    public void owedAgain(Outcome.Of.Date of, String why) {
        if (table.find(of).orElse(null) instanceof Outcome.NotHeld) GivingBackUnheldDates.put(desk, of, why);
    }

    @Override
    public List<EventId> undecided() {
        return table.undecided(desk.now().minus(GOING_BACK));
    }

    @Override
    public boolean object(OrderId id, Outcome.Of of) {
        return Objects.requireNonNull(desk.transactions.execute(_ -> {
            var order = seen.orders().holdStill(id).orElseThrow(Problem::notFound);
            boolean may = (isTheirs(of, order) || comesInstead(of, order))
                    && table.lock(of).orElse(null) instanceof Outcome.Held
                    && objections.decision(of).isEmpty();
            if (!may) throw Problem.of(ProblemCode.CONFLICT, "promises.error.nothingToObject");
            if (!objections.insert(id, of, desk.now())) return false;
            desk.news.publishEvent(new OutcomeNews.ObjectedTo(of, id));
            return true;
        }));
    }

    private static boolean isTheirs(Outcome.Of of, Order order) {
        if (!(order instanceof Order.Paid) || !order.terms().event().equals(of.event())) return false;
        return switch (of) {
            case Outcome.Of.Meeting _ -> true;
            case Outcome.Of.Date(var _, var date) ->
                order.terms().course().filter(course -> course.has(date)).isPresent();
        };
    }

    private boolean comesInstead(Outcome.Of of, Order order) {
        return order instanceof Order.Paid && seen.instead().to(of).contains(order.id());
    }

    @Override
    public Set<Outcome.Of> objections(OrderId order) {
        return objections.of(order);
    }

    @Override
    public List<Doubt> doubts(int max) {
        return table.doubts(max);
    }
}

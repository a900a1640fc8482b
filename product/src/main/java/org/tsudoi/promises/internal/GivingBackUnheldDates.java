package org.tsudoi.promises.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;

/// Gives everybody back what they paid for a date that did not take place, row by row: one that cannot be does not keep
/// the others waiting, and is tried again.
@Component
class GivingBackUnheldDates implements OutboxHandler {
    static final String TOPIC = "promises.give-date-back";
    private static final Logger LOG = LoggerFactory.getLogger(GivingBackUnheldDates.class);

    private static final Duration LOOK_EVERY = Duration.ofDays(1);
    /// As long as an order that was placed before is waited for at most: whose money comes late has it, too.
    private static final Duration LOOKED_ON = Duration.ofDays(9);
    /// No bank needs longer to decide.
    private static final Duration DISPUTED_MAX = Duration.ofDays(400);

    private final Events events;
    private final Orders orders;
    private final OutcomeTable outcomes;
    private final KeepingOutcomes.Desk desk;

    GivingBackUnheldDates(Events events, Orders orders, OutcomeTable outcomes, KeepingOutcomes.Desk desk) {
        this.events = events;
        this.orders = orders;
        this.outcomes = outcomes;
        this.desk = desk;
    }

    /// Looks at that date soon, also where that was done before.
    static void put(KeepingOutcomes.Desk desk, Outcome.Of.Date of, String why) {
        var date = of.date().toString();
        desk.outbox()
                .put(
                        TOPIC,
                        why.isEmpty() ? date : date + " " + why,
                        Map.of("event", of.event().toString(), "date", date));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    enum Step {
        DONE,
        /// The buyer's bank has not decided.
        WITHHELD,
        FAILED
    }

    @Override
    public Handled handle(OutboxItem item) {
        // Those that were put before there was such a field have nothing but the date as their key.
        var known = item.payload().path("date");
        var date =
                DateId.parse(known.isString() ? known.asString() : item.key()).orElseThrow();
        var event = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        var of = new Outcome.Of.Date(event, date);
        if (outcomes.find(of).orElse(null) instanceof Outcome.NotHeld notHeld
                && notHeld.backAt() != null
                && notHeld.isOpen(desk.now())) {
            return Handled.later(notHeld.backAt());
        }
        var steps = new EnumMap<Step, Integer>(Step.class);
        for (var order : orders.payingForDate(event, date)) steps.merge(step(of, order), 1, Integer::sum);
        if (steps.containsKey(Step.FAILED)) {
            return Handled.askAgain(steps.get(Step.FAILED) + " orders could not be given back");
        }
        var tomorrow = desk.now().plus(LOOK_EVERY);
        if (steps.containsKey(Step.WITHHELD)) {
            return begin(of)
                            .filter(at -> desk.now().isAfter(at.plus(DISPUTED_MAX)))
                            .isEmpty()
                    ? Handled.later(tomorrow)
                    : Handled.giveUp(steps.get(Step.WITHHELD) + " orders are disputed for more than a year");
        }
        return begin(of)
                .map(at -> at.plus(LOOKED_ON))
                .filter(desk.now()::isBefore)
                .map(last -> Handled.later(tomorrow.isBefore(last) ? tomorrow : last))
                .orElseGet(Handled::done);
    }

    private Optional<Instant> begin(Outcome.Of.Date of) {
        return events.get(of.event())
                .particulars()
                .course()
                .flatMap(course -> course.date(of.date()))
                .map(CourseDate::begin);
    }

    private Step step(Outcome.Of.Date of, OrderId order) {
        try {
            return Objects.requireNonNull(desk.transactions().execute(_ -> give(of, order)));
        } catch (RuntimeException failed) {
            LOG.error("{} was not given back although nobody held {}", order, of, failed);
            return Step.FAILED;
        }
    }

    /// In the caller's transaction.
    Step give(Outcome.Of.Date of, OrderId order) {
        return switch (orders.giveDateBack(order, of.date())) {
            case Orders.DateBack.Given(var money, var points) -> {
                desk.news().publishEvent(new OutcomeNews.DateGivenBack(of, order, money, points));
                yield Step.DONE;
            }
            case Orders.DateBack.Nothing _ -> Step.DONE;
            case Orders.DateBack.Withheld _ -> Step.WITHHELD;
        };
    }
}

package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;

/// What an order's page says of a move of its event, and of whether that took place.
@Component
public class PromisesOfOrder {
    private final Moves moves;
    private final Outcomes outcomes;
    private final Clock clock;

    PromisesOfOrder(Moves moves, Outcomes outcomes, Clock clock) {
        this.moves = moves;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /// @param move    while its buyer may leave for it, or has said that they stay; null otherwise
    /// @param stays   whether they have said so
    /// @param outcome null while nothing is to be said of it
    public record Promised(
            @Nullable Move move,
            boolean stays,
            @Nullable Outcome outcome,
            boolean objected,
            List<OfDate> dates,
            Instant now) {
        /// What is to be said of one of its dates.
        ///
        /// @param word     as the keys are called
        /// @param objectTo names the date where its buyer may say that it did not take place; null elsewhere
        public record OfDate(
                int number,
                String word,
                @Nullable Instant answerBy,
                @Nullable String objectTo) {}

        public boolean mayLeave() {
            return move != null && move.isOpen(now);
        }

        public Outcome.@Nullable Asked asked() {
            return outcome instanceof Outcome.Asked asked ? asked : null;
        }

        public boolean isSaidToBeHeld() {
            return outcome instanceof Outcome.Held;
        }
    }

    Promised of(OrderView view) {
        var now = clock.instant();
        if (!(view.order() instanceof Order.Paid order)
                || view.told().startsAt().isEmpty()) {
            return new Promised(null, false, null, false, List.of(), now);
        }
        if (order.terms().isCourse() && view.told().hasEnded(now)) {
            return new Promised(null, false, null, false, dates(view), now);
        }
        if (view.told().hasEnded(now)) return ended(order, now);
        var move = moves.concerning(order).filter(one -> one.isOpen(now));
        boolean stays = move.filter(one -> moves.stays(one, order.id())).isPresent();
        return new Promised(move.orElse(null), stays, null, false, dates(view), now);
    }

    private Promised ended(Order.Paid order, Instant now) {
        Optional<Outcome> outcome = outcomes.of(new Outcome.Of.Meeting(order.terms().event()));
        boolean objected = outcome.filter(Outcome.Held.class::isInstance).isPresent()
                && !outcomes.objections(order.id()).isEmpty();
        return new Promised(null, false, outcome.orElse(null), objected, List.of(), now);
    }

    private List<Promised.OfDate> dates(OrderView view) {
        var course = view.told().course();
        var bought = view.order().terms().course();
        if (course.isEmpty() || bought.isEmpty()) return List.of();
        var looked = outcomes.ofDates(view.order().terms().event());
        var objections = looked.stream().anyMatch(Outcome.Held.class::isInstance)
                ? outcomes.objections(view.order().id())
                : Set.<Outcome.Of>of();
        return looked.stream()
                .flatMap(one -> said(one, course.get(), bought.get(), objections).stream())
                .toList();
    }

    private static Optional<Promised.OfDate> said(
            Outcome outcome, Schedule.Course course, Order.When.Course bought, Set<Outcome.Of> objections) {
        if (!(outcome.of() instanceof Outcome.Of.Date(var _, var date)) || !bought.has(date)) return Optional.empty();
        int number = course.numberOf(date);
        boolean off = course.date(date).filter(CourseDate::calledOff).isPresent();
        boolean objected = objections.contains(outcome.of());
        return switch (outcome) {
            case Outcome.Settled _ -> Optional.empty();
            case Outcome.Asked asked -> Optional.of(new Promised.OfDate(number, "asked", asked.answerBy(), null));
            case Outcome.Held _ when objected -> Optional.of(new Promised.OfDate(number, "objected", null, null));
            case Outcome.Held _ -> Optional.of(new Promised.OfDate(number, "held", null, date.toString()));
            case Outcome.NotHeld _ -> Optional.of(new Promised.OfDate(number, off ? "off" : "notHeld", null, null));
        };
    }
}

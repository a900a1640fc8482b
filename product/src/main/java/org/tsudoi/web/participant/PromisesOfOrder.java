package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.orders.Order;
import org.tsudoi.promises.DateOutcome;
import org.tsudoi.promises.DateOutcomes;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;

/// What an order's page says of a move of its event, and of whether that took place.
@Component
public class PromisesOfOrder {
    private final Moves moves;
    private final Outcomes outcomes;
    private final DateOutcomes dates;
    private final Clock clock;

    PromisesOfOrder(Moves moves, Outcomes outcomes, DateOutcomes dates, Clock clock) {
        this.moves = moves;
        this.outcomes = outcomes;
        this.dates = dates;
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
        /// @param word as the keys are called
        public record OfDate(
                int number, String word, @Nullable Instant answerBy) {}

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
        Optional<Outcome> outcome = outcomes.of(order.terms().event());
        boolean objected =
                outcome.filter(Outcome.Held.class::isInstance).isPresent() && outcomes.hasObjected(order.id());
        return new Promised(null, false, outcome.orElse(null), objected, List.of(), now);
    }

    private List<Promised.OfDate> dates(OrderView view) {
        var course = view.told().course();
        var bought = view.order().terms().course();
        if (course.isEmpty() || bought.isEmpty()) return List.of();
        return dates.of(view.order().terms().event()).stream()
                .filter(one -> bought.get().has(one.of().date()))
                .flatMap(one -> {
                    var off = course.get().date(one.of().date()).filter(CourseDate::calledOff);
                    return said(course.get().numberOf(one.of().date()), one, off.isPresent()).stream();
                })
                .toList();
    }

    private static Optional<Promised.OfDate> said(int number, DateOutcome outcome, boolean off) {
        return switch (outcome) {
            case DateOutcome.Settled _ -> Optional.empty();
            case DateOutcome.Asked asked -> Optional.of(new Promised.OfDate(number, "asked", asked.answerBy()));
            case DateOutcome.Held _ -> Optional.of(new Promised.OfDate(number, "held", null));
            case DateOutcome.NotHeld _ -> Optional.of(new Promised.OfDate(number, off ? "off" : "notHeld", null));
        };
    }
}

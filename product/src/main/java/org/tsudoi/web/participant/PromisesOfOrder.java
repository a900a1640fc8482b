package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUpOffers;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;
import org.tsudoi.promises.Objections;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;

/// What an order's page says of a move of its event, and of whether that took place.
@Component
public class PromisesOfOrder {
    private final Moves moves;
    private final Outcomes outcomes;
    private final Objections objections;
    private final MakeUpOffers offers;
    private final Choices choices;
    private final Clock clock;

    /// What can be come to instead, and what has been chosen.
    @Component
    record Choices(Events events, Orders orders, MakeUps makeUps, OutcomesElsewhere elsewhere) {
        boolean hasTaken(OrderId order, DateId missed) {
            return makeUps.of(orders.tickets(order).stream().map(Ticket::id).toList()).stream()
                    .anyMatch(made -> made.holds() && made.missed().equals(missed));
        }

        boolean hasMoney(Order order, DateId missed) {
            return orders.dateShares(order).stream()
                    .anyMatch(share -> share.date().equals(missed));
        }
    }

    PromisesOfOrder(
            Moves moves, Outcomes outcomes, Objections objections, MakeUpOffers offers, Choices choices, Clock clock) {
        this.moves = moves;
        this.outcomes = outcomes;
        this.objections = objections;
        this.offers = offers;
        this.choices = choices;
        this.clock = clock;
    }

    /// @param move    while its buyer may leave for it, or has said that they stay; null otherwise
    /// @param stays   whether they have said so
    /// @param outcome null while nothing is to be said of it
    /// @param decided whether an operator says that it took place, too
    public record Promised(
            @Nullable Move move,
            boolean stays,
            @Nullable Outcome outcome,
            boolean objected,
            boolean decided,
            List<OfDate> dates,
            List<OutcomesElsewhere.Said> elsewhere,
            Instant now) {
        /// What is to be said of one of its dates.
        ///
        /// @param word     as the keys are called
        /// @param objectTo names the date where its buyer may say that it did not take place; null elsewhere
        public record OfDate(
                int number,
                String word,
                @Nullable Instant answerBy,
                @Nullable String objectTo,
                @Nullable Instead instead) {
            OfDate(int number, String word) {
                this(number, word, null, null, null);
            }
        }

        /// What is offered instead of a date that nobody held.
        public record Instead(String missed, OtherDate other, Instant until) {}

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
            return new Promised(null, false, null, false, false, List.of(), List.of(), now);
        }
        if (order.terms().isCourse() && view.told().hasEnded(now)) {
            return new Promised(null, false, null, false, false, dates(view), elsewhere(order), now);
        }
        if (view.told().hasEnded(now)) return ended(order, now);
        var move = moves.concerning(order).filter(one -> one.isOpen(now));
        boolean stays = move.filter(one -> moves.stays(one, order.id())).isPresent();
        return new Promised(move.orElse(null), stays, null, false, false, dates(view), elsewhere(order), now);
    }

    private List<OutcomesElsewhere.Said> elsewhere(Order order) {
        return order.terms().isCourse() ? choices.elsewhere.of(order) : List.of();
    }

    private Promised ended(Order.Paid order, Instant now) {
        Optional<Outcome> outcome =
                outcomes.of(new Outcome.Of.Meeting(order.terms().event()));
        boolean objected = outcome.filter(Outcome.Held.class::isInstance).isPresent()
                && !outcomes.objections(order.id()).isEmpty();
        boolean decided = objections
                .decision(new Outcome.Of.Meeting(order.terms().event()))
                .isPresent();
        return new Promised(null, false, outcome.orElse(null), objected, decided, List.of(), List.of(), now);
    }

    private List<Promised.OfDate> dates(OrderView view) {
        var course = view.told().course();
        var bought = view.order().terms().course();
        if (course.isEmpty() || bought.isEmpty()) return List.of();
        var looked = outcomes.ofDates(view.order().terms().event());
        var theirs = looked.stream().anyMatch(Outcome.Held.class::isInstance)
                ? outcomes.objections(view.order().id())
                : Set.<Outcome.Of>of();
        return looked.stream()
                .flatMap(one -> said(one, view.order(), course.get(), bought.get(), theirs).stream())
                .toList();
    }

    private Optional<Promised.OfDate> said(
            Outcome outcome, Order order, Schedule.Course course, Order.When.Course bought, Set<Outcome.Of> theirs) {
        if (!(outcome.of() instanceof Outcome.Of.Date(var _, var date)) || !bought.has(date)) return Optional.empty();
        int number = course.numberOf(date);
        boolean off = course.date(date).filter(CourseDate::calledOff).isPresent();
        boolean objected = theirs.contains(outcome.of());
        return switch (outcome) {
            case Outcome.Settled _ -> Optional.empty();
            case Outcome.Asked asked -> Optional.of(new Promised.OfDate(number, "asked", asked.answerBy(), null, null));
            case Outcome.Held _
            when objections.decision(outcome.of()).isPresent() -> Optional.of(new Promised.OfDate(number, "decided"));
            case Outcome.Held _ when objected -> Optional.of(new Promised.OfDate(number, "objected"));
            case Outcome.Held _ -> Optional.of(new Promised.OfDate(number, "held", null, date.toString(), null));
            case Outcome.NotHeld _ when off -> Optional.of(new Promised.OfDate(number, "off"));
            case Outcome.NotHeld notHeld -> Optional.of(notHeld(number, date, order, notHeld));
        };
    }

    private Promised.OfDate notHeld(int number, DateId date, Order order, Outcome.NotHeld notHeld) {
        var usual = new Promised.OfDate(number, "notHeld");
        if (notHeld.backAt() == null) return usual;
        if (choices.hasTaken(order.id(), date)) return new Promised.OfDate(number, "instead");
        if (!notHeld.isOpen(clock.instant()) || choices.hasMoney(order, date)) return usual;
        return offers.of(date)
                .flatMap(offer -> OtherDate.of(choices.events.get(offer.event()), offer.instead())
                        .map(other -> new Promised.Instead(date.toString(), other, offer.until())))
                .map(instead -> new Promised.OfDate(number, "notHeld", null, null, instead))
                .orElse(usual);
    }
}

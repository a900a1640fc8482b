package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payouts.HeldBack;
import org.tsudoi.promises.Objections;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;

/// Keeps from payouts what somebody paid for what they say did not take place, until an operator has decided: their
/// whole order for a meeting, the part of one date for a course. It is read off the objections at each payout and
/// stored nowhere, so nothing of it is left once that is decided.
@Component
class HoldingObjections implements HeldBack {
    private final Objections objections;
    private final Outcomes outcomes;
    private final Orders orders;
    private final Events events;
    private final Clock clock;

    HoldingObjections(Objections objections, Outcomes outcomes, Orders orders, Events events, Clock clock) {
        this.objections = objections;
        this.outcomes = outcomes;
        this.orders = orders;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Map<OrganiserId, Money> of(Currency currency, Instant completedBy) {
        var held = new HashMap<OrganiserId, Money>();
        var since = clock.instant().minus(Objections.HELD_FOR);
        var dates = new HashMap<OrderId, Integer>();
        var meetings = new HashSet<OrderId>();
        for (var open : objections.open()) {
            if (!open.at().isAfter(since)) continue;
            boolean whole = open.of() instanceof Outcome.Of.Meeting
                    && orders.get(open.order()).terms().event().equals(open.of().event());
            if (whole) meetings.add(open.order());
            else dates.merge(open.order(), 1, Integer::sum);
        }
        if (meetings.isEmpty() && dates.isEmpty()) return held;
        var waiting = wholly(completedBy);
        for (var id : meetings) hold(id, 0, currency, waiting, held);
        dates.forEach((id, many) -> hold(id, many, currency, waiting, held));
        return held;
    }

    /// Of what is not over, or asked about, all of it waits by itself.
    private Set<EventId> wholly(Instant completedBy) {
        var whole = new HashSet<>(events.endingAfter(completedBy));
        whole.addAll(outcomes.undecided());
        return whole;
    }

    /// @param dates of a course; zero for all that was bought
    private void hold(OrderId id, int dates, Currency currency, Set<EventId> waiting, Map<OrganiserId, Money> held) {
        if (!(orders.get(id) instanceof Order.Paid order)
                || waiting.contains(order.terms().event())
                || !order.worth().currency().equals(currency)) return;
        var places = orders.tickets(id).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .collect(Collectors.toSet());
        var share = dates == 0
                ? orders.quote(id, places, Ticket.CancelledBy.NO_HOST).refund()
                : places.stream()
                        .map(place -> orders.ofMoreDates(order, place, dates))
                        .reduce(Money.zero(currency), Money::plus);
        held.merge(events.get(order.terms().event()).particulars().organiser(), share, Money::plus);
    }
}

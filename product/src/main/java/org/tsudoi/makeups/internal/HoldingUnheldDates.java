package org.tsudoi.makeups.internal;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payouts.HeldBack;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;

/// Keeps from payouts what was paid for dates that nobody held, while what was taken instead of them is ahead, or
/// nobody knows yet whether it was held: the money goes back if it was not.
@Component
class HoldingUnheldDates implements HeldBack {
    private final MakeUpTable table;
    private final Orders orders;
    private final Events events;
    private final Outcomes outcomes;

    HoldingUnheldDates(MakeUpTable table, Orders orders, Events events, Outcomes outcomes) {
        this.table = table;
        this.orders = orders;
        this.events = events;
        this.outcomes = outcomes;
    }

    @Override
    public Map<OrganiserId, Money> of(Currency currency, Instant completedBy) {
        var held = new HashMap<OrganiserId, Money>();
        var waiting = new HashMap<TicketId, Integer>();
        for (var made : table.insteadOfUnheld()) {
            if (waits(made, completedBy)) waiting.merge(made.ticket(), 1, Integer::sum);
        }
        if (waiting.isEmpty()) return held;
        var whole = wholly(completedBy);
        waiting.forEach((id, dates) -> {
            var ticket = orders.ticket(id).orElseThrow();
            var order = orders.get(ticket.order());
            // Of what is not over, or asked about, all of it waits.
            if (whole.contains(ticket.event()) || !order.worth().currency().equals(currency)) return;
            held.merge(
                    events.get(ticket.event()).particulars().organiser(),
                    orders.ofMoreDates(order, id, dates),
                    Money::plus);
        });
        return held;
    }

    private boolean waits(MakeUp made, Instant completedBy) {
        return OtherDate.of(events.get(made.event()), made.occasion())
                .filter(other -> other.times().end().isAfter(completedBy)
                        || outcomes.of(other.toBeHeld()).orElse(null) instanceof Outcome.Asked)
                .isPresent();
    }

    private Set<EventId> wholly(Instant completedBy) {
        var whole = new HashSet<>(events.endingAfter(completedBy));
        whole.addAll(outcomes.undecided());
        return whole;
    }
}

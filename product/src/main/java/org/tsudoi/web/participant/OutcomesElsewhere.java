package org.tsudoi.web.participant;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.promises.Objections;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;

/// What is to be said of what the places of an order come to instead of dates of their course.
@Component
public class OutcomesElsewhere {
    private final MakeUps makeUps;
    private final Orders orders;
    private final Events events;
    private final Outcomes outcomes;
    private final Objections objections;

    OutcomesElsewhere(MakeUps makeUps, Orders orders, Events events, Outcomes outcomes, Objections objections) {
        this.makeUps = makeUps;
        this.orders = orders;
        this.events = events;
        this.outcomes = outcomes;
        this.objections = objections;
    }

    /// @param outcome that its owners are asked about, or where they say that it took place
    public record Said(OtherDate other, Outcome outcome, boolean objected, boolean decided) {
        public Outcome.@Nullable Asked asked() {
            return outcome instanceof Outcome.Asked asked ? asked : null;
        }
    }

    List<OtherDate> taken(Order order) {
        var tickets = orders.tickets(order.id()).stream().map(Ticket::id).toList();
        return makeUps.of(tickets).stream()
                .filter(MakeUp::holds)
                .flatMap(made -> OtherDate.of(events.get(made.event()), made.occasion()).stream())
                .distinct()
                .toList();
    }

    List<Said> of(Order order) {
        return taken(order).stream()
                .flatMap(other -> said(order, other).stream())
                .toList();
    }

    private Optional<Said> said(Order order, OtherDate other) {
        return outcomes.of(other.toBeHeld()).flatMap(outcome -> switch (outcome) {
            case Outcome.Settled _, Outcome.NotHeld _ -> Optional.empty();
            case Outcome.Asked asked -> Optional.of(new Said(other, asked, false, false));
            case Outcome.Held held ->
                Optional.of(new Said(
                        other,
                        held,
                        outcomes.objections(order.id()).contains(held.of()),
                        objections.decision(held.of()).isPresent()));
        });
    }
}

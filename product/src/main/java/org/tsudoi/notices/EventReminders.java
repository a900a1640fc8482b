package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.notices.ReminderLetters.What;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import tools.jackson.databind.JsonNode;

/// Reminds whoever has a place at a meeting a day before it begins, and an hour before. Once for each start: who was
/// reminded of a time that was changed since is reminded of the new one.
@Component
record EventReminders(Orders orders, Events events, ReminderLetters letters, NotingReminders noting)
        implements Reminder {
    @Override
    public String name() {
        return "notices-remind-of-events";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Stream<Due> due(Instant now) {
        return Stream.of(Before.values())
                .flatMap(when -> events.starting(when.tooNear(now), when.latest(now)).stream()
                        .flatMap(event -> {
                            var start =
                                    events.get(event).particulars().startsAt().orElseThrow();
                            return orders.paidOf(event).stream().map(order -> due(when, order, start));
                        }));
    }

    private static Due due(Before when, OrderId order, Instant start) {
        return new Due(
                when.word() + ":" + order + ":" + start.getEpochSecond(),
                Map.of("when", when.name(), "order", order.toString(), "start", start.toString()));
    }

    /// Nothing about a time that was changed, nor to whoever has no place any more.
    @Override
    public Optional<Mailing> mailing(JsonNode due, Instant now) {
        var when = Before.valueOf(due.get("when").asString());
        var start = Instant.parse(due.get("start").asString());
        var id = OrderId.parse(due.get("order").asString()).orElseThrow();
        if (!(orders.get(id) instanceof Order.Paid order) || !isStillToTell(order, when, start, now)) {
            return Optional.empty();
        }
        // Places that were given away are not the buyer's to be reminded of.
        return held(id).isEmpty() ? Optional.empty() : Optional.of(mailing(order, when));
    }

    Mailing mailing(Order order, Before when) {
        var told = events.get(order.terms().event()).particulars();
        var to = letters.buyer(order);
        var about = new ArrayList<Block>();
        for (var place : held(order.id())) {
            boolean first = about.isEmpty();
            about.add(letters.place(place, to));
            about.add(letters.door(place, to, first));
        }
        about.add(letters.order(order, to));
        var what = What.of(told.title(), (Schedule.Fixed) told.schedule());
        return to.mailing(letters.soon(when, what, to, "", about));
    }

    private List<Ticket> held(OrderId order) {
        return orders.tickets(order).stream()
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .toList();
    }

    boolean isStillToTell(Order.Paid order, Before when, Instant start, Instant now) {
        return events.get(order.terms().event())
                        .particulars()
                        .startsAt()
                        .filter(start::equals)
                        .isPresent()
                && now.isBefore(start)
                && when.isSettled(order.paidAt(), start);
    }
}

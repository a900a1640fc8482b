package org.tsudoi.orders.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Orders.Request;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.privacy.Vault;

/// Holds the seats of a new order, and gives tickets once it is paid for or free.
@Component
class PlacingOrders {
    static final Duration HELD_FOR = Duration.ofMinutes(10);

    private final OrderTable orders;
    private final TicketTable tickets;
    private final TrialTable trials;
    private final OrderSeats seats;
    private final Secrets secrets;
    private final Desk desk;

    /// What every activity of this module works with.
    @Component
    record Desk(Events events, Clock clock, Ids ids, TransactionTemplate transaction, ApplicationEventPublisher news) {}

    PlacingOrders(
            OrderTable orders, TicketTable tickets, TrialTable trials, OrderSeats seats, Secrets secrets, Desk desk) {
        this.orders = orders;
        this.tickets = tickets;
        this.trials = trials;
        this.seats = seats;
        this.secrets = secrets;
        this.desk = desk;
    }

    Placing place(Request request) {
        var id = new OrderId(Secrets.derived("order", request.event().toString(), request.key()));
        var placing = desk.transaction().execute(status -> {
            var outcome = place(id, request);
            if (!(outcome instanceof Placing.Placed)) status.setRollbackOnly();
            return outcome;
        });
        return placing;
    }

    private Placing place(OrderId id, Request request) {
        var before = orders.find(id);
        if (before.isPresent()) return new Placing.Placed(before.get());
        var now = desk.clock().instant();
        var event = desk.events().holdStill(request.event());
        if (event.isEmpty() || !event.get().onSale(now)) return new Placing.NotOnSale();
        var particulars = event.get().particulars();
        var offered = particulars.plan(request.plan());
        if (offered.isEmpty()) return new Placing.NoSuchPlan();
        var plan = offered.get();
        int places = request.attendees().size();
        if (places < 1 || places > plan.placesMax()) return new Placing.TooManyPlaces(plan.placesMax());
        boolean trial = plan.kind() == Plan.Kind.TRIAL;
        var order = new Order.Held(
                id,
                new Order.Terms(
                        particulars.organiser(),
                        request.event(),
                        plan.id(),
                        plan.name(),
                        trial,
                        plan.price(),
                        request.attendees(),
                        request.buyer(),
                        now,
                        particulars.startsAt(),
                        particulars.policy()),
                now.plus(HELD_FOR));
        if (!orders.insert(order, secrets.hash(secrets.link(id)))) {
            return new Placing.Placed(orders.find(id).orElseThrow());
        }
        if (trial && !trials.use(order)) return new Placing.TrialUsed();
        if (!seats.hold(order)) {
            return new Placing.SoldOut(desk.events().seats(request.event()).free());
        }
        orders.note(id, "placed", null, now);
        return new Placing.Placed(plan.isFree() ? give(order) : order);
    }

    private Order give(Order.Held order) {
        var now = desk.clock().instant();
        if (!seats.take(order, now)) throw new IllegalStateException("held seats of " + order.id() + " were refused");
        return paid(order, order.given(now));
    }

    /// Stores that the order is paid and gives its tickets; the seats were taken in this transaction.
    Order.Paid paid(Order from, Order.Paid paid) {
        orders.move(from, paid, "paid", null, paid.paidAt());
        var terms = paid.terms();
        int number = tickets.numbers(terms.event(), terms.places());
        var given = new ArrayList<TicketId>();
        for (int place = 0; place < terms.places(); place++) {
            var ticket = new TicketId(Secrets.derived("ticket", paid.id().toString(), Integer.toString(place)));
            tickets.insert(
                    new Ticket.Valid(
                            ticket,
                            paid.id(),
                            terms.event(),
                            number + place,
                            terms.attendees().get(place)),
                    secrets.hash(secrets.door(ticket)),
                    secrets.passCodeIndex(ticket));
            given.add(ticket);
        }
        desk.news().publishEvent(new OrderNews.OrderPaid(paid.id(), terms.event(), List.copyOf(given)));
        return paid;
    }

    /// Gives the seats of an unpaid order back, in the caller's transaction.
    Order.Lapsed lapse(Order from, Order.Lapsed lapsed) {
        seats.release(lapsed);
        trials.forget(lapsed.id());
        orders.move(from, lapsed, "lapsed", lapsed.why().name().toLowerCase(Locale.ROOT), lapsed.at());
        desk.news()
                .publishEvent(
                        new OrderNews.OrderLapsed(lapsed.id(), lapsed.terms().event(), lapsed.why()));
        return lapsed;
    }

    /// One trial a person and organiser.
    @Component
    static class TrialTable {
        private final JdbcClient jdbc;
        private final Vault vault;

        TrialTable(JdbcClient jdbc, Vault vault) {
            this.jdbc = jdbc;
            this.vault = vault;
        }

        /// Answers false when this person has had a trial with this organiser.
        boolean use(Order order) {
            // Mail to hanako+anything@… reaches hanako: the same person.
            var person = order.terms().buyer().email().lookUpKey().replaceFirst("\\+[^@]*@", "@");
            return jdbc.sql("""
                                    insert into trial_use (organiser, person, orders) values (:organiser, :person, :order)
                                    on conflict do nothing""")
                            .param("organiser", order.terms().organiser().value())
                            .param("person", vault.blindIndex("trial_use.person", person))
                            .param("order", order.id().value())
                            .update()
                    == 1;
        }

        void forget(OrderId order) {
            jdbc.sql("delete from trial_use where orders = :order")
                    .param("order", order.value())
                    .update();
        }
    }
}

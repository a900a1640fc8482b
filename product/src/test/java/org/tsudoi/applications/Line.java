package org.tsudoi.applications;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// People who ask for places in events of the market, and people who give theirs back.
@Component
public class Line {
    private static final PersonName NAME = new PersonName("林 さくら");

    private final Applications applications;
    private final Events events;
    private final Orders orders;
    private final Market market;

    Line(Applications applications, Events events, Orders orders, Market market) {
        this.applications = applications;
        this.events = events;
        this.orders = orders;
        this.market = market;
    }

    public Applications.Asking asks(EventId event, int plan, int places, EmailAddress mail, boolean isProven) {
        var told = events.get(event).particulars();
        return applications.ask(
                new Applications.Request(
                        event,
                        told.plans().get(plan).id(),
                        new Application.Person(null, NAME, mail, Locale.JAPANESE, told.zone()),
                        Collections.nCopies(places, NAME),
                        Optional.of("はじめまして")),
                isProven);
    }

    /// One with a proven address.
    public ApplicationId enters(EventId event, int places) {
        return entered(asks(event, 0, places, market.mail("waiting"), true)).id();
    }

    public static Application entered(Applications.Asking asked) {
        return switch (asked) {
            case Applications.Asking.Entered(var application) -> application;
            case Applications.Asking other -> throw new IllegalStateException("not entered: " + other);
        };
    }

    public Application of(ApplicationId id) {
        return applications.find(id).orElseThrow();
    }

    public Order offeredTo(ApplicationId id) {
        return switch (of(id)) {
            case Application.Offered offered -> orders.get(offered.order());
            case Application other -> throw new IllegalStateException("nothing is offered: " + other);
        };
    }

    public Order pays(OrderId order) {
        orders.pay(order);
        market.payAtProvider(market.session(order));
        return orders.askAgain(order);
    }

    /// All places of it.
    public void cancels(OrderId order) {
        Set<TicketId> all = orders.tickets(order).stream().map(Ticket::id).collect(Collectors.toSet());
        var quote = orders.quote(order, all, Ticket.CancelledBy.PARTICIPANT);
        orders.cancel(order, all, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
    }

    /// Sold out by so many orders for one place each.
    public List<Order> soldOut(Event event) {
        return Collections.nCopies(event.particulars().capacity(), 1).stream()
                .map(places -> market.paid(event.id(), places))
                .toList();
    }
}

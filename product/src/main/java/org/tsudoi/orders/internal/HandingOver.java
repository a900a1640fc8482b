package org.tsudoi.orders.internal;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.contact.PersonName;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketHandedOver;
import org.tsudoi.orders.TicketId;

/// Makes a ticket somebody else's. Whoever cancels places locks the order as well: one of the two is first.
@Component
class HandingOver implements HandedTickets {
    private final OrderTable orders;
    private final TicketTable tickets;
    private final Secrets secrets;
    private final PlacingOrders.Desk desk;

    HandingOver(OrderTable orders, TicketTable tickets, Secrets secrets, PlacingOrders.Desk desk) {
        this.orders = orders;
        this.tickets = tickets;
        this.secrets = secrets;
        this.desk = desk;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Order> holdAlone(OrderId id) {
        return orders.lock(id);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Ticket.Valid> handOver(TicketId id, PersonName friend) {
        var order = tickets.find(id).map(Ticket::order).flatMap(orders::lock);
        if (order.filter(Order.Paid.class::isInstance).isEmpty()) return Optional.empty();
        if (!(tickets.find(id).orElseThrow() instanceof Ticket.Valid ticket) || !ticket.isBuyers()) {
            return Optional.empty();
        }
        var handed = ticket.handedTo(friend);
        tickets.handOver(
                ticket,
                handed,
                secrets.hash(secrets.door(id, handed.holder())),
                secrets.passCodeIndex(id, handed.holder()));
        orders.note(
                ticket.order(),
                "ticket handed over",
                id.toString(),
                desk.clock().instant());
        desk.news().publishEvent(new TicketHandedOver(id, ticket.order(), ticket.event()));
        return Optional.of(handed);
    }

    @Override
    public Keys keys(Ticket ticket) {
        int holder = ticket instanceof Ticket.Valid valid ? valid.holder() : 1;
        return new Keys(secrets.door(ticket.id(), holder), secrets.passCode(ticket.id(), holder));
    }
}

package org.tsudoi.orders.internal;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.OfferedOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders.Request;
import org.tsudoi.platform.Problem;

/// Places that are held without their buyer, for as long as they were promised.
@Component
class OfferingPlaces implements OfferedOrders {
    private final OrderTable orders;
    private final PlacingOrders placing;
    private final OrderSeats seats;
    private final OfferTable offers;
    private final PlacingOrders.Desk desk;

    OfferingPlaces(
            OrderTable orders, PlacingOrders placing, OrderSeats seats, OfferTable offers, PlacingOrders.Desk desk) {
        this.orders = orders;
        this.placing = placing;
        this.seats = seats;
        this.offers = offers;
        this.desk = desk;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Offering offer(Request request, Instant until) {
        var before = orders.find(PlacingOrders.idOf(request));
        if (before.isPresent()) return new Offering.Offered(before.get());
        var whole = desk.events().holdAlone(request.event()).orElseThrow(Problem::notFound);
        var now = desk.clock().instant();
        var event = whole.onSale(now) ? whole.offered(now) : whole;
        int places = request.attendees().size();
        var plan = event.particulars().plan(request.plan()).filter(it -> it.sells(places));
        if (plan.isEmpty() || !whole.onSale(now) || !until.isAfter(now)) return new Offering.NotOnSale();
        long free = desk.events().seats(whole).unoccupied();
        if (free < places) return new Offering.NotEnoughSeats(free);
        var order = placing.offered(request, event, plan.get(), until, now);
        hold(order, event, until);
        return new Offering.Offered(order);
    }

    private void hold(Order order, Event event, Instant until) {
        boolean held = placing.insert(order, until, "offered") && seats.hold(order);
        if (!held) throw new IllegalStateException("seats of " + event.id() + " went while it was held alone");
        offers.insert(order.id(), until);
    }
}

package org.tsudoi.memberplaces.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.memberplaces.internal.MemberPlaceTable.Place;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Cancelling;
import org.tsudoi.orders.Ticket;

/// Free places are the membership's, and go with it: for others to take. Each in a transaction of its own.
@Component
class FreePlaces {
    private static final Logger LOG = LoggerFactory.getLogger(FreePlaces.class);

    private final MemberPlaceTable table;
    private final Memberships memberships;
    private final Orders orders;

    FreePlaces(MemberPlaceTable table, Memberships memberships, Orders orders) {
        this.table = table;
        this.memberships = memberships;
        this.orders = orders;
    }

    /// Whether the member comes in when it begins, or now when it has begun, as far as is known.
    static boolean isThere(Membership membership, Event event, Instant now) {
        var begins = event.particulars().startsAt().orElse(now);
        var agreement = membership.agreement();
        return membership.isToBeOpenOn(agreement.day(begins.isAfter(now) ? begins : now), agreement.day(now));
    }

    int giveBack(Event event, Instant now) {
        var told = event.particulars();
        if (event instanceof Event.Cancelled || told.hasEnded(now)) {
            table.endAll(event.id(), now);
            return 0;
        }
        // Nobody is put out of a meeting at midnight.
        if (told.schedule() instanceof Schedule.Fixed && told.hasBegun(now)) return 0;
        int given = 0;
        var places = table.of(event.id());
        var members = members(places.stream().map(Place::membership).toList());
        for (var place : places) {
            var membership = members.get(place.membership());
            if (membership != null && isThere(membership, event, now)) continue;
            if (isGivenBack(place, now)) given++;
        }
        return given;
    }

    private Map<MembershipId, Membership> members(List<MembershipId> ids) {
        return memberships.all(ids).stream().collect(Collectors.toMap(Membership::id, Function.identity()));
    }

    /// One that cannot be does not keep the others.
    private boolean isGivenBack(Place place, Instant now) {
        try {
            var order = orders.get(place.order());
            if (!KeepingMemberPlaces.isStanding(order)) {
                table.end(order.id(), now);
                return false;
            }
            return order instanceof Order.Paid && order.terms().total().isZero() && isCancelled(order, now);
        } catch (RuntimeException fault) {
            LOG.error("the place of {} could not be given back", place.order(), fault);
            return false;
        }
    }

    private boolean isCancelled(Order order, Instant now) {
        var places = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        var quote = orders.quote(order.id(), places, Ticket.CancelledBy.LEFT);
        return switch (orders.cancel(order.id(), places, quote.refund(), Ticket.CancelledBy.LEFT)) {
            case Cancelling.Done _ -> {
                table.end(order.id(), now);
                yield true;
            }
            case Cancelling.QuoteChanged _, Cancelling.NothingLeft _, Cancelling.TooLate _ -> false;
        };
    }
}

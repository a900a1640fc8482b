package org.tsudoi.memberplaces.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
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
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.MemberOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Cancelling;
import org.tsudoi.orders.Ticket;

/// Free places are the membership's, and go with it, and so do those that are not paid for yet: for others to take.
/// Each in a transaction of its own.
@Component
class FreePlaces {
    private static final Logger LOG = LoggerFactory.getLogger(FreePlaces.class);

    private final MemberPlaceTable table;
    private final Memberships memberships;
    private final Events events;
    private final Orders orders;
    private final MemberOrders members;

    FreePlaces(MemberPlaceTable table, Memberships memberships, Events events, Orders orders, MemberOrders members) {
        this.table = table;
        this.memberships = memberships;
        this.events = events;
        this.orders = orders;
        this.members = members;
    }

    /// Whether the member comes in when it begins, or now when it has begun, as far as is known.
    static boolean isThere(Membership membership, Event event, Instant now) {
        var begins = event.particulars().startsAt().orElse(now);
        var agreement = membership.agreement();
        return membership.isToBeOpenOn(agreement.day(begins.isAfter(now) ? begins : now), agreement.day(now));
    }

    int giveBack(Instant now) {
        var doubtful = table.doubtful(now);
        var known = memberships
                .all(doubtful.stream().map(Place::membership).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Membership::id, Function.identity()));
        int given = 0;
        for (var places : doubtful.stream()
                .collect(Collectors.groupingBy(Place::event, LinkedHashMap::new, Collectors.toList()))
                .values()) {
            given += giveBack(events.get(places.getFirst().event()), places, known, now);
        }
        return given;
    }

    private int giveBack(Event event, List<Place> places, Map<MembershipId, Membership> known, Instant now) {
        var told = event.particulars();
        if (event instanceof Event.Cancelled || told.hasEnded(now)) {
            table.endAll(event.id(), now);
            return 0;
        }
        // Nobody is put out of a meeting at midnight.
        if (told.schedule() instanceof Schedule.Fixed && told.hasBegun(now)) return 0;
        int given = 0;
        for (var place : places) {
            var membership = known.get(place.membership());
            if (membership != null && isThere(membership, event, now)) continue;
            if (isGivenBack(place, now)) given++;
        }
        return given;
    }

    /// One that cannot be does not keep the others.
    private boolean isGivenBack(Place place, Instant now) {
        try {
            var order = orders.get(place.order());
            if (!KeepingMemberPlaces.isStanding(order)) {
                table.end(order.id(), now);
                return false;
            }
            return switch (order) {
                case Order.Paid _ -> order.terms().total().isZero() && isCancelled(order, now);
                case Order.Unconfirmed _, Order.Held _, Order.Paying _ -> isLetGo(order, now);
                case Order.Lapsed _, Order.Cancelled _, Order.Unseated _ -> false;
            };
        } catch (RuntimeException fault) {
            LOG.error("the place of {} could not be given back", place.order(), fault);
            return false;
        }
    }

    private boolean isLetGo(Order order, Instant now) {
        boolean gone = members.letGo(order.id());
        if (gone) table.end(order.id(), now);
        return gone;
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

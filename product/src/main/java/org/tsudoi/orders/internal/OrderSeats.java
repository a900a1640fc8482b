package org.tsudoi.orders.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;

/// An order's seats on the ledger, and with them what it bought of which there are only so many: held, taken and freed
/// by the same journals. Every id is derived from the order's, so each step may be repeated.
/// Periods have none: who keeps the members keeps their number. Nor has what the house gives at once.
@Component
class OrderSeats {
    /// An order lapses before, be it one of those that are paid at a store days later; this only bounds what a fault
    /// could keep.
    private static final Duration HOLD_MAX = Duration.ofDays(20);

    private final Ledger ledger;

    OrderSeats(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Answers false when not enough seats are free.
    boolean hold(Order order) {
        return hold(List.of(order)).getFirst();
    }

    /// Answers for each of them, the first ones first.
    List<Boolean> hold(List<? extends Order> orders) {
        var holds = orders.stream()
                .map(order -> new Hold(
                        holdId(order.id()),
                        order.terms().placedAt().plus(HOLD_MAX),
                        "seats-taken",
                        legs(order.terms()),
                        about(order)))
                .toList();
        return ledger.holdEach(holds).stream().map(HoldOutcome::isHeld).toList();
    }

    /// Takes what was held, or, when the hold is gone, free seats. Answers false when there are none.
    boolean take(Order order, Instant now) {
        if (!order.terms().takesSeats() || takeHeld(List.of(order), now).getFirst()) return true;
        var anew = new Journal(
                JournalId.derive("order", order.id().toString(), "seated late"),
                "seats-taken-late",
                now,
                legs(order.terms()),
                about(order));
        return ledger.post(anew).isOnTheBooks();
    }

    /// Takes what was held. Answers for each of them whether the hold was still there.
    List<Boolean> takeHeld(List<? extends Order> orders, Instant now) {
        var seated = new ArrayList<Boolean>();
        var settled = settle(orders, now).iterator();
        for (var order : orders) seated.add(!order.terms().takesSeats() || settled.next());
        return seated;
    }

    private List<Boolean> settle(List<? extends Order> orders, Instant now) {
        var settlements = orders.stream()
                .filter(order -> order.terms().takesSeats())
                .map(order -> new Ledger.Settlement(
                        holdId(order.id()), JournalId.derive("order", order.id().toString(), "seated"), now))
                .toList();
        return ledger.settleEach(settlements).stream()
                .map(Outcome::isOnTheBooks)
                .toList();
    }

    void release(Order order) {
        if (!order.terms().takesSeats()) return;
        ledger.release(holdId(order.id()), "order lapsed");
    }

    /// @param last whether no place is left, so that what was bought for all of them goes with these
    void free(Order order, Collection<TicketId> tickets, boolean last, Instant now) {
        if (!order.terms().takesSeats()) return;
        var going = order.terms().extras().stream()
                .filter(one -> one.place() == Extra.WHOLE_ORDER
                        ? last
                        : tickets.contains(PlacingOrders.ticket(order.id(), one.place())))
                .toList();
        var which = tickets.stream().map(TicketId::toString).sorted().collect(Collectors.joining(" "));
        var journal = new Journal(
                JournalId.derive("order", order.id().toString(), "freed", which),
                "seats-freed",
                now,
                legs(order.terms().event(), tickets.size(), going, -1),
                about(order));
        ledger.post(journal).orThrow();
    }

    private static HoldId holdId(OrderId order) {
        return HoldId.derive("order", order.toString(), "seats");
    }

    /// Whether so many of all that is limited are left now.
    boolean hasExtras(Order.Terms terms) {
        var wanted = limited(terms.extras());
        var left = ledger.balances(
                        wanted.keySet().stream().map(AddOns::available).toList())
                .iterator();
        return wanted.values().stream().allMatch(count -> left.next().available() >= count);
    }

    private static List<Leg> legs(Order.Terms terms) {
        return legs(terms.event(), terms.places(), terms.extras(), 1);
    }

    /// @param sign -1 for what goes back
    private static List<Leg> legs(EventId event, int places, List<Extra> extras, int sign) {
        var legs = new ArrayList<>(List.of(
                new Leg(Events.available(event), Events.SEAT, -sign * places),
                new Leg(Events.taken(event), Events.SEAT, sign * places)));
        limited(extras).forEach((addOn, count) -> {
            legs.add(new Leg(AddOns.available(addOn), AddOns.ADD_ON, -sign * count));
            legs.add(new Leg(AddOns.taken(addOn), AddOns.ADD_ON, sign * count));
        });
        return legs;
    }

    private static Map<AddOnId, Integer> limited(List<Extra> extras) {
        var counts = new LinkedHashMap<AddOnId, Integer>();
        for (var one : extras) {
            if (one.limited()) counts.merge(one.addOn(), one.quantity(), Integer::sum);
        }
        return counts;
    }

    private static Map<String, String> about(Order order) {
        return Map.of(
                "order", order.id().toString(), "event", order.terms().event().toString());
    }
}

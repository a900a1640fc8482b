package org.tsudoi.orders.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;

/// An order's seats on the ledger. Every id is derived from the order's, so each step may be repeated.
/// Periods have none: who keeps the members keeps their number.
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
                        legs(order.terms().event(), order.terms().places()),
                        about(order)))
                .toList();
        return ledger.holdEach(holds).stream().map(HoldOutcome::isHeld).toList();
    }

    /// Takes what was held, or, when the hold is gone, free seats. Answers false when there are none.
    boolean take(Order order, Instant now) {
        if (order.terms().isPeriod() || takeHeld(List.of(order), now).getFirst()) return true;
        var anew = new Journal(
                JournalId.derive("order", order.id().toString(), "seated late"),
                "seats-taken-late",
                now,
                legs(order.terms().event(), order.terms().places()),
                about(order));
        return ledger.post(anew).isOnTheBooks();
    }

    /// Takes what was held. Answers for each of them whether the hold was still there.
    List<Boolean> takeHeld(List<? extends Order> orders, Instant now) {
        var seated = new ArrayList<Boolean>();
        var settled = settle(orders, now).iterator();
        for (var order : orders) seated.add(order.terms().isPeriod() || settled.next());
        return seated;
    }

    private List<Boolean> settle(List<? extends Order> orders, Instant now) {
        var settlements = orders.stream()
                .filter(order -> !order.terms().isPeriod())
                .map(order -> new Ledger.Settlement(
                        holdId(order.id()), JournalId.derive("order", order.id().toString(), "seated"), now))
                .toList();
        return ledger.settleEach(settlements).stream()
                .map(Outcome::isOnTheBooks)
                .toList();
    }

    void release(Order order) {
        if (order.terms().isPeriod()) return;
        ledger.release(holdId(order.id()), "order lapsed");
    }

    void free(Order order, Collection<TicketId> tickets, Instant now) {
        if (order.terms().isPeriod()) return;
        var which = tickets.stream().map(TicketId::toString).sorted().collect(Collectors.joining(" "));
        var journal = new Journal(
                JournalId.derive("order", order.id().toString(), "freed", which),
                "seats-freed",
                now,
                legs(order.terms().event(), -tickets.size()),
                about(order));
        ledger.post(journal).orThrow();
    }

    private static HoldId holdId(OrderId order) {
        return HoldId.derive("order", order.toString(), "seats");
    }

    private static List<Leg> legs(EventId event, int places) {
        return List.of(
                new Leg(Events.available(event), Events.SEAT, -places),
                new Leg(Events.taken(event), Events.SEAT, places));
    }

    private static Map<String, String> about(Order order) {
        return Map.of(
                "order", order.id().toString(), "event", order.terms().event().toString());
    }
}

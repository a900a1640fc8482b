package org.tsudoi.web.organiser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;

/// Orders as an organiser reads them: one line each, with its places and what went back.
@Component
public class OrderLines {
    private final Orders orders;
    private final Payments payments;

    OrderLines(Orders orders, Payments payments) {
        this.orders = orders;
        this.payments = payments;
    }

    /// Newest first. `show` is `paid`, `waiting`, `over` or anything else for all; `text` is looked for in
    /// names and addresses, and as a place's number.
    List<Order> of(EventId event, String show, String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        return orders.ofEvent(event).stream()
                .filter(order -> switch (show) {
                    case "paid" -> order instanceof Order.Paid;
                    case "waiting" ->
                        order instanceof Order.Unconfirmed
                                || order instanceof Order.Held
                                || order instanceof Order.Paying;
                    case "over" ->
                        order instanceof Order.Cancelled
                                || order instanceof Order.Unseated
                                || order instanceof Order.Lapsed;
                    default -> true;
                })
                .filter(order -> wanted.isEmpty() || fits(order, wanted))
                .toList();
    }

    private boolean fits(Order order, String wanted) {
        var buyer = order.terms().buyer();
        return buyer.name().value().toLowerCase(Locale.ROOT).contains(wanted)
                || buyer.email().value().toLowerCase(Locale.ROOT).contains(wanted)
                || order.terms().attendees().stream()
                        .anyMatch(name -> name.value().toLowerCase(Locale.ROOT).contains(wanted))
                || (wanted.matches("[a-z]-\\d{1,3}")
                        && orders.tickets(order.id()).stream()
                                .anyMatch(ticket ->
                                        ticket.label().toLowerCase(Locale.ROOT).startsWith(wanted)));
    }

    OrderLine line(Order order) {
        var terms = order.terms();
        return new OrderLine(
                order.id().toString(),
                terms.buyer().name().value(),
                terms.buyer().email().value(),
                terms.planName(),
                terms.places(),
                order.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                order.worth(),
                terms.placedAt(),
                paidAt(order),
                places(order),
                payments.refundsFor(order.id().toString()).stream()
                        .filter(refund -> !refund.terms().isBeyondPrice())
                        .map(OrderLines::goingBack)
                        .toList(),
                terms.extrasTotal(),
                named(terms.extrasFor(Extra.WHOLE_ORDER)));
    }

    private static String named(List<Extra> extras) {
        return extras.stream()
                .map(one -> one.quantity() == 1 ? one.name() : one.name() + " × " + one.quantity())
                .collect(Collectors.joining(" · "));
    }

    /// What was bought for the order as a whole comes back with its last place.
    private List<Place> places(Order order) {
        var tickets = orders.tickets(order.id());
        var shares = order.shares();
        boolean one = tickets.stream().filter(Ticket.Valid.class::isInstance).count() == 1;
        var places = new ArrayList<Place>();
        for (int place = 0; place < tickets.size(); place++) {
            var share = shares.get(place);
            var whole = one ? share.with(order.terms().extrasOf(Extra.WHOLE_ORDER)) : share;
            places.add(
                    place(tickets.get(place), whole.total(), named(order.terms().extrasFor(place))));
        }
        return places;
    }

    static @Nullable Instant paidAt(Order order) {
        return switch (order) {
            case Order.Paid paid -> paid.paidAt();
            case Order.Cancelled cancelled -> cancelled.paidAt();
            case Order.Unseated unseated -> unseated.paidAt();
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _ -> null;
        };
    }

    private static Place place(Ticket ticket, Money worth, String extras) {
        return new Place(
                ticket.id().toString(),
                ticket.label(),
                ticket.attendee().value(),
                ticket instanceof Ticket.Valid,
                worth,
                extras);
    }

    private static GoingBack goingBack(Refund refund) {
        return new GoingBack(
                refund.terms().amount(),
                switch (refund) {
                    case Refund.Requested _, Refund.Submitted _, Refund.Unknown _, Refund.Transferring _ -> "open";
                    case Refund.Succeeded _, Refund.SettledOutside _, Refund.Transferred _ -> "done";
                    case Refund.Failed _ -> "failed";
                });
    }

    /// One order as a row.
    ///
    /// @param state the order's state in one small word: `paid`, `held`, `unseated` …
    /// @param extrasTotal what was bought with the places, within the total
    /// @param extras what was bought for the order as a whole
    public record OrderLine(
            String id,
            String name,
            String mail,
            String plan,
            int count,
            String state,
            Money total,
            Instant placedAt,
            @Nullable Instant paidAt,
            List<Place> places,
            List<GoingBack> refunds,
            Money extrasTotal,
            String extras) {
        /// `A-001` or `A-001 – A-003`; empty before it is paid.
        public String number() {
            if (places.isEmpty()) return "";
            var first = places.getFirst().label();
            return places.size() == 1 ? first : first + " – " + places.getLast().label();
        }

        public Money each() {
            var places = total.minus(extrasTotal);
            return count == 0 ? places : new Money(places.minorUnits() / count, total.currency());
        }

        /// As it is called: nothing was paid for what is free.
        public String said() {
            return state.equals("paid") && total.isZero() ? "free" : state;
        }

        public String tone() {
            return switch (state) {
                case "paid" -> "good";
                case "unconfirmed", "held", "paying" -> "due";
                case "cancelled", "unseated" -> "bad";
                default -> "";
            };
        }

        public Money refunded() {
            return refunds.stream().map(GoingBack::amount).reduce(total.times(0), Money::plus);
        }

        /// The worst of its refunds: `failed`, `open`, `done`, or `none`.
        public String refundState() {
            for (var state : List.of("failed", "open", "done")) {
                if (refunds.stream().anyMatch(one -> one.state().equals(state))) return state;
            }
            return "none";
        }
    }

    /// @param worth  what comes back when the organiser cancels it now
    /// @param extras what was bought with it
    public record Place(String id, String label, String attendee, boolean valid, Money worth, String extras) {}

    /// @param state `open`, `done` or `failed`
    public record GoingBack(Money amount, String state) {}
}

package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders.DateBack;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.points.Points;

/// Gives back what was paid for one date of a course that nobody held. The places stay.
@Component
class GivingBackDates {
    private final OrderTable orders;
    private final TicketTable tickets;
    private final CancellingOrders cancelling;
    private final CancellingOrders.Means means;
    private final CancellingOrders.Promised promised;
    private final PlacingOrders.Desk desk;

    GivingBackDates(
            OrderTable orders,
            TicketTable tickets,
            CancellingOrders cancelling,
            CancellingOrders.Means means,
            CancellingOrders.Promised promised,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.tickets = tickets;
        this.cancelling = cancelling;
        this.means = means;
        this.promised = promised;
        this.desk = desk;
    }

    DateBack giveBack(OrderId id, DateId date) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var order = orders.lock(id).orElse(null);
            if (!(order instanceof Order.Paid paid)) return new DateBack.Nothing();
            var each = owed(paid, date);
            return each.isEmpty() ? new DateBack.Nothing() : giveBack(paid, date, each);
        }));
    }

    /// Of each place that is to have it, and has not yet. Whoever comes to another date instead misses nothing.
    private Map<TicketId, Money> owed(Order.Paid order, DateId date) {
        var each = new LinkedHashMap<TicketId, Money>();
        var course = order.terms().course().filter(it -> it.has(date));
        if (course.isEmpty()) return each;
        var given = promised.given().of(order);
        var shares = order.shares();
        for (int place = 0; place < shares.size(); place++) {
            var id = PlacingOrders.ticket(order.id(), place);
            boolean valid =
                    tickets.find(id).filter(Ticket.Valid.class::isInstance).isPresent();
            if (!valid || promised.replaced().of(id).containsKey(date)) continue;
            var before = given.get(id);
            if (before != null && before.dates().contains(date)) continue;
            int number = before == null ? 0 : before.dates().size();
            each.put(
                    id,
                    Leaving.ofOneDate(
                            shares.get(place).place(),
                            number,
                            course.get().dates().size()));
        }
        return each;
    }

    private DateBack giveBack(Order.Paid order, DateId date, Map<TicketId, Money> each) {
        var now = desk.clock().instant();
        var worth = each.values().stream().reduce(order.worth().times(0), Money::plus);
        var points = cancelling.pointsOf(order, worth);
        var money = worth.minus(points);
        if (cancelling.isLacking(order, money)) return new DateBack.Withheld();
        var step = "date " + date;
        var refund = money.isPositive() ? refund(order, step, money) : null;
        each.forEach((ticket, share) -> promised.given().insert(order.id(), ticket, date, share, refund, now));
        means.keeping().reductions().giveBack(order, points, step, Points.Grace.AGAIN);
        giveFeeBack(order, step, now);
        orders.note(order.id(), "date given back", date.toString(), now);
        return new DateBack.Given(money, points);
    }

    private RefundId refund(Order.Paid order, String step, Money money) {
        var id = new RefundId(Secrets.derived("refund", order.id().toString(), step));
        means.payments().refund(id, Objects.requireNonNull(order.payment()), money, Refund.Reason.HOST_ABSENT);
        return id;
    }

    private void giveFeeBack(Order.Paid order, String step, Instant now) {
        means.keeping().fees().giveBack(order, cancelling.backOfPlaces(order), step, now);
    }
}

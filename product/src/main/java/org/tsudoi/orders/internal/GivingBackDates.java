package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders.DateBack;
import org.tsudoi.orders.Orders.DateShare;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.points.Points;

/// Gives back what was paid for one date of a course that nobody held. The places stay as they are.
@Component
class GivingBackDates {
    private final OrderTable orders;
    private final TicketTable tickets;
    private final CancellingOrders cancelling;
    private final CancellingOrders.Means means;
    private final CancellingOrders.Promised promised;
    private final PaymentDesk disputes;
    private final PlacingOrders.Desk desk;

    GivingBackDates(
            OrderTable orders,
            TicketTable tickets,
            CancellingOrders cancelling,
            CancellingOrders.Means means,
            CancellingOrders.Promised promised,
            PaymentDesk disputes,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.tickets = tickets;
        this.cancelling = cancelling;
        this.means = means;
        this.promised = promised;
        this.disputes = disputes;
        this.desk = desk;
    }

    DateBack giveBack(OrderId id, DateId date) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var order = orders.lock(id).orElse(null);
            if (!(order instanceof Order.Paid) && !(order instanceof Order.Cancelled)) return new DateBack.Nothing();
            var each = owed(order, date);
            return each.isEmpty() ? new DateBack.Nothing() : giveBack(order, date, each);
        }));
    }

    List<DateShare> given(Order order) {
        return order.terms().isCourse() ? promised.given().all(order) : List.of();
    }

    /// What these dates are of all its places that are valid; nothing of what came back before, or is replaced.
    Money ofDates(Order order, Set<DateId> dates) {
        var none = order.worth().times(0);
        var course = order.terms().course();
        if (course.isEmpty()) return none;
        var bought = dates.stream().filter(course.get()::has).collect(Collectors.toSet());
        var given = promised.given().of(order);
        var shares = order.shares();
        var sum = none;
        for (int place = 0; place < shares.size(); place++) {
            var id = PlacingOrders.ticket(order.id(), place);
            if (!(tickets.find(id).orElse(null) instanceof Ticket.Valid)) continue;
            var before = given.get(id);
            var left = new HashSet<>(bought);
            if (before != null) left.removeAll(before.dates());
            left.removeAll(promised.replaced().of(id).keySet());
            sum = sum.plus(DatesOnLeaving.worth(order, shares.get(place).place(), before, left.size()));
        }
        return sum;
    }

    /// Of who left never more than had not come back.
    Money ofMoreDates(Order order, TicketId ticket, int dates) {
        var shares = order.shares();
        for (int place = 0; place < shares.size(); place++) {
            if (!PlacingOrders.ticket(order.id(), place).equals(ticket)) continue;
            var price = shares.get(place).place();
            var worth = DatesOnLeaving.worth(
                    order, price, promised.given().of(order).get(ticket), dates);
            if (!(tickets.find(ticket).orElse(null) instanceof Ticket.Cancelled gone)) return worth;
            var most = price.minus(gone.due().minus(gone.forExtras()));
            return worth.compareTo(most) < 0 ? worth : most;
        }
        throw new IllegalArgumentException(ticket + " is not of " + order.id());
    }

    /// Of each place that is to have it, and has not yet. Whoever comes to another date instead misses nothing; whoever
    /// left has it when nothing of that date came back then.
    private Map<TicketId, Money> owed(Order order, DateId date) {
        var each = new LinkedHashMap<TicketId, Money>();
        var course = order.terms().course().filter(it -> it.has(date));
        if (course.isEmpty()) return each;
        var given = promised.given().of(order);
        var keeping = promised.given().keeping(order.id(), date);
        var shares = order.shares();
        for (int place = 0; place < shares.size(); place++) {
            var id = PlacingOrders.ticket(order.id(), place);
            var ticket = tickets.find(id).orElse(null);
            var before = given.get(id);
            if (ticket == null || promised.replaced().of(id).containsKey(date)) continue;
            if (before != null && before.dates().contains(date)) continue;
            var price = shares.get(place).place();
            var share = DatesOnLeaving.worth(order, price, before, 1);
            switch (ticket) {
                case Ticket.Valid _ -> each.put(id, share);
                case Ticket.Cancelled gone -> {
                    var most = price.minus(gone.due().minus(gone.forExtras()));
                    var owed = share.compareTo(most) < 0 ? share : most;
                    if (keeping.contains(id) && owed.isPositive()) each.put(id, owed);
                }
            }
        }
        return each;
    }

    private DateBack giveBack(Order order, DateId date, Map<TicketId, Money> each) {
        var now = desk.clock().instant();
        var worth = each.values().stream().reduce(order.worth().times(0), Money::plus);
        var points = cancelling.pointsOf(order, worth);
        var money = worth.minus(points);
        if (cancelling.isLacking(order, money)) {
            return isUndecided(order) ? new DateBack.Withheld() : new DateBack.Nothing();
        }
        // Of the same order another place may have it later: whoever came to something else until then.
        var step = each.keySet().stream()
                .map(TicketId::toString)
                .sorted()
                .collect(Collectors.joining(" ", "date " + date + " ", ""));
        var refund = money.isPositive() ? refund(order, step, money, why(order, date)) : null;
        each.forEach((ticket, share) -> promised.given().insert(order.id(), ticket, date, share, refund, now));
        means.keeping().reductions().giveBack(order, points, step, Points.Grace.AGAIN);
        giveFeeBack(order, step, now);
        orders.note(order.id(), "date given back", date.toString(), now);
        return new DateBack.Given(money, points);
    }

    /// What a bank took for good is with the buyer already.
    private boolean isUndecided(Order order) {
        var all = disputes.disputes(Objects.requireNonNull(CancellingOrders.payment(order)));
        return all.isEmpty()
                || all.stream().anyMatch(dispute -> !dispute.stage().isOver());
    }

    /// Whether nobody came, or nobody was to come.
    private Refund.Reason why(Order order, DateId date) {
        boolean off = desk.events()
                .get(order.terms().event())
                .particulars()
                .course()
                .flatMap(course -> course.date(date))
                .filter(CourseDate::calledOff)
                .isPresent();
        return off ? Refund.Reason.DATE_CALLED_OFF : Refund.Reason.HOST_ABSENT;
    }

    private RefundId refund(Order order, String step, Money money, Refund.Reason why) {
        var id = new RefundId(Secrets.derived("refund", order.id().toString(), step));
        means.payments().refund(id, Objects.requireNonNull(CancellingOrders.payment(order)), money, why);
        return id;
    }

    private void giveFeeBack(Order order, String step, Instant now) {
        means.keeping().fees().giveBack(order, cancelling.backOfPlaces(order), step, now);
    }
}

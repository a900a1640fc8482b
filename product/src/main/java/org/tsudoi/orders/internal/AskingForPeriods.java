package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders.Reducing;
import org.tsudoi.orders.PeriodOrders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;

/// Sells periods: what is placed without seats, by whoever asks for it, and paid as any order.
@Component
class AskingForPeriods implements PeriodOrders {
    /// In yen, as points are: a card takes no less.
    private static final long LEFT_AT_LEAST = 100;

    private final OrderTable orders;
    private final PlacingOrders placing;
    private final PayingOrders paying;
    private final Ending ending;
    private final Payments payments;
    private final PlacingOrders.Desk desk;

    /// How what was placed is lowered, and ended.
    @Component
    record Ending(ReducingOrders reducing, OrderReductions reductions, CancellingOrders cancelling) {}

    AskingForPeriods(
            OrderTable orders,
            PlacingOrders placing,
            PayingOrders paying,
            Ending ending,
            Payments payments,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.placing = placing;
        this.paying = paying;
        this.ending = ending;
        this.payments = payments;
        this.desk = desk;
    }

    @Override
    public Order ask(OrderId id, Period period) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            return orders.lock(id)
                    .map(before -> open(before, period.payBefore(), now))
                    .orElseGet(() -> place(id, period, now));
        }));
    }

    private Order place(OrderId id, Period period, Instant now) {
        var event = desk.events().holdStill(period.event()).orElseThrow(Problem::notFound);
        var held = placing.period(id, event, period, now);
        return placing.insert(held, held.heldUntil(), "asked for")
                ? held
                : orders.find(id).orElseThrow();
    }

    private Order open(Order before, Instant until, Instant now) {
        return switch (before) {
            case Order.Held held
            when until.isAfter(held.heldUntil()) -> moved(held, held.openUntil(until), "open for longer", now);
            case Order.Paying begun
            when until.isAfter(begun.heldUntil()) -> moved(begun, begun.waiting(until), "open for longer", now);
            case Order.Lapsed lapsed -> {
                var held = lapsed.openAgain(until);
                orders.move(lapsed, held, "open again", null, now);
                if (!lapsed.reductions().isNone()) orders.reduce(held, "without what lowered it", now);
                yield held;
            }
            case Order.Held _, Order.Paying _, Order.Paid _, Order.Cancelled _ -> before;
            case Order.Unconfirmed _, Order.Unseated _ -> throw new IllegalStateException("no period: " + before.id());
        };
    }

    private Order moved(Order from, Order to, String what, Instant now) {
        orders.move(from, to, what, null, now);
        return to;
    }

    @Override
    public void charge(OrderId id, PaymentId as, Choice by, CardWish.Saved means) {
        if (payments.find(as).isEmpty()) paying.charge(id, as, by, means);
        else payments.submit(as);
    }

    @Override
    public boolean payByPoints(OrderId id, Member member) {
        var order = orders.find(id).orElseThrow(Problem::notFound);
        if (order instanceof Order.Paid || order instanceof Order.Cancelled) return true;
        var wish = new Reduction.ByPoints(member, order.worth().minorUnits());
        if (!(ending.reducing.reduce(id, wish) instanceof Reducing.Done)) return false;
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            return switch (orders.lock(id).orElseThrow()) {
                case Order.Held held
                when held.toPay().isZero() -> {
                    placing.give(held, held.given(now));
                    yield true;
                }
                case Order.Paid _, Order.Cancelled _ -> true;
                case Order.Held _, Order.Paying _, Order.Unconfirmed _, Order.Lapsed _, Order.Unseated _ -> false;
            };
        }));
    }

    @Override
    public void payByPointsFirst(OrderId id, Member member) {
        var order = orders.find(id).orElseThrow(Problem::notFound);
        if (!(order instanceof Order.Held)) return;
        long worth = order.worth().minorUnits();
        long kept = order.reductions().points().minorUnits();
        long points = kept + ending.reductions.points().wallet(member.id()).points();
        if (points >= worth) {
            payByPoints(id, member);
        } else if (points > kept) {
            long fewer = Math.max(0, Math.min(points, worth - LEFT_AT_LEAST));
            ending.reducing.reduce(id, new Reduction.ByPoints(member, fewer));
        }
    }

    @Override
    public void giveBack(OrderId id, Money amount) {
        ending.cancelling.giveBack(id, amount);
    }
}

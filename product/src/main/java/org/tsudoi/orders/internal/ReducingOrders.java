package org.tsudoi.orders.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders.Reducing;
import org.tsudoi.orders.Reduction;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points;
import org.tsudoi.vouchers.Vouchers;

/// Lowers what is to be paid for an unpaid order by a voucher and by points.
@Component
class ReducingOrders {
    private final OrderTable orders;
    private final OrderReductions reductions;
    private final PlacingOrders placing;
    private final PayingOrders paying;
    private final Payments payments;
    private final PlacingOrders.Desk desk;

    ReducingOrders(
            OrderTable orders,
            OrderReductions reductions,
            PlacingOrders placing,
            PayingOrders paying,
            Payments payments,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.reductions = reductions;
        this.placing = placing;
        this.paying = paying;
        this.payments = payments;
        this.desk = desk;
    }

    /// What was begun to be paid is closed before, so that nobody pays two prices; but not for a wish that cannot be
    /// fulfilled, which is tried first.
    Reducing reduce(OrderId id, Reduction wish) {
        var order = orders.find(id).filter(it -> !it.terms().isAtOnce()).orElseThrow(Problem::notFound);
        if (order instanceof Order.Paying begun) {
            var payment = payments.get(begun.payment());
            if (payment instanceof Payment.Processing || payment instanceof Payment.Issued it && it.hasPart()) {
                return new Reducing.BeingAsked();
            }
            var tried = reduce(id, wish, true);
            if (!(tried instanceof Reducing.Done)) return tried;
            payments.withdrawNow(begun.payment());
        }
        return reduce(id, wish, false);
    }

    private Reducing reduce(OrderId id, Reduction wish, boolean tryOnly) {
        return Objects.requireNonNull(desk.transaction().execute(status -> {
            var now = desk.clock().instant();
            var outcome = switch (orders.lock(id).orElseThrow(Problem::notFound)) {
                case Order.Held held when now.isBefore(held.heldUntil()) -> reduce(held, wish);
                case Order.Paying begun
                when tryOnly && now.isBefore(begun.heldUntil()) -> reduce(begun.unpaid(begun.heldUntil()), wish);
                case Order.Paying begun when now.isBefore(begun.heldUntil()) -> new Reducing.BeingAsked();
                case Order other -> new Reducing.Over(other);
            };
            if (tryOnly || !(outcome instanceof Reducing.Done)) {
                status.setRollbackOnly();
                return outcome;
            }
            var order = (Order.Held) ((Reducing.Done) outcome).order();
            orders.reduce(order, "reduced", now);
            return outcome;
        }));
    }

    private Reducing reduce(Order.Held held, Reduction wish) {
        var outcome = switch (wish) {
            case Reduction.ByVoucher(var code) -> byVoucher(withoutVoucher(held), code);
            case Reduction.WithoutVoucher() -> new Reducing.Done(withoutVoucher(held));
            case Reduction.ByPoints byPoints -> byPoints(held, byPoints);
        };
        if (!(outcome instanceof Reducing.Done(Order.Held order))) return outcome;
        // Each use is for one person, and an address that anybody may type is no person.
        boolean isGift = order.toPay().isZero()
                && order.reductions().voucherUse() != null
                && order.reductions().pointUse() == null;
        if (isGift && !placing.isProven(order.terms().buyer())) {
            return new Reducing.VoucherRefused(Vouchers.Reason.ADDRESS_NOT_PROVEN);
        }
        boolean payable = order.toPay().isZero()
                || order.toPay().equals(order.terms().total())
                || !paying.ways(order, desk.events().get(order.terms().event()).particulars())
                        .isEmpty();
        return payable ? outcome : new Reducing.NothingPaysTheRest(order.toPay());
    }

    private Order.Held withoutVoucher(Order.Held held) {
        var use = held.reductions().voucherUse();
        if (use == null) return held;
        reductions.vouchers().release(use);
        return held.reduced(held.reductions().withoutVoucher());
    }

    private Reducing byVoucher(Order.Held held, String code) {
        var terms = held.terms();
        var redeeming = reductions
                .vouchers()
                .reserve(new Vouchers.Redemption(
                        reductions.newVoucherUse(),
                        code,
                        terms.organiser(),
                        terms.event(),
                        terms.placesTotal(),
                        terms.buyer().email(),
                        held.id().toString()));
        return switch (redeeming) {
            case Vouchers.Redeeming.Refused(var why) -> new Reducing.VoucherRefused(why);
            case Vouchers.Redeeming.Reserved(var use, var shown, var off) -> {
                var points = held.reductions().points();
                var left = terms.total().minus(off);
                // Fewer points pay the lower price.
                var lowered = points.compareTo(left) > 0 ? lowered(held, left) : held;
                yield new Reducing.Done(lowered.reduced(lowered.reductions().withVoucher(use, shown, off)));
            }
        };
    }

    private Order.Held lowered(Order.Held held, Money most) {
        var use = Objects.requireNonNull(held.reductions().pointUse());
        var member = reductions.points().use(use).member();
        reductions.points().release(use);
        var without = held.reduced(held.reductions().withoutPoints());
        if (most.isZero()) return without;
        var anew = reserve(without, member, most);
        // Those that were given may have been barred since: then money pays.
        return anew == null ? without : anew;
    }

    /// Null when there are not enough.
    private Order.@Nullable Held reserve(Order.Held held, org.tsudoi.members.MemberId member, Money worth) {
        var use = reductions.newPointUse();
        var wish = reductions.wish(held, member, use, worth.minorUnits());
        return reductions.points().reserve(wish) instanceof Points.Reserving.Reserved
                ? held.reduced(held.reductions().withPoints(use, worth))
                : null;
    }

    private Reducing byPoints(Order.Held held, Reduction.ByPoints wish) {
        var member = wish.member();
        if (!held.terms().buyer().is(member.id(), member.email())) return new Reducing.NotYours();
        if (!held.terms().total().currency().getCurrencyCode().equals("JPY")) return new Reducing.InYenOnly();
        var use = held.reductions().pointUse();
        if (use != null) reductions.points().release(use);
        var without = held.reduced(held.reductions().withoutPoints());
        var worth = Money.jpy(Math.min(wish.points(), without.worth().minorUnits()));
        if (!worth.isPositive()) return new Reducing.Done(without);
        var reserved = reserve(without, member.id(), worth);
        if (reserved != null) return new Reducing.Done(reserved);
        var wallet = reductions.points().wallet(member.id());
        return reductions.areGivenOnesBarred(held, member.id())
                ? new Reducing.BoughtPointsOnly(wallet.of(PointLot.Kind.PAID))
                : new Reducing.NotEnoughPoints(wallet.points());
    }
}

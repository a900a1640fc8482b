package org.tsudoi.orders.internal;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.BarredPoints;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Reductions;
import org.tsudoi.platform.Ids;
import org.tsudoi.points.PointUseId;
import org.tsudoi.points.Points;
import org.tsudoi.vouchers.VoucherUseId;
import org.tsudoi.vouchers.Vouchers;

/// The voucher and the points of an order, in step with it. Nothing is asked for an order without them. Always the
/// voucher before the points, and both after the seats: whoever wants the same locks it in the same order.
@Component
class OrderReductions {
    private final Vouchers vouchers;
    private final Points points;
    private final Ids ids;
    private final ObjectProvider<BarredPoints> barred;

    OrderReductions(Vouchers vouchers, Points points, Ids ids, ObjectProvider<BarredPoints> barred) {
        this.vouchers = vouchers;
        this.points = points;
        this.ids = ids;
        this.barred = barred;
    }

    /// Its seats were taken in this transaction.
    void take(Order order) {
        var by = order.reductions();
        if (by.voucherUse() != null) vouchers.use(by.voucherUse());
        if (by.pointUse() != null) points.spend(by.pointUse());
    }

    void release(Order order) {
        var by = order.reductions();
        if (by.voucherUse() != null) vouchers.release(by.voucherUse());
        if (by.pointUse() != null) points.release(by.pointUse());
    }

    Points points() {
        return points;
    }

    Vouchers vouchers() {
        return vouchers;
    }

    /// Whether only points that were bought pay for this order.
    boolean areGivenOnesBarred(Order order, MemberId spender) {
        return barred.stream()
                .anyMatch(it -> it.areBarred(spender, order.terms().organiser()));
    }

    Points.Wish wish(Order order, MemberId spender, PointUseId use, long many) {
        return new Points.Wish(
                use,
                spender,
                many,
                order.id().toString(),
                PayingOrders.payable(order.terms().organiser(), order.terms().total()),
                areGivenOnesBarred(order, spender));
    }

    PointUseId newPointUse() {
        return new PointUseId(ids.next());
    }

    VoucherUseId newVoucherUse() {
        return new VoucherUseId(ids.next());
    }

    /// As things are at this moment, for an order that lapsed, and without its buyer: points are theirs alone to spend.
    boolean canReserveAgain(Order.Lapsed order) {
        var by = order.reductions();
        return by.pointUse() == null && (by.voucherUse() == null || vouchers.canReserveAgain(by.voucherUse()));
    }

    /// For an order that lapsed and was paid after all: the same once more. Empty when they went meanwhile.
    Optional<Reductions> reserveAgain(Order.Lapsed order) {
        var by = order.reductions();
        if (by.voucherUse() != null) {
            var anew = newVoucherUse();
            if (!vouchers.reserveAgain(by.voucherUse(), anew)) return Optional.empty();
            by = by.withVoucher(anew, by.voucherCode(), by.voucher());
        }
        if (by.pointUse() != null) {
            var before = points.use(by.pointUse());
            var anew = newPointUse();
            var reserving = points.reserve(wish(order, before.member(), anew, before.points()));
            if (!(reserving instanceof Points.Reserving.Reserved)) {
                if (by.voucherUse() != null) vouchers.release(by.voucherUse());
                return Optional.empty();
            }
            by = by.withPoints(anew, by.points());
        }
        return Optional.of(by);
    }

    /// @param step names it: the same again is done once
    void giveBack(Order order, Money worth, String step, Points.Grace grace) {
        var use = order.reductions().pointUse();
        if (use == null || worth.isZero()) return;
        points.giveBack(use, worth.minorUnits(), step, grace);
    }

    /// Nothing of it took place: the voucher can be used once more.
    void giveVoucherBack(Order order) {
        var use = order.reductions().voucherUse();
        if (use != null) vouchers.giveBack(use);
    }
}

package org.tsudoi.pointsales.internal;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.points.CameBackInMoney;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.Purchase;
import org.tsudoi.pointsales.RestOfPoints;
import org.tsudoi.pointsales.SaleTerms;

@Component
class GivingBackRest implements RestOfPoints {
    private final Points points;
    private final PurchaseTable purchases;
    private final OwingBack owing;

    GivingBackRest(Points points, PurchaseTable purchases, OwingBack owing) {
        this.points = points;
        this.purchases = purchases;
        this.owing = owing;
    }

    @Override
    public Rest of(MemberId member) {
        long back = 0;
        long kept = 0;
        long reserved = 0;
        for (var left : paid(member)) {
            if (mayGoBack(left.lot())) back += left.points();
            else kept += left.points();
            reserved += left.reserved();
        }
        return new Rest(back, kept, reserved);
    }

    private List<Points.Left> paid(MemberId member) {
        return points.wallet(member).lots().stream()
                .filter(left -> left.lot().kind() == PointLot.Kind.PAID)
                .toList();
    }

    private boolean mayGoBack(PointLot lot) {
        return purchases
                .find(new OrderId(lot.id().value()))
                .filter(it -> it.state() == Purchase.State.PAID && it.ground() == SaleTerms.Ground.SIX_MONTHS)
                .isPresent();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long giveBack(MemberId member, long most, String step) {
        long open = most;
        for (var left : paid(member)) {
            if (open == 0 || !mayGoBack(left.lot())) continue;
            long taken = points.take(
                    new Points.Taking(left.lot().id(), open, Points.What.REFUNDED, step, CameBackInMoney.OWED_BACK));
            if (taken > 0) owing.settled(left.lot(), taken, step);
            open -= taken;
        }
        return most - open;
    }
}

package org.tsudoi.pointsales;

import java.time.Instant;
import java.util.Locale;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.points.PointLotId;

/// Points that somebody buys or bought, by the order for them.
public record Purchase(
        OrderId order,
        MemberId member,
        PointPackId pack,
        long points,
        long bonus,
        SaleTerms.Ground ground,
        int lifeMonths,
        State state,
        Instant askedAt) {
    public enum State {
        OPEN,
        PAID,
        LAPSED,
        REFUNDED,
        /// A bank gave the buyer the money back.
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The same id under another name, so that there is one lot of each.
    public PointLotId lot() {
        return new PointLotId(order.value());
    }
}

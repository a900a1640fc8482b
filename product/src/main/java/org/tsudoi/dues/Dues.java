package org.tsudoi.dues;

import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;

/// What a charge is called where it is sold: the same id under another name, so that there is one of each and every
/// step can be repeated.
public final class Dues {
    private Dues() {}

    /// The order that this charge is asked for by.
    public static OrderId order(ChargeId charge) {
        return new OrderId(charge.value());
    }

    public static ChargeId charge(OrderId order) {
        return new ChargeId(order.value());
    }

    /// What a period was sold of.
    public static MonthlyPlanId plan(EventId event) {
        return new MonthlyPlanId(event.value());
    }

    static EventId event(MonthlyPlanId plan) {
        return new EventId(plan.value());
    }
}

package org.tsudoi.orders.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.RecurringJob;

/// Gives the seats of orders back that were not paid in time.
@Component
class LapseDueOrders implements RecurringJob {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Orders orders;

    LapseDueOrders(Orders orders) {
        this.orders = orders;
    }

    @Override
    public String name() {
        return "orders-lapse-due";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        orders.lapseDue();
    }
}

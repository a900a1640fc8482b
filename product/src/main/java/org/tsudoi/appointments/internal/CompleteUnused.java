package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.RecurringJob;

/// Orders whose sessions nobody used in their time: what was paid for them is their host's.
@Component
class CompleteUnused implements RecurringJob {
    private static final Duration EVERY = Duration.ofHours(6);

    private final Orders orders;
    private final KeepingAppointments appointments;
    private final Clock clock;

    CompleteUnused(Orders orders, KeepingAppointments appointments, Clock clock) {
        this.orders = orders;
        this.appointments = appointments;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "appointments-complete-unused";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        for (var order : orders.sessionsPaidBefore(now.minus(Appointments.USABLE_FOR))) {
            if (appointments.isLeftUnused(order)) orders.complete(order, now);
        }
    }
}

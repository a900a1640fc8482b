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

    /// As long as a program may stand still, and then go on with it.
    private static final Duration LOOKED_BACK = Duration.ofDays(90);

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
        var until = now.minus(Appointments.USABLE_FOR);
        for (var order : orders.sessionsPaid(until.minus(LOOKED_BACK), until)) {
            if (appointments.isLeftUnused(order)) orders.complete(order, now);
        }
    }
}

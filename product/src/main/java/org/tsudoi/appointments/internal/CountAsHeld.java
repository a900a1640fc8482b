package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.RecurringJob;

/// Hosts forget to say that a session took place. What was paid for it is theirs all the same, once nobody has said
/// otherwise for long enough.
@Component
class CountAsHeld implements RecurringJob {
    private static final Duration EVERY = Duration.ofHours(6);
    /// As long as a program may stand still, and then go on with it.
    private static final Duration LOOKED_BACK = Duration.ofDays(90);

    private final Bookings bookings;
    private final KeepingAppointments appointments;
    private final Clock clock;

    CountAsHeld(Bookings bookings, KeepingAppointments appointments, Clock clock) {
        this.bookings = bookings;
        this.appointments = appointments;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "appointments-count-as-held";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var until = clock.instant().minus(Appointment.HELD_UNLESS_SAID_WITHIN);
        for (var booking : bookings.unsaid(until.minus(LOOKED_BACK), until)) {
            appointments.place(booking.id()).map(Ticket::order).ifPresent(appointments::completeOnceUsed);
        }
    }
}

package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.RecurringJob;

/// What was paid for a session whose host did not come goes back by itself, unless the two found another time or the
/// host has said since that it took place.
@Component
class GiveBackUnheld implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(GiveBackUnheld.class);
    private static final Duration EVERY = Duration.ofHours(1);
    /// As long as a program may stand still, and then go on with it.
    private static final Duration LOOKED_BACK = Duration.ofDays(180);

    private final Bookings bookings;
    private final KeepingAppointments appointments;
    private final Orders orders;
    private final Clock clock;

    GiveBackUnheld(Bookings bookings, KeepingAppointments appointments, Orders orders, Clock clock) {
        this.bookings = bookings;
        this.appointments = appointments;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "appointments-give-back-unheld";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var until = clock.instant().minus(Appointments.HOST_MAY_ANSWER_FOR);
        for (var booking : bookings.withoutHost(until.minus(LOOKED_BACK), until)) {
            try {
                appointments.unheld(booking.id()).ifPresent(this::giveBack);
            } catch (RuntimeException failed) {
                // The others are not to wait for it; the next run tries it again.
                LOG.error("nothing came back for {}", booking.id(), failed);
            }
        }
    }

    private void giveBack(Ticket place) {
        var which = Set.of(place.id());
        var quote = orders.quote(place.order(), which, Ticket.CancelledBy.NO_HOST);
        orders.cancel(place.order(), which, quote.refund(), Ticket.CancelledBy.NO_HOST);
    }
}

package org.tsudoi.appointments.internal;

import java.time.Clock;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingSubjects;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// Places that were cancelled, or are not used in time, are given no time any more, wherever it is
/// asked for.
@Component
class OpenPlaces implements BookingSubjects {
    private final Orders orders;
    private final Bookings bookings;
    private final Clock clock;

    OpenPlaces(Orders orders, @Lazy Bookings bookings, Clock clock) {
        this.orders = orders;
        this.bookings = bookings;
        this.clock = clock;
    }

    @Override
    public boolean isOpen(String reference) {
        var id = TicketId.parse(reference);
        return id.isEmpty()
                || id.flatMap(orders::ticket)
                        .filter(Ticket.Valid.class::isInstance)
                        .filter(place -> !isUsedUp(place))
                        .map(place -> orders.get(place.order()))
                        .filter(order -> KeepingAppointments.isUsableAt(order, clock.instant()))
                        .isPresent();
    }

    /// Whoever gave a time back too late, or did not come, has had the session.
    private boolean isUsedUp(Ticket place) {
        return PlaceBookings.of(bookings, place.id())
                .telling()
                .filter(booking -> booking instanceof Booking.Cancelled gone && gone.late()
                        || booking instanceof Booking.NoShow noShow && noShow.absent() == Booking.Absent.GUEST)
                .isPresent();
    }
}

package org.tsudoi.appointments.internal;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.BookingSubjects;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// Places that were cancelled, or are not used in time, are given no time any more, wherever it is
/// asked for.
@Component
class OpenPlaces implements BookingSubjects {
    private final Orders orders;
    private final Clock clock;

    OpenPlaces(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public boolean isOpen(String reference) {
        var id = TicketId.parse(reference);
        return id.isEmpty()
                || id.flatMap(orders::ticket)
                        .filter(Ticket.Valid.class::isInstance)
                        .map(place -> orders.get(place.order()))
                        .filter(order -> KeepingAppointments.isUsableAt(order, clock.instant()))
                        .isPresent();
    }
}

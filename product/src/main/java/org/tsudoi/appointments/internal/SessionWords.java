package org.tsudoi.appointments.internal;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.PlatformSettings;

/// Bookings are told of by what was sold.
@Component
class SessionWords implements BookingWords {
    private final Orders orders;
    private final Events events;
    private final PlatformSettings settings;

    SessionWords(Orders orders, Events events, PlatformSettings settings) {
        this.orders = orders;
        this.events = events;
        this.settings = settings;
    }

    @Override
    public Optional<Words> of(Booking booking, MemberId reader) {
        return TicketId.parse(booking.terms().reference())
                .flatMap(orders::ticket)
                .map(place -> new Words(
                        events.get(place.event()).particulars().title(),
                        settings.link("/account/bookings/" + booking.id())));
    }
}

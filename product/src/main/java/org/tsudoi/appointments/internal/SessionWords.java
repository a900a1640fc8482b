package org.tsudoi.appointments.internal;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.PlatformSettings;

/// Bookings are told of by what was sold.
@Component
class SessionWords implements BookingWords {
    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final PlatformSettings settings;

    SessionWords(Orders orders, Events events, Organisers organisers, PlatformSettings settings) {
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.settings = settings;
    }

    @Override
    public Optional<Words> of(Booking booking, MemberId reader) {
        return TicketId.parse(booking.terms().reference())
                .flatMap(orders::ticket)
                .map(place -> words(booking, place, reader));
    }

    /// Buyers gave a name with their order; whoever leads sessions does so for an organiser.
    private Words words(Booking booking, Ticket place, MemberId reader) {
        var sold = events.get(place.event()).particulars();
        var other = booking.terms().host().equals(reader)
                ? place.attendee().value()
                : organisers.find(sold.organiser()).orElseThrow().name();
        return new Words(sold.title(), settings.link("/account/bookings/" + booking.id()), other);
    }
}

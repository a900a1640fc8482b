package org.tsudoi.appointments.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.AgreedTimes;
import org.tsudoi.orders.TicketId;

/// The start by which it is reckoned what comes back for a session.
@Component
class AgreedStarts implements AgreedTimes {
    private final Bookings bookings;

    AgreedStarts(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public Map<TicketId, Instant> of(Collection<TicketId> tickets) {
        var starts = new HashMap<TicketId, Instant>();
        for (var ticket : tickets) {
            newest(bookings, ticket).flatMap(AgreedStarts::start).ifPresent(start -> starts.put(ticket, start));
        }
        return starts;
    }

    static Optional<Booking> newest(Bookings bookings, TicketId ticket) {
        var all = bookings.of(ticket.toString());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// Whoever gives a time back by themselves gets no more for the session than if they had kept it.
    private static Optional<Instant> start(Booking booking) {
        return switch (booking) {
            case Booking.Agreed it -> Optional.of(it.startsAt());
            case Booking.Moved it -> Optional.of(it.startsAt());
            case Booking.Held it -> Optional.of(it.startsAt());
            case Booking.NoShow it when it.absent() == Booking.Absent.GUEST -> Optional.of(it.startsAt());
            case Booking.Cancelled it when it.by() == Booking.Party.GUEST -> Optional.of(it.startsAt());
            case Booking.NoShow _, Booking.Cancelled _, Booking.Proposed _, Booking.Lapsed _ -> Optional.empty();
        };
    }
}

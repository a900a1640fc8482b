package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.AgreedTimes;
import org.tsudoi.orders.TicketId;

/// The start by which it is reckoned what comes back for a session.
@Component
class AgreedStarts implements AgreedTimes {
    private final Bookings bookings;
    private final Clock clock;

    AgreedStarts(Bookings bookings, Clock clock) {
        this.bookings = bookings;
        this.clock = clock;
    }

    @Override
    public Map<TicketId, Instant> of(Collection<TicketId> tickets) {
        var now = clock.instant();
        var starts = new HashMap<TicketId, Instant>();
        for (var ticket : tickets) {
            PlaceBookings.of(bookings, ticket).reckoned(now).ifPresent(start -> starts.put(ticket, start));
        }
        return starts;
    }
}

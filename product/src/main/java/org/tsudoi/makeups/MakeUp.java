package org.tsudoi.makeups;

import java.time.Instant;
import java.util.Optional;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.TicketId;

/// One ticket's date that was given up, and what was taken instead.
///
/// @param event    what the occasion is of
/// @param number   among those that the ticket has at a time
/// @param gave     whether the place at the missed date was given to others
/// @param undoneAt empty while it holds
public record MakeUp(
        MakeUpId id,
        TicketId ticket,
        DateId missed,
        OccasionId occasion,
        EventId event,
        int number,
        boolean gave,
        Instant madeAt,
        Optional<Instant> undoneAt) {
    public boolean holds() {
        return undoneAt.isEmpty();
    }
}

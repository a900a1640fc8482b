package org.tsudoi.orders;

import java.util.Optional;
import org.tsudoi.contact.PersonName;

/// Tickets that somebody else than their buyer holds. What was paid stays the buyer's, and so does what comes back.
public interface HandedTickets {
    /// The order, of which nobody cancels or hands over a place before the caller's transaction ends.
    Optional<Order> holdAlone(OrderId id);

    /// From this commit on the ticket is this person's: door link and pass code are others, and those of before open
    /// nothing. Joins the caller's transaction. Empty when it is not valid any more, or was handed over before.
    Optional<Ticket.Valid> handOver(TicketId id, PersonName friend);

    /// What opens the door to whoever holds it now: for nobody else's eyes.
    Keys keys(Ticket ticket);

    record Keys(String doorLink, String passCode) {}
}

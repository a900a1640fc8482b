package org.tsudoi.orders;

import org.tsudoi.offerings.EventId;

/// Published inside the transaction that hands a ticket over: whoever came in with it before has to leave.
public record TicketHandedOver(TicketId ticket, OrderId order, EventId event) {}

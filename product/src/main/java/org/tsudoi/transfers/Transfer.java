package org.tsudoi.transfers;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;

/// A place that its buyer gives to a friend. Until the friend accepts it is the buyer's, door and all.
public sealed interface Transfer {
    TransferId id();

    Gift gift();

    /// @param offeredAt when the buyer gave it
    record Gift(TicketId ticket, OrderId order, EventId event, Friend friend, Instant offeredAt) {}

    /// @param zone in which times are told
    record Friend(PersonName name, EmailAddress email, Locale locale, ZoneId zone) {}

    record Offered(TransferId id, Gift gift, Instant until) implements Transfer {
        public Accepted accepted(Instant at) {
            return new Accepted(id, gift, at);
        }

        public TakenBack takenBack(Instant at) {
            return new TakenBack(id, gift, at);
        }

        public Declined declined(Instant at) {
            return new Declined(id, gift, at);
        }

        public Lapsed lapsed(Instant at) {
            return new Lapsed(id, gift, at);
        }
    }

    /// The ticket is the friend's; whether it is still valid it says itself.
    record Accepted(TransferId id, Gift gift, Instant at) implements Transfer {}

    record TakenBack(TransferId id, Gift gift, Instant at) implements Transfer {}

    record Declined(TransferId id, Gift gift, Instant at) implements Transfer {}

    /// Not accepted in time, or the place was cancelled before.
    record Lapsed(TransferId id, Gift gift, Instant at) implements Transfer {}
}

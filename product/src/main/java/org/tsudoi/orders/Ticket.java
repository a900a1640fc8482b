package org.tsudoi.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.PersonName;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.payments.RefundId;

/// One place for one person. It opens the door while it is valid, and not from the commit on that cancels it.
public sealed interface Ticket {
    TicketId id();

    OrderId order();

    EventId event();

    /// Counted up within the event; shown as `A-014`.
    int number();

    PersonName attendee();

    record Valid(TicketId id, OrderId order, EventId event, int number, PersonName attendee) implements Ticket {
        public Cancelled cancelled(Instant at, CancelledBy by, Money refunded, @Nullable RefundId refund) {
            return new Cancelled(id, order, event, number, attendee, at, by, refunded, refund);
        }
    }

    /// @param refunded what of its price goes back; may be zero
    /// @param refund   null when nothing goes back
    record Cancelled(
            TicketId id,
            OrderId order,
            EventId event,
            int number,
            PersonName attendee,
            Instant at,
            CancelledBy by,
            Money refunded,
            @Nullable RefundId refund)
            implements Ticket {}

    enum CancelledBy {
        PARTICIPANT,
        ORGANISER,
        EVENT
    }

    default String label() {
        return "%c-%03d".formatted('A' + Math.min(25, (number() - 1) / 1000), (number() - 1) % 1000 + 1);
    }
}

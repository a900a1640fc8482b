package org.tsudoi.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.PersonName;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;

/// One place for one person. It opens the door while it is valid, and not from the commit on that cancels it.
public sealed interface Ticket {
    TicketId id();

    OrderId order();

    EventId event();

    /// Counted up within the event; shown as `A-014`.
    int number();

    PersonName attendee();

    /// @param holder counted: 1 is the buyer, and one more each time that it is handed over. Keys of the door are the
    ///               holder's, and those of the one before open nothing
    record Valid(TicketId id, OrderId order, EventId event, int number, PersonName attendee, int holder)
            implements Ticket {
        /// Whether its buyer keeps it.
        public boolean isBuyers() {
            return holder == 1;
        }

        public Valid handedTo(PersonName friend) {
            return new Valid(id, order, event, number, friend, holder + 1);
        }

        public Cancelled cancelled(
                Instant at, CancelledBy by, Money refunded, Money withheld, @Nullable RefundId refund) {
            return cancelled(at, by, refunded, withheld, refunded.times(0), refund);
        }

        public Cancelled cancelled(
                Instant at,
                CancelledBy by,
                Money refunded,
                Money withheld,
                Money forExtras,
                @Nullable RefundId refund) {
            return new Cancelled(id, order, event, number, attendee, at, by, refunded, withheld, forExtras, refund);
        }
    }

    /// @param refunded what of its price goes back; may be zero
    /// @param withheld what of its price would go back besides, but for the buyer's bank, which has taken it back
    /// @param forExtras what of both is for what was bought with it
    /// @param refund   the newest of it; null when no money goes back
    record Cancelled(
            TicketId id,
            OrderId order,
            EventId event,
            int number,
            PersonName attendee,
            Instant at,
            CancelledBy by,
            Money refunded,
            Money withheld,
            Money forExtras,
            @Nullable RefundId refund)
            implements Ticket {
        /// What it is worth to the buyer, wherever that comes from.
        public Money due() {
            return refunded.plus(withheld);
        }

        /// What has gone back of the price of the place itself: while something is withheld, that first.
        public Money placeBack() {
            var ofPlace = due().minus(forExtras);
            return refunded.compareTo(ofPlace) < 0 ? refunded : ofPlace;
        }

        /// So much of what was withheld goes back from here after all.
        ///
        /// @param refund of that part
        public Cancelled owedAfterAll(Money part, RefundId refund) {
            return new Cancelled(
                    id,
                    order,
                    event,
                    number,
                    attendee,
                    at,
                    by,
                    refunded.plus(part),
                    withheld.minus(part),
                    forExtras,
                    refund);
        }
    }

    /// Who or what ended it.
    enum CancelledBy {
        PARTICIPANT,
        ORGANISER,
        EVENT,
        /// The participant left after the event was moved, while all of it came back for that.
        MOVED,
        /// Nobody came to hold what it was for.
        NO_HOST,
        /// Of a period: its member left. Of a place that was free for members: whoever had it is none any more.
        LEFT;

        /// Why money goes back then.
        public Refund.Reason reason() {
            return switch (this) {
                case PARTICIPANT -> Refund.Reason.CANCELLED_BY_BUYER;
                case ORGANISER -> Refund.Reason.CANCELLED_BY_ORGANISER;
                case EVENT -> Refund.Reason.EVENT_CANCELLED;
                case MOVED -> Refund.Reason.RESCHEDULED;
                case NO_HOST -> Refund.Reason.HOST_ABSENT;
                case LEFT -> Refund.Reason.MEMBER_LEFT;
            };
        }
    }

    default String label() {
        return "%c-%03d".formatted('A' + Math.min(25, (number() - 1) / 1000), (number() - 1) % 1000 + 1);
    }
}

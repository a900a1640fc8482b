package org.tsudoi.door;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// The one way in. Each click is checked, and only then is a credential of the meeting made, short-lived and
/// for one person.
public interface Door {
    /// Meetings run over; who left may come back this long after the end.
    Duration OPEN_AFTER_END = Duration.ofMinutes(30);

    /// Empty for what has no time that holds for everybody.
    static Optional<Instant> closesAt(Event event) {
        return event.particulars().endsAt().map(it -> it.plus(OPEN_AFTER_END));
    }

    static boolean isClosed(Event event, Instant now) {
        return closesAt(event).filter(it -> !now.isBefore(it)).isPresent();
    }

    /// What the holder would be told now.
    ///
    /// @param device the secret of this browser's device cookie
    DoorState look(Ticket ticket, String device);

    /// What the buyer finds who goes to the door by their order. Before the money has arrived there is no ticket
    /// yet, and so no personal door.
    Approach approach(Order order);

    /// Lets the holder in, or answers why not. No transaction may be open.
    ///
    /// @param takeOver whether a device that is inside with this ticket is to be put out
    Entering enter(TicketId ticket, String device, boolean takeOver);

    /// The same with the ticket as it was when its key was shown: whoever showed a key of before it
    /// was handed over does not come in, however close that was.
    ///
    /// @throws org.tsudoi.platform.Problem not-found then
    Entering enter(Ticket seen, String device, boolean takeOver);

    /// For those who lead it: at any time until the end. No transaction may be open.
    Entering enterAsHost(EventId event, MemberId host);

    /// Who is inside now, with the instant they came in.
    Map<TicketId, Instant> inside(EventId event);

    /// Who went in last by each ticket that still is good, and when: all that is known where nobody tells who
    /// is inside.
    Map<TicketId, Instant> wentIn(EventId event);

    /// The date of a course that the ticket's door leads to now; empty of other events.
    Optional<CourseDate> date(Ticket ticket);

    /// Where whoever leads an event would go in now.
    MeetingId room(Event event);

    /// Who was in the room of each date, and when: the first time that they came until the last time that they left.
    /// Where nobody tells who is inside, who went in, and from when.
    Map<DateId, Map<TicketId, Meetings.Stay>> attendance(Schedule.Course course);

    /// Whether anybody tells who is inside; else only our door knows who went in.
    boolean tells(Event event);

    /// The dates of courses to which somebody came with one of these tickets, or went in where nobody tells more.
    Set<DateId> came(Collection<TicketId> tickets);

    /// Puts out whoever is inside without a right to be. Run by a job for every event whose doors are open;
    /// answers how many.
    int guard();

    sealed interface Approach {
        /// The buyer has first to confirm the order.
        record ToConfirm() implements Approach {}

        /// The money is on its way, and the tickets follow it.
        ///
        /// @param heldUntil how long the seats wait for it
        record PaymentPending(Instant heldUntil) implements Approach {}

        /// Each place has a door of its own; at least one. Those that were handed over are their holders'.
        record Doors(List<Ticket.Valid> tickets) implements Approach {}

        /// No place is left, or there never was one; the order tells why.
        record NoDoor() implements Approach {}
    }

    sealed interface Entering {
        /// @param url where to go now; it carries a secret and is good for one use or a short time, unless it is a link
        ///     of the organiser's own
        /// @param passcode what is asked for there; empty where nothing is
        record Welcome(String url, String passcode) implements Entering {
            @Override
            public String toString() {
                return "Welcome";
            }
        }

        record NotNow(DoorState state) implements Entering {}
    }
}

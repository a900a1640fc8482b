package org.tsudoi.appointments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// Gives sessions that were sold their times. A booking that was made here is moved, cancelled and
/// marked as held like any other, by [org.tsudoi.freetimes.Bookings].
public interface Appointments {
    /// Used by then, or its money is the host's all the same: a session for which nobody named a time.
    /// Prepaid means that can be used for longer than six months fall under 資金決済法 4条2号.
    Duration USABLE_FOR = Duration.ofDays(180);

    /// Once it was noted that the host did not come, they have that long to say otherwise or to find another time with
    /// the buyer. Then all that was paid for it goes back.
    Duration HOST_MAY_ANSWER_FOR = Duration.ofDays(7);

    /// Early enough to try a microphone.
    Duration ROOM_OPENS_BEFORE = Duration.ofMinutes(15);

    /// One for each place of the order, in the order of their numbers; none of an order for a meeting.
    List<Appointment> of(OrderId order);

    /// For which that time was booked; empty of a booking for something else.
    Optional<Ticket> place(BookingId booking);

    /// Who can be met: whoever leads the sessions, those first who have said when they are free.
    List<MemberId> hosts(EventId sessions);

    /// Whether somebody who leads them has said when they are free. Otherwise times can only be asked for.
    boolean areBookable(EventId sessions);

    /// Books a time that is free now. The same id again answers what was booked before.
    ///
    /// @throws org.tsudoi.platform.Problem not-found for a place that is not theirs, or of a host who
    /// does not lead it
    Answer book(Wish wish, Instant startsAt);

    /// Asks the host for one of these times.
    ///
    /// @throws org.tsudoi.platform.Problem as `book`
    Answer propose(Wish wish, List<Instant> starts);

    /// Lets the buyer or the host into the room of their session. No transaction may be open.
    ///
    /// @throws org.tsudoi.platform.Problem not-found for whoever is neither, and for a booking of
    /// something else
    Entering enter(BookingId booking, MemberId who);

    /// Where the link of a session is kept that has its time and is held elsewhere, by a link of the host's own.
    Optional<MeetingId> linked(BookingId booking);

    /// Who was in the room of a session, and when: told to the two, to judge who came. Where nobody tells who is
    /// inside, who went in, and when.
    List<Attendance> attendance(BookingId booking);

    /// @param joinedAt when they came in, or else when they went through the door
    /// @param leftAt   null while they are inside, or else where nobody tells
    /// @param seen     whether somebody told that they were inside
    record Attendance(
            MemberId who, Instant joinedAt, @Nullable Instant leftAt, boolean seen) {}

    sealed interface Entering {
        /// @param url where to go now; it carries a secret and is good for a short time
        record Welcome(String url, String passcode) implements Entering {
            @Override
            public String toString() {
                return "Welcome";
            }
        }

        record NotYet(Instant opensAt) implements Entering {}

        /// It is over, or does not take place.
        record Over() implements Entering {}

        /// Whoever gives the room is silent, or has not made it yet: to be tried again shortly.
        record NotReady() implements Entering {}
    }

    /// @param id made with the form and sent with it
    record Wish(BookingId id, TicketId ticket, MemberId buyer, MemberId host) {}
}

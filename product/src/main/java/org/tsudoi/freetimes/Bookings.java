package org.tsudoi.freetimes;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.freetimes.Booking.Absent;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.members.MemberId;

/// Times of hosts that guests book. Each verb joins the caller's transaction or makes its own, and
/// publishes what it did as [BookingNews] inside it. The row of the host is locked until its end, so that
/// whoever decides about one host does so one after the other; the database refuses by itself what would
/// overlap all the same.
///
/// Who asks is always named. Somebody who is no party of the booking, or not the one who may do that,
/// gets the problem `not-found`. Nobody is their own guest: that is an IllegalArgumentException.
public interface Bookings {
    int TIMES_MAX = 5;

    /// So long a guest waits before they may say that the host did not come.
    Duration HOST_IS_AWAITED = Duration.ofMinutes(10);

    /// How long those who are asked have for their answer.
    Duration HOST_ANSWERS_WITHIN = Duration.ofHours(24);
    Duration GUEST_ANSWERS_WITHIN = Duration.ofDays(3);
    Duration UNPAID_MAX = Duration.ofDays(14);

    /// So long after its end a guest may say so. Of which nobody has said anything by then counts as held.
    Duration SAID_WITHIN = Duration.ofDays(7);

    /// More than that and a guest could keep a host's calendar full of what they do not answer for.
    int OPEN_PROPOSALS_OF_A_GUEST_MAX = 5;

    Duration AHEAD_MAX = Duration.ofDays(400);

    /// A guest books one of the times that are free now. The same id again answers what was booked
    /// before.
    Answer take(Wish wish);

    /// The same for one who has yet to pay: kept for them until then, at most [#UNPAID_MAX].
    Answer takeUnpaid(Wish wish, Instant until);

    /// @param id        a new one, or the one of before: asking for something else by it is refused
    /// @param reference what it is for, such as `tkt_…`; one booking at a time stands for it
    record Wish(BookingId id, MemberId host, MemberId guest, String reference, Duration length, Instant startsAt) {}

    /// It was paid, or its order was. Agrees also after its time as long as it was not swept.
    Answer paid(BookingId id);

    /// The payment takes longer: keeps the time until then, never shorter than before, and at most
    /// [#UNPAID_MAX] from its beginning.
    Answer keepUnpaid(BookingId id, Instant until);

    /// Proposes up to [#TIMES_MAX] times, which are kept free for it until the other party answers or
    /// does not. What was proposed for the same reference before is replaced, whoever proposed that. A
    /// host may propose any time that is not booked; a guest any that is not booked or busy, also outside
    /// the hours.
    ///
    /// The same id again answers what became of it.
    Answer propose(Proposal proposal);

    record Proposal(
            BookingId id,
            MemberId host,
            MemberId guest,
            String reference,
            Party by,
            Duration length,
            List<Instant> starts) {}

    /// Only by the party that is asked.
    Answer accept(BookingId id, MemberId by, Instant startsAt);

    /// By the party that is asked, or as withdrawing it by the other.
    Answer decline(BookingId id, MemberId by);

    /// The starts within that time that [#move] would take now, in order; none when it may not be moved.
    List<Slot> timesToMove(BookingId id, MemberId guest, Instant from, Instant until);

    /// A guest chooses another time that is free now, within the limits they agreed to.
    Answer move(BookingId id, MemberId guest, Instant startsAt);

    /// A host cannot move a booking over its guest's head: the guest chooses, without limits from then
    /// on.
    Answer askToMove(BookingId id, MemberId host);

    /// By either, until it starts.
    Answer cancel(BookingId id, MemberId by);

    /// By the host, from its start on; may be said otherwise later.
    Answer held(BookingId id, MemberId host);

    /// By the host in the same way; by the guest only that the host was absent, once they have waited long
    /// enough, within [#SAID_WITHIN] of its end, and only while the host has said nothing.
    Answer noShow(BookingId id, MemberId who, Absent absent);

    Optional<Booking> find(BookingId id);

    /// Those that start, or are proposed to start, within that time, or came to nothing in it, by then;
    /// what was replaced by another proposal is left out.
    List<Booking> ofHost(MemberId host, Instant from, Instant until);

    List<Booking> ofGuest(MemberId guest, Instant from, Instant until);

    /// All there ever were for it, the oldest first.
    List<Booking> of(String reference);

    /// The same for many, by reference.
    Map<String, List<Booking>> ofAll(Collection<String> references);

    /// Those whose host did not come, or nobody: what was last noted of them, within that time.
    List<Booking> withoutHost(Instant from, Instant until);

    /// Those that are to begin within that time, and of which nothing was said later than so long before.
    ///
    /// @param after exclusive, `until` inclusive
    List<Booking> coming(Instant after, Instant until, Duration notice);

    /// Those that were to begin within that time and of which nobody has said yet how they were, or which their guest
    /// gave back too late.
    List<Booking> unsaid(Instant from, Instant until);

    sealed interface Answer {
        record Done(Booking booking) implements Answer {}

        /// Nothing was changed.
        ///
        /// @param time of several that were proposed, the one that it is for
        record Refused(Reason reason, Optional<Instant> time) implements Answer {
            public Refused(Reason reason) {
                this(reason, Optional.empty());
            }
        }
    }

    /// In order of precedence.
    enum Reason {
        /// It is in another state: lapsed, cancelled, or not even agreed on. Or what it is for is
        /// booked already, or not open any more, or the id is of a booking of something else.
        NOT_IN_THIS_STATE,
        /// No times, too many, one twice, in the past or too far ahead; or too short or too long.
        TIMES_OUT_OF_BOUNDS,
        /// Before its start it cannot have taken place, and after it there is nothing to move or cancel.
        NOT_AT_THIS_TIME,
        /// Later than the guest may change it.
        TOO_LATE,
        /// The guest has moved it as often as they may.
        TOO_OFTEN,
        TOO_MANY_PROPOSALS,
        /// Somebody else has it, or it is too close to theirs.
        TAKEN,
        /// One of the two has another booking at that time: the guest with anybody, the host as
        /// somebody's guest.
        ELSEWHERE,
        /// Outside the hours, too soon, too far, or the host is busy or has enough on that day.
        NOT_FREE
    }
}

package org.tsudoi.appointments;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.Ticket;

/// One session that was sold.
///
/// @param booking by which it is judged; empty while nobody has named a time
public record Appointment(Ticket ticket, Duration length, Optional<Booking> booking) {
    /// Of which nobody has said how it was by then counts as held.
    public static final Duration HELD_UNLESS_SAID_WITHIN = Bookings.SAID_WITHIN;

    public enum State {
        /// A time has still to be agreed on.
        OPEN,
        /// Times are proposed, and an answer is waited for.
        PROPOSED,
        /// It is to take place, or should have, and its host has not said how it was.
        AGREED,
        HELD,
        /// The host did not come: another time is the host's to propose, or the money to give back.
        UNHELD,
        /// The buyer did not come, or gave the time back when it was too late to.
        MISSED,
        /// The place was cancelled.
        CANCELLED
    }

    public State state() {
        if (ticket instanceof Ticket.Cancelled) return State.CANCELLED;
        return booking.map(Appointment::state).orElse(State.OPEN);
    }

    private static State state(Booking booking) {
        return switch (booking) {
            case Booking.Proposed _ -> State.PROPOSED;
            case Booking.Agreed _, Booking.Moved _ -> State.AGREED;
            case Booking.Held _ -> State.HELD;
            case Booking.NoShow noShow -> noShow.absent() == Booking.Absent.GUEST ? State.MISSED : State.UNHELD;
            case Booking.Cancelled gone -> gone.late() ? State.MISSED : State.OPEN;
            case Booking.Lapsed _ -> State.OPEN;
        };
    }

    /// When it is to take place, or did.
    public Optional<Instant> startsAt() {
        return switch (state()) {
            case AGREED, HELD, UNHELD -> booking.flatMap(Booking::start);
            case OPEN, PROPOSED, MISSED, CANCELLED -> Optional.empty();
        };
    }

    /// Whether it has been used, so that nothing more of it is owed to the buyer.
    public boolean isUsed(Instant now) {
        return switch (state()) {
            case HELD, CANCELLED -> true;
            // Until then some of it may be given back.
            case MISSED -> booking.flatMap(Booking::start).filter(now::isBefore).isEmpty();
            case AGREED -> startsAt().filter(start -> isLongOver(start, now)).isPresent();
            case OPEN, PROPOSED, UNHELD -> false;
        };
    }

    private boolean isLongOver(Instant start, Instant now) {
        return !now.isBefore(start.plus(length).plus(HELD_UNLESS_SAID_WITHIN));
    }
}

package org.tsudoi.appointments;

import java.time.Duration;
import java.util.Optional;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.orders.Ticket;

/// One session that was sold.
///
/// @param booking the newest for it; empty while nobody has named a time
public record Appointment(Ticket ticket, Duration length, Optional<Booking> booking) {
    public enum State {
        /// A time has still to be agreed on.
        OPEN,
        /// Times are proposed, and an answer is waited for.
        PROPOSED,
        /// It is to take place, or should have, and its host has not said how it was.
        AGREED,
        HELD,
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
            // Who waited for a host in vain has the session still.
            case Booking.NoShow noShow -> noShow.absent() == Booking.Absent.GUEST ? State.MISSED : State.OPEN;
            case Booking.Cancelled gone -> gone.late() ? State.MISSED : State.OPEN;
            case Booking.Lapsed _ -> State.OPEN;
        };
    }

    /// Whether it has been used, so that nothing more of it is owed to the buyer.
    public boolean isUsed() {
        return switch (state()) {
            case HELD, MISSED, CANCELLED -> true;
            case OPEN, PROPOSED, AGREED -> false;
        };
    }
}

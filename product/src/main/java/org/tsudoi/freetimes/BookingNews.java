package org.tsudoi.freetimes;

import java.time.Instant;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.Booking.WaitsFor;
import org.tsudoi.freetimes.Booking.Why;

/// Published inside the transaction that stores the change.
public sealed interface BookingNews {
    BookingId booking();

    record TimesProposed(BookingId booking, WaitsFor waitsFor, Instant until) implements BookingNews {}

    record BookingAgreed(BookingId booking, Instant startsAt) implements BookingNews {}

    /// @param sequence of its calendar entry now
    record BookingMoved(BookingId booking, Instant before, Instant startsAt, int sequence) implements BookingNews {}

    /// @param sequence how often it had been moved then
    record MoveWanted(BookingId booking, int sequence) implements BookingNews {}

    record BookingCancelled(BookingId booking, Party by, boolean late) implements BookingNews {}

    /// @param waitedFor whose answer, or what, did not come
    record BookingLapsed(BookingId booking, Why why, WaitsFor waitedFor) implements BookingNews {}

    record BookingHeld(BookingId booking) implements BookingNews {}

    record NobodyCame(BookingId booking, Booking.Absent absent) implements BookingNews {}
}

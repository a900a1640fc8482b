package org.tsudoi.freetimes;

/// What bookings are for, as far as whoever sold it knows. Without such a bean everything may be booked
/// that is not booked already.
public interface BookingSubjects {
    /// Whether it may still be given a time: paid for, not cancelled, not used. Asked within the
    /// transaction of the booking.
    boolean isOpen(String reference);
}

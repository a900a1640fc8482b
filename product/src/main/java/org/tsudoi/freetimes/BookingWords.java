package org.tsudoi.freetimes;

import java.util.Optional;
import org.tsudoi.members.MemberId;

/// How a booking is told of in a calendar, by whoever knows what it was made for. Without such a bean it
/// is told with the other party's name alone.
public interface BookingWords {
    /// Empty for a booking that was made for something else.
    Optional<Words> of(Booking booking, MemberId reader);

    /// @param page the full address of its page, where the way in is
    record Words(String title, String page) {}
}

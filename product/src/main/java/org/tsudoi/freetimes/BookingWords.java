package org.tsudoi.freetimes;

import java.util.Optional;
import org.tsudoi.members.MemberId;

/// How a booking is told of in a calendar, by whoever knows what it was made for. Without such a bean it
/// is told with the other party's name alone.
public interface BookingWords {
    /// Empty for a booking that was made for something else.
    Optional<Words> of(Booking booking, MemberId reader);

    /// @param page  the full address of its page, where the way in is
    /// @param other by which name this reader knows the other party, where that has none of its own
    record Words(String title, String page, String other) {}
}

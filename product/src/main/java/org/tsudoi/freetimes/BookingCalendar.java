package org.tsudoi.freetimes;

import java.time.Instant;
import java.util.Optional;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.texts.CalendarLines;

/// A member's bookings, as host and as guest, as a calendar file that other calendars subscribe to by a
/// secret address. Whoever has the address can read it: it is never shown to anybody else, and can be
/// made void.
public interface BookingCalendar {
    /// The secret in its address; the same until it is renewed.
    String secret(MemberId member);

    /// The secret of before leads nowhere from then on.
    String renew(MemberId member);

    /// From 30 days ago on, what was cancelled too, so that it goes from the calendars it is in.
    default Optional<Contents> read(String secret) {
        return read(secret, (_, _, _) -> {});
    }

    /// The same with what this member has besides bookings.
    Optional<Contents> read(String secret, Besides besides);

    /// Writes further entries into the same file.
    @FunctionalInterface
    interface Besides {
        /// @param from what was over before is left out
        void write(MemberId member, Instant from, CalendarLines lines);
    }

    /// One booking as one of its parties gets it by mail; empty of what is not agreed on.
    Optional<Invitation> invitation(Booking booking, Member reader);

    /// @param method `REQUEST` or `CANCEL`
    /// @param text   text/calendar (RFC 5546), UTF-8
    record Invitation(String method, String text) {}

    /// @param file text/calendar (RFC 5545), UTF-8
    /// @param tag  the same as long as nothing in it changes but when it was written
    record Contents(String file, String tag) {}
}

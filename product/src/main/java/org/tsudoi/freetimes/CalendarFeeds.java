package org.tsudoi.freetimes;

import java.util.List;
import org.tsudoi.members.MemberId;

/// Calendars of hosts elsewhere (the secret addresses in iCal format of Google, Outlook, iCloud …), read
/// again and again for when the host is busy there. Nothing but from when to when is kept of them.
public interface CalendarFeeds {
    int FEEDS_MAX = 8;

    /// It is read by the next run of a job.
    ///
    /// @param address `https` or `webcal`
    Adding add(MemberId host, String name, String address);

    sealed interface Adding {
        record Added(FeedId feed) implements Adding {}

        record Refused(Reason reason) implements Adding {}
    }

    enum Reason {
        NAME_MISSING,
        /// Not a complete address beginning with https or webcal.
        NO_ADDRESS,
        ALREADY_THERE,
        TOO_MANY
    }

    /// The oldest first.
    List<CalendarFeed> of(MemberId host);

    /// With what was busy in it. Problem `not-found` when it is not theirs.
    void remove(MemberId host, FeedId feed);

    /// It will be read by the next run, however lately it was.
    void readSoon(MemberId host, FeedId feed);
}

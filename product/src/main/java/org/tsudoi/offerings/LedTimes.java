package org.tsudoi.offerings;

import java.time.Instant;
import java.util.List;
import org.tsudoi.members.MemberId;

/// When somebody leads what is on sale, so that nobody books them for something else at that time.
public interface LedTimes {
    /// @param until is no part of it
    record Led(Instant from, Instant until) {}

    /// Meetings and dates of courses that overlap with a stretch of time and that this person leads: as who is named
    /// and agreed to it or, where nobody is named, as the only one who acts for the organiser.
    List<Led> of(MemberId member, Instant from, Instant until);
}

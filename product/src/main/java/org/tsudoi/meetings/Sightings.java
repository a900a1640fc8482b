package org.tsudoi.meetings;

import java.time.Instant;

/// What was seen of a meeting afterwards: whether those who lead it came, and how many others.
public interface Sightings {
    /// @param since what was over before is no sign
    Sighting hosts(MeetingId id, Instant since);

    /// Whether its provider told of any meeting since: then it would have told of this one, too.
    boolean isHeard(MeetingId id, Instant since);

    /// How many ways in of participants were used since.
    int participants(MeetingId id, Instant since);

    enum Sighting {
        SEEN,
        /// We would have seen somebody, and there was nobody.
        NOBODY,
        /// It cannot be said: there was no room, its provider told nothing, or somebody was on the way in.
        UNCLEAR
    }
}

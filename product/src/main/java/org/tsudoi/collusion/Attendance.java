package org.tsudoi.collusion;

import java.time.Instant;

/// Whether the two really met, as the door and the room know it.
public sealed interface Attendance {
    /// It is still to come. Never counts against anybody, so it must end: a source that lets two arrange their time
    /// tells after a while that they were `Seen` for no minutes.
    record NotYet() implements Attendance {}

    /// They meet where we do not see them. Never counts against anybody.
    record NotSeen() implements Attendance {}

    /// @param at      when it was to be held
    /// @param minutes both were in the room together
    record Seen(Instant at, int minutes) implements Attendance {
        public Seen {
            if (minutes < 0) throw new IllegalArgumentException("fewer than no minutes");
        }
    }

    /// An operator has looked at it in a case and let it pass: it never speaks against anybody again.
    record Explained() implements Attendance {}
}

package org.tsudoi.collusion;

import java.time.Instant;
import java.util.List;

/// Whoever sells sessions between two members tells of them here: a bean of this type is all there is to do.
public interface Dealings {
    /// Booked in this span (the end is not in it) and paid, without those that were given back. Attendance as it is
    /// known now. The signs are blind hashes made with one key for all sources; a source that has none tells none.
    List<Dealing> bookedBetween(Instant from, Instant until);
}

package org.tsudoi.freetimes;

import java.time.Instant;
import java.util.Optional;

/// A calendar that a host lets us read, by its secret address; the address itself is told to nobody.
///
/// @param name    what the host calls it
/// @param source  the host name of its address
/// @param readAt  when we last knew what it says, which holds until it can be read again
/// @param odd     how many of its entries cannot be understood: of these at most the first time counts
/// @param trouble since when it cannot be read, and why
public record CalendarFeed(
        FeedId id, String name, String source, Optional<Instant> readAt, int odd, Optional<Trouble> trouble) {
    public static final int NAME_MAX = 40;

    public record Trouble(Why why, Instant since) {}

    public enum Why {
        /// No answer in time, or one of an error on their side.
        SILENT,
        /// They do not know the address, or do not let us in: a new secret address is needed.
        GONE,
        /// What came is no calendar that can be read.
        NO_CALENDAR,
        TOO_LARGE,
        /// It leads to somewhere that we do not go: not encrypted, or inside a private network.
        NOT_ALLOWED
    }
}

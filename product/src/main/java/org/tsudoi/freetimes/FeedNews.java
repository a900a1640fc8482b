package org.tsudoi.freetimes;

import java.time.Instant;
import org.tsudoi.members.MemberId;

/// Published inside the transaction that stores the change.
public sealed interface FeedNews {
    FeedId feed();

    MemberId host();

    /// It could not be read several times in a row: what it said last still holds, and the host should
    /// look after it.
    record FeedInTrouble(FeedId feed, MemberId host, CalendarFeed.Why why, Instant since) implements FeedNews {}

    /// After the host was told of trouble.
    record FeedReadAgain(FeedId feed, MemberId host) implements FeedNews {}
}

package org.tsudoi.web.queue;

import java.time.Duration;
import java.time.Instant;

/// How it stands with somebody in the queue.
sealed interface Place {
    /// @param ahead how many are to go in before them
    /// @param cameAhead the same when they came
    record Waiting(long ahead, long cameAhead, Duration about) implements Place {}

    /// They may go to the form, and send it until then.
    record Turn(Instant until) implements Place {}

    /// They had their turn, or let it pass, or were away too long: they would have to queue anew.
    record Gone() implements Place {}

    /// Too many wait from their network address already.
    record TooMany() implements Place {}
}

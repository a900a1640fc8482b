package org.tsudoi.platform.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the outbox stands, for the operator's page.
///
/// @param oldestDue since when the longest waiting item could have been handled
public record OutboxCounts(
        long waiting,
        long working,
        long stuck,
        long done,
        @Nullable Instant oldestDue) {}

package org.tsudoi.web;

import java.time.Duration;

/// Somebody asked more often than a limit allows. Answered 429 with `Retry-After`.
public final class TooOften extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration pause;

    public TooOften(String limit, Duration pause) {
        super(limit + ": again in " + pause, null, false, false);
        this.pause = pause;
    }

    /// How long to wait until the next try is let through; at least a second.
    public Duration pause() {
        return pause;
    }

    /// The same for people, rounded up.
    public long minutes() {
        return pause.plusSeconds(59).toMinutes();
    }
}

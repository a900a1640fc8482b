package org.tsudoi.bench;

import java.time.Duration;

/// What came of some callers calling for a while.
public record Measured(long calls, Duration time, Latencies latencies) {
    public double perSecond() {
        return calls * 1e9 / time.toNanos();
    }
}

package org.tsudoi.web.queue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// When somebody came, and to which node: what their place in the queue goes by. The nonce tells apart who came
/// to two nodes in the same microsecond.
record Spot(long arrivedMicros, long nonce, long node) implements Comparable<Spot> {
    private static final Comparator<Spot> ORDER =
            Comparator.comparingLong(Spot::arrivedMicros).thenComparingLong(Spot::nonce);

    Instant arrivedAt() {
        return Instant.EPOCH.plus(arrivedMicros, ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }
}

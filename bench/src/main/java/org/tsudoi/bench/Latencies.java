package org.tsudoi.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long calls took, counted in buckets that are less than 2 % wide: each power of two has 64.
public final class Latencies {
    private static final int BITS = 6;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - BITS) << BITS);

    public void add(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    public long count() {
        long count = 0;
        for (int bucket = 0; bucket < counts.length(); bucket++) count += counts.get(bucket);
        return count;
    }

    /// `percentile(99)`: 99 of 100 calls took at most so long; zero when there were none.
    public Duration percentile(double percent) {
        long wanted = (long) Math.ceil(count() * percent / 100);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length(); bucket++) {
            seen += counts.get(bucket);
            if (wanted > 0 && seen >= wanted) return Duration.ofNanos(longest(bucket));
        }
        return Duration.ZERO;
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(nanos | 1));
        return (shift << BITS) + (int) (nanos >>> shift);
    }

    private static long longest(int bucket) {
        int shift = Math.max(0, (bucket >>> BITS) - 1);
        return ((bucket - ((long) shift << BITS) + 1) << shift) - 1;
    }
}

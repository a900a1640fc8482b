package org.tsudoi.platform;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What many are shown at the same moment, read for all of them together: while a thing is asked for again and again,
/// it may be a quarter of a second old. Whoever asks for something that few ask for reads it anew.
///
/// For what is shown only. Whoever decides anything reads for themselves, under a lock.
public final class Lately<K, V> {
    private static final long AGE_MAX = Duration.ofMillis(250).toNanos();

    /// Asked for so often within a second, a thing is read for all.
    private static final int OFTEN = 20;

    private static final long COUNTED_FOR = Duration.ofSeconds(1).toNanos();
    private static final int THINGS_MAX = 1_000;

    private final Map<K, Thing<V>> things = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    public Lately() {
        this(System::nanoTime);
    }

    /// @param nanoTime as `System.nanoTime`
    Lately(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Read<V>(V value, long at) {}

    private static final class Thing<V> {
        private final AtomicBoolean reading = new AtomicBoolean();
        private volatile @Nullable Read<V> last;
        private long countedSince;
        private int asked;
        private boolean often;

        Thing(long now) {
            countedSince = now;
        }

        synchronized boolean askedOften(long now) {
            if (now - countedSince > COUNTED_FOR) {
                often = asked >= OFTEN && now - countedSince < 2 * COUNTED_FOR;
                asked = 0;
                countedSince = now;
            }
            asked++;
            return often || asked > OFTEN;
        }
    }

    /// It changed, as far as this node knows: all are read anew.
    public void forget() {
        things.clear();
    }

    /// @param reading asked when nothing is known that is new enough; what it throws is thrown
    public V get(K key, Supplier<V> reading) {
        long now = nanoTime.getAsLong();
        if (things.size() > THINGS_MAX) things.clear();
        var thing = things.computeIfAbsent(key, _ -> new Thing<>(now));
        if (!thing.askedOften(now)) return reading.get();
        var last = thing.last;
        if (last != null && now - last.at <= AGE_MAX) return last.value;
        boolean first = thing.reading.compareAndSet(false, true);
        // Who comes while another reads is content with what was known a moment longer.
        if (!first && last != null && now - last.at <= 2 * AGE_MAX) return last.value;
        try {
            var value = reading.get();
            thing.last = new Read<>(value, now);
            return value;
        } finally {
            if (first) thing.reading.set(false);
        }
    }
}

package org.tsudoi.bench;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// So many callers at once. Each calls, waits for the answer and calls again, until the time is over. What ends during
/// the warm-up is not counted. The first call that fails ends all of it.
public final class Callers {
    /// The same run draws the same numbers.
    private static final long SEED = 20261121;

    private final int callers;
    private final Duration warmup;
    private final Duration time;
    private final Progress progress;

    public Callers(int callers, Duration time, Progress progress) {
        this.callers = callers;
        this.warmup = time.dividedBy(3);
        this.time = time;
        this.progress = progress;
    }

    /// One call and its answer.
    @FunctionalInterface
    public interface Call {
        void make(RandomGenerator random) throws Exception;
    }

    public Measured make(String what, Call call) throws InterruptedException {
        var shift = new Shift(System.nanoTime() + warmup.toNanos(), time.toNanos());
        var ended = new CountDownLatch(callers);
        var randoms = new SplittableRandom(SEED);
        for (int caller = 0; caller < callers; caller++) {
            var random = randoms.split();
            Thread.ofVirtual().name("caller-" + caller).start(() -> {
                try {
                    shift.work(call, random);
                } finally {
                    ended.countDown();
                }
            });
        }
        while (!ended.await(1, TimeUnit.SECONDS)) {
            progress.tick(what, shift.calls.sum());
        }
        var failed = shift.failed.get();
        if (failed != null) throw new IllegalStateException(what + ": a call failed", failed);
        return new Measured(shift.calls.sum(), time, shift.latencies);
    }

    private record Shift(
            long start, long nanos, LongAdder calls, Latencies latencies, AtomicReference<@Nullable Exception> failed) {
        Shift(long start, long nanos) {
            this(start, nanos, new LongAdder(), new Latencies(), new AtomicReference<>());
        }

        void work(Call call, RandomGenerator random) {
            try {
                while (failed.get() == null) {
                    long began = System.nanoTime();
                    if (began - start >= nanos) return;
                    call.make(random);
                    count(began, System.nanoTime());
                }
            } catch (Exception e) {
                failed.compareAndSet(null, e);
            }
        }

        private void count(long began, long over) {
            if (over < start || over - start >= nanos) return;
            calls.increment();
            latencies.add(over - began);
        }
    }
}

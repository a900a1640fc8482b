package org.tsudoi.journeys;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits for something that other processes bring about, no longer than told.
final class Await {
    private static final long LOOK_EVERY_NANOS = 100_000_000;

    /// Whatever comes comes sooner, also on a machine that does much else: only what never comes takes so long.
    static final Duration LONG = Duration.ofMinutes(3);

    private Await() {}

    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    static void until(String what, Duration most, Condition condition) {
        until(what, most, condition, () -> "");
    }

    /// @param seen told with the failure when it never came about
    static void until(String what, Duration most, Condition condition, Supplier<String> seen) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("waited " + most.toSeconds() + " s in vain for " + what + seen.get());
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        }
    }

    static <T> T present(String what, Duration most, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            var found = look.get();
            if (found.isPresent()) return found.get();
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + most.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}

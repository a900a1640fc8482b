package org.tsudoi.payments.omise;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets what concerns one payment or refund be done by one thread of this process at a time: Omise knows no key by
/// which a repeated call would be done once, so looking and making have to be one step.
final class OneAtATime {
    private static final int LOCKS = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    <T> T of(Object subject, Supplier<T> doing) {
        var lock = locks[Math.floorMod(subject.hashCode(), LOCKS)];
        lock.lock();
        try {
            return doing.get();
        } finally {
            lock.unlock();
        }
    }
}

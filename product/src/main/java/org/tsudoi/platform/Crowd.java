package org.tsudoi.platform;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Whether so many people wait for an answer of this process that whatever can wait should let them go first.
@Component
public class Crowd {
    private static final int FOR_EACH_PROCESSOR = 4;

    private final AtomicInteger waiting = new AtomicInteger();

    /// Somebody has asked for something, and calls `leave` when they have their answer.
    public void enter() {
        waiting.incrementAndGet();
    }

    public void leave() {
        waiting.decrementAndGet();
    }

    public boolean isHere() {
        return waiting.get() > FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors();
    }
}

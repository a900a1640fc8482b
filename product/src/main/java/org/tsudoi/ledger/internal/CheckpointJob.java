package org.tsudoi.ledger.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.internal.Checkpoints.Mark;
import org.tsudoi.platform.RecurringJob;

/// Takes a mark, and in a later run, when everything before it is final, makes the check points up to it. A
/// mark that is lost with its node costs nothing but the time until the next.
@Component
class CheckpointJob implements RecurringJob {
    private final Checkpoints checkpoints;
    private @Nullable Mark waiting;

    CheckpointJob(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public String name() {
        return "ledger-check-points";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public synchronized void run() {
        checkpoints.makeRoom();
        var mark = waiting == null ? checkpoints.mark() : waiting;
        if (checkpoints.isFinal(mark)) {
            checkpoints.advance(mark);
            waiting = null;
        } else {
            waiting = mark;
        }
    }
}

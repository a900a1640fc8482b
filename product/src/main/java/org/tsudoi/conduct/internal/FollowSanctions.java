package org.tsudoi.conduct.internal;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.stages.Sanctions;

/// Does what follows from decisions, until nothing is left: also for what comes back or is bought afterwards.
@Component
class FollowSanctions implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(FollowSanctions.class);

    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Sanctions sanctions;
    private final CarryingOut carrying;
    private final HoldingSales holding;

    FollowSanctions(Sanctions sanctions, CarryingOut carrying, HoldingSales holding) {
        this.sanctions = sanctions;
        this.carrying = carrying;
        this.holding = holding;
    }

    @Override
    public String name() {
        return "conduct-follow-sanctions";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        sanctions.endOver();
        sanctions.toCarryOut().forEach(one -> apart(() -> carrying.carryOut(one)));
        sanctions.toRestore().forEach(one -> apart(() -> carrying.restore(one)));
        holding.run();
    }

    /// One that cannot be followed keeps no other.
    private static void apart(Runnable one) {
        try {
            one.run();
        } catch (RuntimeException fault) {
            LOG.warn("a decision has to wait", fault);
        }
    }
}

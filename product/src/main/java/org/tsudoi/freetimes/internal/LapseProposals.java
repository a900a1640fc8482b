package org.tsudoi.freetimes.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Frees the times of proposals that nobody answered and of bookings that nobody paid.
@Component
class LapseProposals implements RecurringJob {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int A_RUN = 5_000;

    private final ProposingTimes proposing;
    private final Clock clock;

    LapseProposals(ProposingTimes proposing, Clock clock) {
        this.proposing = proposing;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "freetimes-lapse-proposals";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        proposing.lapseDue(clock.instant(), A_RUN);
    }
}

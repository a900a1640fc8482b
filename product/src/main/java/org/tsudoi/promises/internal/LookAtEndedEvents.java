package org.tsudoi.promises.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.promises.Outcomes;

@Component
class LookAtEndedEvents implements RecurringJob {
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Outcomes outcomes;

    LookAtEndedEvents(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public String name() {
        return "promises-look-at-ended-events";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        outcomes.look();
    }
}

package org.tsudoi.promises.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.promises.DateOutcomes;
import org.tsudoi.promises.Outcomes;

@Component
class LookAtEndedEvents implements RecurringJob {
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Outcomes outcomes;
    private final DateOutcomes dates;

    LookAtEndedEvents(Outcomes outcomes, DateOutcomes dates) {
        this.outcomes = outcomes;
        this.dates = dates;
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
        dates.look();
    }
}

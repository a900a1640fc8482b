package org.tsudoi.points.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.points.Points;

/// Takes expired points out of the books. They cannot be spent from their expiry on, whenever this runs.
@Component
class ExpirePoints implements RecurringJob {
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Points points;

    ExpirePoints(Points points) {
        this.points = points;
    }

    @Override
    public String name() {
        return "points-expire-due";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        points.expireDue();
    }
}

package org.tsudoi.memberships.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.platform.RecurringJob;

/// Opens and charges what is due, also where midnight has just gone by, and asks about what was not answered.
@Component
class RenewMemberships implements RecurringJob {
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Memberships memberships;

    RenewMemberships(Memberships memberships) {
        this.memberships = memberships;
    }

    @Override
    public String name() {
        return "memberships-renew";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        memberships.runDue();
    }
}

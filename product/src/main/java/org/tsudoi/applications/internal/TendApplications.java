package org.tsudoi.applications.internal;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Applications;
import org.tsudoi.platform.RecurringJob;

/// What nobody tells of: offers that were accepted, times that have passed, and a seat that became
/// free at the very moment at which the first one began to wait.
@Component
class TendApplications implements RecurringJob {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(TendApplications.class);

    private final Applications applications;

    TendApplications(Applications applications) {
        this.applications = applications;
    }

    @Override
    public String name() {
        return "applications-tend";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /// One that cannot be tended does not keep the others waiting.
    @Override
    public void run() {
        for (var event : applications.eventsToTend()) {
            try {
                applications.tend(event);
            } catch (RuntimeException fault) {
                LOG.error("applications for {} could not be tended", event, fault);
            }
        }
    }
}

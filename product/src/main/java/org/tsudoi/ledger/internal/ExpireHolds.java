package org.tsudoi.ledger.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.platform.RecurringJob;

/// Frees what holds kept that nobody ended. Whoever holds something releases it in time; this bounds what a
/// fault could keep.
@Component
class ExpireHolds implements RecurringJob {
    private static final int BATCH = 100;

    private final Ledger ledger;
    private final Clock clock;

    ExpireHolds(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ledger-expire-holds";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        while (ledger.expireDue(clock.instant(), BATCH).size() == BATCH) {
            // the next batch
        }
    }
}

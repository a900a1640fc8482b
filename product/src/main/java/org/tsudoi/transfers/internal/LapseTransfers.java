package org.tsudoi.transfers.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.transfers.Transfers;

/// Leaves with their buyers what no friend accepted, and forgets friends a month after the event.
@Component
class LapseTransfers implements RecurringJob {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration KEPT_AFTER_EVENT = Duration.ofDays(30);

    private final Transfers transfers;
    private final TransferTable table;
    private final Clock clock;

    LapseTransfers(Transfers transfers, TransferTable table, Clock clock) {
        this.transfers = transfers;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "transfers-lapse-due";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        transfers.lapseDue();
        table.forget(clock.instant().minus(KEPT_AFTER_EVENT));
    }
}

package org.tsudoi.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

@Component
class ForgetDoneItems implements RecurringJob {
    private static final Duration KEPT = Duration.ofDays(30);

    private final OutboxTable table;
    private final Clock clock;

    ForgetDoneItems(OutboxTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outbox-forget-done-items";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        table.deleteDoneBefore(clock.instant().minus(KEPT));
    }
}

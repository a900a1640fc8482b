package org.tsudoi.applications.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Who asked for a place and had none is nobody's business once the event is over. What was sold stands in the order.
@Component
class ForgetApplications implements RecurringJob {
    private static final Duration EVERY = Duration.ofDays(1);

    /// For whoever asks what became of it.
    private static final Period KEPT_AFTER_EVENT = Period.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgetApplications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "applications-forget";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        delete from application a using event e
                        where e.id = a.event and a.state not in ('waiting', 'asked', 'offered')
                            and coalesce(e.cancelled_at, e.ends_at) < :before""").param("before", now.minus(KEPT_AFTER_EVENT)).update();
        jdbc.sql("delete from application where state = 'unproven' and until < :now")
                .param("now", now)
                .update();
    }
}

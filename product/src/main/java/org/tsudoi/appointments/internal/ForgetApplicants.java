package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Nobody stays named in public for longer than they may remember to have wanted it.
@Component
class ForgetApplicants implements RecurringJob {
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Period NAMED_FOR = Period.ofYears(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgetApplicants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "appointments-forget-applicants";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        jdbc.sql("delete from session_applicant where shown_at < :before")
                .param("before", clock.instant().atOffset(ZoneOffset.UTC).minus(NAMED_FOR))
                .update();
    }
}

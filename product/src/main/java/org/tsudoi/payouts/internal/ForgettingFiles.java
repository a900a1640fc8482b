package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// What was handed to the bank is forgotten once no law asks for it: account numbers are in it. Its hash stays.
@Component
class ForgettingFiles implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(ForgettingFiles.class);

    /// As the books to which they belong, and where losses are carried forward (会社法 432条 2項, 法人税法施行規則
    /// 26条の3); the tax office alone asks for seven (法人税法施行規則 59条).
    private static final int YEARS = 10;

    private static final int MONTHS_TO_RETURN = 2;

    private final RunTable runs;
    private final Clock clock;

    ForgettingFiles(RunTable runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /// When the operator's year ends is not known here, so that the latest end is taken.
    static LocalDate keptUntil(Instant made) {
        return YearMonth.from(made.atOffset(ZoneOffset.UTC))
                .plusYears(1)
                .plusMonths(MONTHS_TO_RETURN)
                .plusYears(YEARS)
                .atEndOfMonth();
    }

    @Override
    public String name() {
        return "payouts-forget-files";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        var now = clock.instant();
        int forgotten = runs.forgetFiles(LocalDate.ofInstant(now, ZoneOffset.UTC), now);
        if (forgotten > 0) LOG.info("{} files for the bank were forgotten, as their time was over", forgotten);
    }
}

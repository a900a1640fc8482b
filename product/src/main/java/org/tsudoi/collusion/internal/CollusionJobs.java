package org.tsudoi.collusion.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.platform.RecurringJob;

/// When it is done by itself.
@Configuration(proxyBeanMethods = false)
class CollusionJobs {
    /// While most of Japan and Thailand do something else: 02:00 in Tokyo, midnight in Bangkok.
    private static final LocalTime DUE = LocalTime.of(17, 0);

    /// Long enough that nothing of it is found again, and for a claim that it was wrong.
    private static final Duration KEPT_AFTER = Duration.ofDays(2 * 365);

    private static final Duration LOOKED_EVERY = Duration.ofMinutes(30);

    @Bean
    RecurringJob lookForCollusion(Collusion collusion, DecidingCases deciding, ReversingBonuses bonuses, Clock clock) {
        return new Job("collusion-daily", LOOKED_EVERY, () -> {
            var now = clock.instant();
            deciding.grantLate(now.minus(Collusion.APPEAL_DECIDED_WITHIN));
            deciding.releaseLongHeld(now.minus(Collusion.HELD_AT_MOST));
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC).atTime(DUE).toInstant(ZoneOffset.UTC);
            var due = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
            boolean done = collusion
                    .newestLook()
                    .filter(look -> !look.at().isBefore(due))
                    .isPresent();
            if (done) return;
            bonuses.settleAll();
            collusion.look();
        });
    }

    @Bean
    RecurringJob forgetClosedCases(CaseTable cases, Clock clock) {
        return new Job(
                "collusion-forget",
                Duration.ofDays(1),
                () -> cases.forgetClosedBefore(clock.instant().minus(KEPT_AFTER)));
    }

    private record Job(String name, Duration every, Runnable work) implements RecurringJob {
        @Override
        public void run() {
            work.run();
        }
    }
}

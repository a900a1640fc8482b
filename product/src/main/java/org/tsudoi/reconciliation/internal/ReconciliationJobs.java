package org.tsudoi.reconciliation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.reconciliation.Reconciliation.AlarmRaised;

/// When it is done by itself, and when somebody is told.
@Configuration(proxyBeanMethods = false)
class ReconciliationJobs {
    private static final String BY_ITSELF = "tsudoi";

    /// By then the days of all providers are over and their reports there, three hours late at the most.
    private static final LocalTime DUE = LocalTime.of(3, 30);

    private static final Duration LOOKED_EVERY = Duration.ofMinutes(10);
    /// A mail for each of many would be read by nobody.
    private static final Duration NOT_AGAIN_WITHIN = Duration.ofHours(1);

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofHours(2);

    @Bean
    RecurringJob reconcileDaily(Reconciliation reconciliation, RunTable runs, Clock clock) {
        return new Job("reconciliation-daily", LOOKED_EVERY, () -> {
            var now = clock.instant();
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC).atTime(DUE).toInstant(ZoneOffset.UTC);
            var due = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
            boolean done = runs.newestGood().filter(at -> !at.isBefore(due)).isPresent();
            boolean tried = runs.newest()
                    .filter(run -> run.beganAt().isAfter(now.minus(AGAIN_AFTER_FAILURE)))
                    .isPresent();
            if (!done && !tried) reconciliation.run(BY_ITSELF);
        });
    }

    @Bean
    RecurringJob raiseAlarms(
            Reconciliation reconciliation,
            RunTable runs,
            TransactionTemplate transactions,
            ApplicationEventPublisher publisher,
            Clock clock) {
        return new Job("reconciliation-alarm", LOOKED_EVERY, () -> {
            var alarm = reconciliation.alarm();
            if (alarm.isQuiet()) return;
            var now = clock.instant();
            var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
            transactions.executeWithoutResult(_ -> {
                if (runs.raiseAlarm(day, now, NOT_AGAIN_WITHIN)) {
                    publisher.publishEvent(new AlarmRaised(day, now, alarm));
                }
            });
        });
    }

    @Bean
    OutboxHandler runWhenAsked(Reconciliation reconciliation) {
        return new OutboxHandler() {
            @Override
            public String topic() {
                return AtTheReconciliationDesk.TOPIC;
            }

            @Override
            public Handled handle(OutboxItem item) {
                reconciliation.run(item.payload().path("who").asString(BY_ITSELF));
                return Handled.done();
            }
        };
    }

    private record Job(String name, Duration every, Runnable work) implements RecurringJob {
        @Override
        public void run() {
            work.run();
        }
    }
}

package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// What is kept of a guest who wants no reminders ends, and not while it is of use.
@ProductTest
class ReminderWishesTest {
    private static final Duration YEAR = Duration.ofDays(366);

    private final Reminders reminders;
    private final List<RecurringJob> jobs;
    private final TestClock clock;
    private final EmailAddress used;
    private final EmailAddress unused;

    ReminderWishesTest(Reminders reminders, List<RecurringJob> jobs, Market market, TestClock clock) {
        this.reminders = reminders;
        this.jobs = jobs;
        this.clock = clock;
        this.used = market.mail("guest");
        this.unused = market.mail("guest");
    }

    private void forgotten() {
        jobs.stream()
                .filter(job -> job.name().equals("notices-forget-reminder-wishes"))
                .forEach(RecurringJob::run);
    }

    @Test
    void anAddressIsForgottenThreeYearsAfterItLastKeptAMailFromBeingSent() {
        reminders.want(used, false);
        reminders.want(unused, false);
        clock.forward(YEAR.multipliedBy(2));
        forgotten();
        assertThat(reminders.areWanted(null, unused)).isFalse();
        assertThat(reminders.maySend(null, used)).isFalse();
        clock.forward(YEAR);
        forgotten();
        assertThat(reminders.areWanted(null, unused)).isTrue();
        assertThat(reminders.areWanted(null, used)).isFalse();
        clock.forward(YEAR.multipliedBy(2));
        forgotten();
        assertThat(reminders.areWanted(null, used)).isTrue();
    }
}

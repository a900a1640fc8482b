package org.tsudoi.notices;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Guests who want no reminders are nobody's account: what is kept of their address ends by itself.
@Component
class ForgetReminderWishes implements RecurringJob {
    private static final Duration EVERY = Duration.ofDays(1);

    private final Reminders reminders;

    ForgetReminderWishes(Reminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public String name() {
        return "notices-forget-reminder-wishes";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        reminders.forget();
    }
}

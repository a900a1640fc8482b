package org.tsudoi.conversations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Erases what people wrote once no claim can rest on it any more: five years after it was written (民法166条). That
/// something was written stays.
@Component
class ForgetMessages implements RecurringJob {
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int BATCH = 500;

    /// A day more than the database asks for, wherever the day begins.
    private static final Period KEPT_FOR = Period.of(5, 0, 1);

    private final MessageTable messages;
    private final Clock clock;

    ForgetMessages(MessageTable messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "conversations-forget-messages";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        var before = now.atOffset(ZoneOffset.UTC).minus(KEPT_FOR).toInstant();
        int forgotten = BATCH;
        while (forgotten == BATCH) forgotten = messages.forget(before, now, BATCH);
    }
}

package org.tsudoi.payments.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Webhooks are kept as long as somebody may ask what was delivered; providers deliver the same one again for
/// days, not months.
@Component
class ForgettingDeliveries implements RecurringJob {
    private static final Duration DELIVERIES_KEPT = Duration.ofDays(180);
    private static final Duration REFUSED_KEPT = Duration.ofDays(30);

    private final WebhookTable webhooks;
    private final Clock clock;

    ForgettingDeliveries(WebhookTable webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payments-forget-deliveries";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        var now = clock.instant();
        webhooks.forget(now.minus(DELIVERIES_KEPT), now.minus(REFUSED_KEPT));
    }
}

package org.tsudoi.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;

/// Goes from the past to the present, deed by deed, with Town beside it; after each deed everything is done
/// that jobs would have done by then.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Journey {
    private static final Logger LOG = LoggerFactory.getLogger(Journey.class);
    private static final int PROGRESS_STEP = 5;

    private final DemoClock clock;
    private final Town town;
    private final Orders orders;
    private final OutboxRunner outbox;
    private final PriorityQueue<Deed> ahead =
            new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::number));
    private int deeds;
    private int told;

    private record Deed(Instant at, int number, Runnable what) {}

    Journey(DemoClock clock, Town town, Orders orders, OutboxRunner outbox) {
        this.clock = clock;
        this.town = town;
        this.orders = orders;
        this.outbox = outbox;
    }

    Instant now() {
        return clock.instant();
    }

    /// Where the journey ends.
    Instant present() {
        return clock.instant().plus(clock.behind());
    }

    /// What would happen after the present does not happen.
    void at(Instant moment, Runnable what) {
        ahead.add(new Deed(moment, deeds++, what));
    }

    void begin(Duration behind) {
        town.beginBehind(behind);
        clock.goBack(behind);
    }

    void toThePresent(Duration whole) {
        while (!ahead.isEmpty() && ahead.peek().at().isBefore(present())) {
            var next = ahead.remove();
            forwardTo(next.at());
            next.what().run();
            settle();
            tell(whole);
        }
        forward(clock.behind());
        settle();
        town.tellFromNowOn();
        clock.arrive();
    }

    private void forwardTo(Instant moment) {
        long seconds = Duration.between(now(), moment).toSeconds();
        if (seconds > 0)
            forward(Duration.ofSeconds(Math.min(seconds, clock.behind().toSeconds())));
    }

    private void forward(Duration by) {
        town.forward(by);
        clock.forward(by);
    }

    private void settle() {
        orders.lapseDue();
        outbox.runDue();
    }

    private void tell(Duration whole) {
        int percent = (int) (100 - 100 * clock.behind().toSeconds() / whole.toSeconds());
        if (percent < told + PROGRESS_STEP) return;
        told = percent - percent % PROGRESS_STEP;
        LOG.info("demo data {} %", told);
    }
}

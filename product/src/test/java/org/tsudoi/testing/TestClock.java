package org.tsudoi.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test moves it. It is shared by all tests of the context: move it forward,
/// never back.
public final class TestClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    public TestClock(Instant now) {
        this(new AtomicReference<>(whole(now)), ZoneOffset.UTC);
    }

    private TestClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    public void forward(Duration by) {
        now.updateAndGet(before -> whole(before.plus(by)));
    }

    /// To a moment that is not before now.
    public void forwardTo(Instant moment) {
        now.updateAndGet(before -> moment.isAfter(before) ? whole(moment) : before);
    }

    /// As the database keeps it: what ends at this moment is over at this moment.
    private static Instant whole(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(now, other);
    }
}

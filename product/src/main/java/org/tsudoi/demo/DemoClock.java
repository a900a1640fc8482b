package org.tsudoi.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The machine's time; while the past of the demonstration is lived through, some whole seconds behind it. Once
/// it has arrived at the present it cannot be moved any more.
final class DemoClock extends Clock {
    private enum Stage {
        FRESH,
        TRAVELLING,
        ARRIVED
    }

    private final Clock machine = Clock.systemUTC();
    private volatile Duration behind = Duration.ZERO;
    private Stage stage = Stage.FRESH;

    /// Once, at the beginning.
    synchronized void goBack(Duration by) {
        if (stage != Stage.FRESH || by.isNegative()) {
            throw new IllegalStateException("the clock goes back once, before anything has happened");
        }
        stage = Stage.TRAVELLING;
        behind = by;
    }

    /// Never beyond the present.
    synchronized void forward(Duration by) {
        if (stage != Stage.TRAVELLING || by.isNegative() || by.compareTo(behind) > 0) {
            throw new IllegalStateException("the clock goes forward while it travels, up to the present");
        }
        behind = behind.minus(by);
    }

    synchronized void arrive() {
        if (!behind.isZero()) throw new IllegalStateException("still " + behind + " behind");
        stage = Stage.ARRIVED;
    }

    Duration behind() {
        return behind;
    }

    @Override
    public Instant instant() {
        return machine.instant().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        var demo = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return demo.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return demo.withZone(other);
            }
        };
    }
}

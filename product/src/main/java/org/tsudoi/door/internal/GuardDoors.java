package org.tsudoi.door.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.door.Door;
import org.tsudoi.platform.RecurringJob;

/// Watches the rooms behind open doors.
@Component
class GuardDoors implements RecurringJob {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Door door;

    GuardDoors(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "door-guard";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        door.guard();
    }
}

package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// How long before something begins people are reminded of it.
enum Before {
    DAY(Duration.ofHours(24), Duration.ofHours(6), Duration.ofHours(12)),
    HOUR(Duration.ofHours(1), Duration.ofMinutes(40), Duration.ofHours(1));

    private final Duration before;
    /// So much later than its time nobody is reminded any more: the program stood still.
    private final Duration lateMax;
    /// To whom it came about so shortly before its time, they have just read a mail about it.
    private final Duration settledMin;

    Before(Duration before, Duration lateMax, Duration settledMin) {
        this.before = before;
        this.lateMax = lateMax;
        this.settledMin = settledMin;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What begins at the latest then is due.
    Instant latest(Instant now) {
        return now.plus(before);
    }

    /// What began by then is too near.
    Instant tooNear(Instant now) {
        return latest(now).minus(lateMax);
    }

    /// Before a beginning, by when what leads to it must have come about.
    Duration notice() {
        return before.plus(settledMin);
    }

    boolean isSettled(Instant cameAbout, Instant start) {
        return cameAbout.isBefore(start.minus(notice()));
    }
}

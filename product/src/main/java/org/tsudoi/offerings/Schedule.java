package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// When people agreed to meet: a local time in a zone. The instants follow from it.
public record Schedule(LocalDateTime start, Duration length, ZoneId zone) {
    public static final Duration LENGTH_MAX = Duration.ofHours(12);

    public Schedule {
        if (length.isNegative() || length.isZero() || length.compareTo(LENGTH_MAX) > 0) {
            throw new IllegalArgumentException("an event lasts between a minute and twelve hours");
        }
    }

    public Instant startsAt() {
        return start.atZone(zone).toInstant();
    }

    public Instant endsAt() {
        return startsAt().plus(length);
    }
}

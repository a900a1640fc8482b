package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// When people meet.
public sealed interface Schedule {
    /// The zone of whoever offers it: times are told in it.
    ZoneId zone();

    /// Empty where there is no time that holds for everybody.
    Optional<Instant> startsAt();

    Optional<Instant> endsAt();

    /// Everybody at the same time: a local time in a zone. The instants follow from it.
    record Fixed(LocalDateTime start, Duration length, ZoneId zone) implements Schedule {
        public static final Duration LENGTH_MAX = Duration.ofHours(12);

        public Fixed {
            if (length.isNegative() || length.isZero() || length.compareTo(LENGTH_MAX) > 0) {
                throw new IllegalArgumentException("an event lasts between a minute and twelve hours");
            }
        }

        public Instant begin() {
            return start.atZone(zone).toInstant();
        }

        public Instant end() {
            return begin().plus(length);
        }

        @Override
        public Optional<Instant> startsAt() {
            return Optional.of(begin());
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(end());
        }
    }

    /// Paid for by the month: nobody meets by it, and it is sold period by period.
    record Monthly(ZoneId zone) implements Schedule {
        @Override
        public Optional<Instant> startsAt() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.empty();
        }
    }

    /// Given as soon as it is paid: what the house sells itself, to whoever it asked.
    record AtOnce(ZoneId zone) implements Schedule {
        @Override
        public Optional<Instant> startsAt() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.empty();
        }
    }

    /// By arrangement: each who has paid agrees on a time with the host.
    record Arranged(ZoneId zone) implements Schedule {
        @Override
        public Optional<Instant> startsAt() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.empty();
        }
    }
}

package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
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

    /// Several dates sold as one: a seat of it is a seat in each of them. Soonest first, none before another is over.
    record Course(List<CourseDate> dates, CourseRules rules) implements Schedule {
        public static final int DATES_MIN = 2;
        public static final int DATES_MAX = 60;

        public Course {
            dates = dates.stream()
                    .sorted(Comparator.comparing(CourseDate::begin))
                    .toList();
            if (dates.isEmpty() || dates.size() > DATES_MAX) {
                throw new IllegalArgumentException("a course has dates, and " + DATES_MAX + " of them at most");
            }
            for (int i = 1; i < dates.size(); i++) {
                if (dates.get(i).begin().isBefore(dates.get(i - 1).end())
                        || !dates.get(i)
                                .times()
                                .zone()
                                .equals(dates.get(0).times().zone())) {
                    throw new IllegalArgumentException("dates of a course follow each other, in one zone");
                }
            }
        }

        @Override
        public ZoneId zone() {
            return dates.getFirst().times().zone();
        }

        @Override
        public Optional<Instant> startsAt() {
            return Optional.of(dates.getFirst().begin());
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(dates.getLast().end());
        }

        /// Until the last date begins before which somebody may join, of those that take place.
        public Instant soldUntil() {
            var held = held();
            return held.isEmpty()
                    ? dates.getFirst().begin()
                    : held.get(Math.min(rules.missedMax(), held.size() - 1)).begin();
        }

        /// Those that were not called off.
        public List<CourseDate> held() {
            return dates.stream().filter(date -> !date.calledOff()).toList();
        }

        public Optional<CourseDate> date(DateId id) {
            return dates.stream().filter(date -> date.id().equals(id)).findFirst();
        }

        /// Those that have not begun and take place.
        public List<CourseDate> left(Instant now) {
            return dates.stream().filter(date -> !date.isFixed(now)).toList();
        }

        /// The first that is not over, of those that take place.
        public Optional<CourseDate> next(Instant now) {
            return dates.stream()
                    .filter(date -> !date.calledOff() && !date.hasEnded(now))
                    .findFirst();
        }

        /// Counted from one.
        public int numberOf(DateId id) {
            for (int i = 0; i < dates.size(); i++) if (dates.get(i).id().equals(id)) return i + 1;
            return 0;
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

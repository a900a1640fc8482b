package org.tsudoi.freetimes.internal;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.ICalProperty;
import biweekly.property.RecurrenceRule;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.iter.RecurrenceIterator;
import biweekly.util.com.google.ical.iter.RecurrenceIteratorFactory;
import biweekly.util.com.google.ical.values.DateTimeValue;
import biweekly.util.com.google.ical.values.DateTimeValueImpl;
import biweekly.util.com.google.ical.values.DateValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All times of one event. Rules repeat on the wall clock of the event, so that 9:00 stays 9:00 when
/// clocks change; only then is each time placed on the line of instants.
final class Occurrences {
    /// The library counts years in an int.
    private static final int INTERVAL_MAX = 10_000;
    private static final int TIMES_A_DAY_MAX = 96;
    /// Before it nothing of today has begun.
    private static final Instant LONG_AGO = Instant.parse("1500-01-01T00:00:00Z");
    /// The library gives up when nothing has come for 100 years.
    private static final int YEARS_AHEAD_MAX = 90;

    private static final Set<Frequency> TOO_OFTEN = Set.of(Frequency.SECONDLY, Frequency.MINUTELY);
    /// The library counts on the wall clock when it is told that clocks never change.
    private static final TimeZone NO_CHANGES = TimeZone.getTimeZone("UTC");

    private final VEvent event;
    private final ICalendar calendar;
    private final ZoneId host;
    private final Patience patience;
    private final ICalDate start;
    private final WallClock clock;

    Occurrences(VEvent event, ICalendar calendar, ZoneId host, Patience patience) {
        this.event = event;
        this.calendar = calendar;
        this.host = host;
        this.patience = patience;
        this.start = event.getDateStart().getValue();
        this.clock = clock(start, event.getDateStart(), calendar, host);
    }

    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMany() {
            super("more times than anybody has", null, false, false);
        }
    }

    /// A rule that nobody makes, or none that can be read.
    static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1;

        Odd(String what) {
            super(what, null, false, false);
        }
    }

    /// How many times of a whole file are looked at and kept, whatever its rules say. Whoever reads can
    /// be told to stop.
    static final class Patience {
        private static final int SPANS_MAX = 20_000;
        private int left = 3_000_000;
        private int spans = SPANS_MAX;

        void lessen() {
            left--;
            if (left < 0 || Thread.currentThread().isInterrupted()) throw new TooMany();
        }

        void keep() {
            spans--;
            if (spans < 0) throw new TooMany();
        }
    }

    /// @param replaced starts that do not take place
    List<Interval> within(Interval window, Set<Instant> replaced) {
        if (event.getExperimentalProperty("RRULE") != null) throw new Odd("a rule that cannot be read");
        patience.lessen();
        var busy = new ArrayList<Interval>();
        var lasts = lasts();
        var from = Interval.later(window.from().minus(lasts).minus(Duration.ofDays(1)), LONG_AGO);
        var left = new HashSet<>(replaced);
        var leftDays = new HashSet<LocalDate>();
        excluded(left, leftDays);
        starts(from, window.until(), time -> {
            var at = clock.at(time);
            if (left.contains(at) || leftDays.contains(time.toLocalDate())) return;
            keep(Interval.of(at, end(time, at, lasts)), window, busy);
        });
        periods(busy, window);
        return busy;
    }

    private static void keep(Optional<Interval> found, Interval window, List<Interval> busy) {
        found.flatMap(one -> one.within(window)).ifPresent(busy::add);
    }

    /// Without whatever its rules say.
    Optional<Interval> first(Interval window) {
        var time = wall(start);
        var at = clock.at(time);
        return Interval.of(at, end(time, at, lasts())).flatMap(one -> one.within(window));
    }

    /// Days are as long as the host's days are, other times exactly as long as the first one.
    private Instant end(LocalDateTime time, Instant at, Duration lasts) {
        return start.hasTime() ? at.plus(lasts) : clock.at(time.plusDays(lasts.toDays()));
    }

    private Duration lasts() {
        var end = event.getDateEnd();
        if (end != null && end.getValue() != null) {
            if (!start.hasTime()) {
                return Duration.ofDays(ChronoUnit.DAYS.between(
                        wall(start).toLocalDate(), wall(end.getValue()).toLocalDate()));
            }
            return positive(Duration.between(clock.at(wall(start)), time(end.getValue(), end, calendar, host)));
        }
        var duration = event.getDuration();
        if (duration != null && duration.getValue() != null) {
            return positive(Duration.ofMillis(duration.getValue().toMillis()));
        }
        return start.hasTime() ? Duration.ZERO : Duration.ofDays(1);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private void starts(Instant from, Instant until, Consumer<LocalDateTime> found) {
        var times = new HashSet<LocalDateTime>();
        // The first time counts, whether the rule names it or not (RFC 5545 §3.8.5.3).
        times.add(wall(start));
        for (var rule : event.getProperties(RecurrenceRule.class)) {
            if (rule.getValue() != null) times.addAll(repeated(rule.getValue(), from, until));
        }
        for (var more : event.getRecurrenceDates()) {
            for (var date : more.getDates()) times.add(onThisClock(date, more));
        }
        times.stream().sorted().forEach(found);
    }

    private List<LocalDateTime> repeated(Recurrence rule, Instant from, Instant until) {
        mustBeUsual(rule);
        var repeating =
                repeating(rule, LocalDateTime.ofInstant(from, ZoneOffset.UTC).minusDays(1));
        var times = new ArrayList<LocalDateTime>();
        while (repeating.hasNext()) {
            patience.lessen();
            var time = wall(repeating.next());
            var at = clock.at(time);
            if (at.isAfter(until) || isAfterItsEnd(time, rule.getUntil())) break;
            if (!at.isBefore(from)) {
                patience.keep();
                times.add(time);
            }
        }
        return times;
    }

    /// The library looks at each second of a hundred years, and does not come back meanwhile, for what
    /// never comes.
    private static void mustBeUsual(Recurrence rule) {
        if (rule.getFrequency() == null) throw new Odd("a rule without frequency");
        if (rule.getInterval() != null && rule.getInterval() > INTERVAL_MAX) throw new Odd("a long interval");
        if (TOO_OFTEN.contains(rule.getFrequency())) throw new Odd("too often");
        int hours = Math.max(1, rule.getByHour().size());
        int minutes = Math.max(1, rule.getByMinute().size());
        int seconds = Math.max(1, rule.getBySecond().size());
        boolean isOnceADay = rule.getFrequency() != Frequency.HOURLY && hours * minutes * seconds == 1;
        if (!isOnceADay && !rule.getBySetPos().isEmpty()) throw new Odd("some of the times of a day");
        if (hours * minutes * seconds > TIMES_A_DAY_MAX) throw new Odd("too many times a day");
        if (rule.getFrequency() == Frequency.HOURLY && isNarrowed(rule)) throw new Odd("hours of some days");
    }

    private static boolean isNarrowed(Recurrence rule) {
        return !rule.getByMonth().isEmpty()
                || !rule.getByMonthDay().isEmpty()
                || !rule.getByYearDay().isEmpty()
                || !rule.getByWeekNo().isEmpty();
    }

    /// Where the library may skip what is long over it does; not where times are counted, since it would
    /// do so at length.
    private RecurrenceIterator repeating(Recurrence rule, LocalDateTime first) {
        var begin = wall(start);
        var endless = new Recurrence.Builder(rule).until((ICalDate) null).build();
        var repeating = RecurrenceIteratorFactory.createRecurrenceIterator(endless, value(begin), NO_CHANGES);
        boolean maySkip = rule.getCount() == null && first.getYear() - begin.getYear() < YEARS_AHEAD_MAX;
        if (maySkip && first.isAfter(begin)) repeating.advanceTo(value(first));
        return repeating;
    }

    private boolean isAfterItsEnd(LocalDateTime time, @Nullable ICalDate until) {
        if (until == null) return false;
        if (!until.hasTime()) return time.toLocalDate().isAfter(wall(until).toLocalDate());
        var raw = Objects.requireNonNull(until.getRawComponents());
        return raw.isUtc() ? clock.at(time).isAfter(wall(until).toInstant(ZoneOffset.UTC)) : time.isAfter(wall(until));
    }

    private void excluded(Set<Instant> times, Set<LocalDate> days) {
        for (var some : event.getExceptionDates()) {
            for (var date : some.getValues()) {
                if (date.hasTime()) times.add(time(date, some, calendar, host));
                else days.add(wall(date).toLocalDate());
            }
        }
    }

    private void periods(List<Interval> busy, Interval window) {
        for (var some : event.getRecurrenceDates()) {
            for (var period : some.getPeriods()) {
                var from = time(period.getStartDate(), some, calendar, host);
                var until = period.getEndDate() == null
                        ? from.plusMillis(period.getDuration().toMillis())
                        : time(period.getEndDate(), some, calendar, host);
                keep(Interval.of(from, until), window, busy);
            }
        }
    }

    private LocalDateTime onThisClock(ICalDate date, ICalProperty property) {
        if (!date.hasTime() || !Objects.requireNonNull(date.getRawComponents()).isUtc()) return wall(date);
        var at = time(date, property, calendar, host);
        var guess = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return guess.plus(Duration.between(clock.at(guess), at));
    }

    static Instant time(ICalDate date, ICalProperty property, ICalendar calendar, ZoneId host) {
        return clock(date, property, calendar, host).at(wall(date));
    }

    /// A day is one of the host's, whatever else the file says.
    private static WallClock clock(ICalDate date, ICalProperty property, ICalendar calendar, ZoneId host) {
        var raw = date.getRawComponents();
        return date.hasTime() && raw != null ? WallClock.of(property, raw, calendar, host) : WallClock.of(host);
    }

    private static LocalDateTime wall(ICalDate date) {
        var raw = date.getRawComponents();
        var parts = raw == null ? new DateTimeComponents(date) : raw;
        var day = LocalDate.of(parts.getYear(), parts.getMonth(), parts.getDate());
        return date.hasTime()
                ? day.atTime(parts.getHour(), parts.getMinute(), Math.min(parts.getSecond(), 59))
                : day.atStartOfDay();
    }

    private static LocalDateTime wall(DateValue value) {
        var day = LocalDate.of(value.year(), value.month(), value.day());
        return value instanceof DateTimeValue time
                ? day.atTime(time.hour(), time.minute(), Math.min(time.second(), 59))
                : day.atStartOfDay();
    }

    private static DateValue value(LocalDateTime time) {
        return new DateTimeValueImpl(
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }
}

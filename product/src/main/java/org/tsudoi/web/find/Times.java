package org.tsudoi.web.find;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tsudoi.finding.Wanted.Window;

/// When somebody has time, on their own clock.
enum Times {
    ANY,
    TODAY,
    WEEK,
    EVENINGS,
    WEEKENDS,
    RANGE;

    static final int DAYS_MAX = 62;
    private static final int WEEK_DAYS = 7;
    private static final int DAYS_AHEAD = 28;
    private static final LocalTime EVENING = LocalTime.of(17, 0);
    private static final LocalTime NIGHT = LocalTime.of(22, 0);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Times of(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst().orElse(ANY);
    }

    /// Of those that are not chosen by their dates.
    List<Window> windows(Instant now, ZoneId zone) {
        var today = LocalDate.ofInstant(now, zone);
        return switch (this) {
            case ANY, RANGE -> List.of();
            case TODAY -> between(today, today, now, zone);
            case WEEK -> between(today, today.plusDays(WEEK_DAYS - 1), now, zone);
            case EVENINGS ->
                days(today)
                        .filter(day -> !WEEKEND.contains(day.getDayOfWeek()))
                        .flatMap(day -> window(
                                day.atTime(EVENING).atZone(zone).toInstant(),
                                day.atTime(NIGHT).atZone(zone).toInstant(),
                                now)
                                .stream())
                        .toList();
            case WEEKENDS ->
                days(today)
                        .filter(day -> WEEKEND.contains(day.getDayOfWeek()))
                        .flatMap(day -> between(day, day, now, zone).stream())
                        .toList();
        };
    }

    private static Stream<LocalDate> days(LocalDate today) {
        return IntStream.range(0, DAYS_AHEAD).mapToObj(today::plusDays);
    }

    /// @param until with this day
    static List<Window> between(LocalDate from, LocalDate until, Instant now, ZoneId zone) {
        return window(
                        from.atStartOfDay(zone).toInstant(),
                        until.plusDays(1).atStartOfDay(zone).toInstant(),
                        now)
                .stream()
                .toList();
    }

    private static Optional<Window> window(Instant from, Instant until, Instant now) {
        var begin = from.isBefore(now) ? now : from;
        return until.isAfter(begin) ? Optional.of(new Window(begin, until)) : Optional.empty();
    }
}

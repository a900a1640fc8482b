package org.tsudoi.series;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How a meeting repeats, reckoned from its first day.
public enum Rhythm {
    WEEKLY,
    BIWEEKLY,
    /// The same day of the month; its last where it has no such day.
    MONTHLY_BY_DAY,
    /// The same weekday of the month, such as the second Tuesday. Of a fifth one, the last.
    MONTHLY_BY_WEEKDAY;

    private static final int FIFTH = 5;

    /// @param times after the first day; zero is that day
    public LocalDate day(LocalDate first, int times) {
        return switch (this) {
            case WEEKLY -> first.plusWeeks(times);
            case BIWEEKLY -> first.plusWeeks(2L * times);
            case MONTHLY_BY_DAY -> first.plusMonths(times);
            case MONTHLY_BY_WEEKDAY -> {
                int which = (first.getDayOfMonth() - 1) / 7 + 1;
                var weekday = first.getDayOfWeek();
                yield YearMonth.from(first)
                        .plusMonths(times)
                        .atDay(1)
                        .with(
                                which == FIFTH
                                        ? TemporalAdjusters.lastInMonth(weekday)
                                        : TemporalAdjusters.dayOfWeekInMonth(which, weekday));
            }
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Rhythm> of(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}

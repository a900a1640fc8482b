package org.tsudoi.series;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How often a meeting takes place.
///
/// @param count with the first one, at most
/// @param until the last day on which it may; null where the count alone ends it
public record Repetition(Rhythm rhythm, int count, @Nullable LocalDate until) {
    public static final int COUNT_MIN = 2;
    public static final int COUNT_MAX = 52;

    public Repetition {
        if (count < COUNT_MIN || count > COUNT_MAX) {
            throw new IllegalArgumentException("a series is of 2 to 52: " + count);
        }
    }

    /// All days, the first one too.
    public List<LocalDate> days(LocalDate first) {
        return IntStream.range(0, count)
                .mapToObj(times -> rhythm.day(first, times))
                .takeWhile(day -> until == null || !day.isAfter(until))
                .toList();
    }
}

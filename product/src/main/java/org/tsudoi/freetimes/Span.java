package org.tsudoi.freetimes;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/// From one time to another on a wall clock, in whole minutes.
///
/// @param until when it is not after `from` it is of the next day; the same is a whole day
public record Span(LocalTime from, LocalTime until) implements Comparable<Span> {
    public Span {
        if (!isWhole(from) || !isWhole(until)) throw new IllegalArgumentException("no whole minutes");
    }

    private static boolean isWhole(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
    }

    public boolean runsOverMidnight() {
        return !until.isAfter(from) && !until.equals(LocalTime.MIDNIGHT);
    }

    public LocalDateTime startOn(LocalDate day) {
        return day.atTime(from);
    }

    /// Where it ends when it begins on that day.
    public LocalDateTime endFrom(LocalDate day) {
        return until.isAfter(from) ? day.atTime(until) : day.plusDays(1).atTime(until);
    }

    @Override
    public int compareTo(Span other) {
        return from.compareTo(other.from);
    }
}

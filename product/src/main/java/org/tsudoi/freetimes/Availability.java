package org.tsudoi.freetimes;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// When a host can be booked.
///
/// @param zone       the host's: all hours and days are of it
/// @param week       hours that begin on each day of the week; a day that is not there is closed
/// @param exceptions days with other hours, or closed. They are whole days: hours of the day before that
///                   run over midnight end at midnight there, and hours that begin there may run over
///                   midnight themselves.
public record Availability(
        ZoneId zone, Map<DayOfWeek, DayHours> week, SortedMap<LocalDate, DayHours> exceptions, BookingRules rules) {
    public static final int EXCEPTIONS_MAX = 400;
    /// Lines that it takes to write the exceptions down, from one day to another with one span of hours
    /// each.
    public static final int LINES_MAX = 120;

    public Availability {
        var days = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        week.forEach((day, hours) -> {
            if (!hours.isClosed()) days.put(day, hours);
        });
        week = Collections.unmodifiableMap(days);
        exceptions = Collections.unmodifiableSortedMap(new TreeMap<>(exceptions));
        if (exceptions.size() > EXCEPTIONS_MAX) throw new IllegalArgumentException("too many exceptions");
        int lines = spells(exceptions).stream().mapToInt(Spell::lines).sum();
        if (lines > LINES_MAX) throw new IllegalArgumentException("too many different exceptions");
    }

    /// Exceptions on days in a row with the same hours, such as a holiday.
    ///
    /// @param last with this day
    public record Spell(LocalDate first, LocalDate last, DayHours hours) {
        int lines() {
            return Math.max(1, hours.spans().size());
        }
    }

    /// @param from days before it are left out
    public List<Spell> spells(LocalDate from) {
        return spells(exceptions.tailMap(from));
    }

    private static List<Spell> spells(SortedMap<LocalDate, DayHours> exceptions) {
        var spells = new ArrayList<Spell>();
        exceptions.forEach((day, hours) -> {
            var before = spells.isEmpty() ? null : spells.getLast();
            if (before != null
                    && before.last().plusDays(1).equals(day)
                    && before.hours().equals(hours)) {
                spells.removeLast();
                spells.add(new Spell(before.first(), day, hours));
            } else {
                spells.add(new Spell(day, day, hours));
            }
        });
        return spells;
    }

    /// Of somebody who has not said anything yet.
    public static Availability closed(ZoneId zone) {
        return new Availability(zone, Map.of(), new TreeMap<>(), BookingRules.USUAL);
    }

    public DayHours on(LocalDate day) {
        var exception = exceptions.get(day);
        return exception == null ? week.getOrDefault(day.getDayOfWeek(), DayHours.CLOSED) : exception;
    }

    public boolean isException(LocalDate day) {
        return exceptions.containsKey(day);
    }

    public boolean isClosedAlways() {
        return week.isEmpty() && exceptions.values().stream().allMatch(DayHours::isClosed);
    }
}

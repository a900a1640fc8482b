package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.tsudoi.freetimes.Availability;

/// The instants at which a host's wall clock shows one of their hours.
final class OpenHours {
    /// More than any offset from UTC.
    private static final Duration FURTHER_THAN_ANY_OFFSET = Duration.ofHours(19);

    private OpenHours() {}

    /// In order and merged.
    static List<Interval> within(Interval wanted, Availability availability) {
        var first = day(wanted.from(), availability).minusDays(1);
        var last = day(wanted.until(), availability);
        var rules = availability.zone().getRules();
        var open = new ArrayList<Interval>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            var midnight = day.plusDays(1).atStartOfDay();
            boolean endsAtMidnight = availability.isException(day.plusDays(1));
            for (var span : availability.on(day).spans()) {
                var end = span.endFrom(day);
                add(span.startOn(day), endsAtMidnight && end.isAfter(midnight) ? midnight : end, rules, open);
            }
        }
        return Interval.merged(open).stream()
                .flatMap(
                        one -> Interval.of(
                                Interval.later(one.from(), wanted.from()),
                                Interval.earlier(one.until(), wanted.until()))
                                .stream())
                .toList();
    }

    private static LocalDate day(Instant at, Availability availability) {
        return at.atZone(availability.zone()).toLocalDate();
    }

    /// Looks at each stretch of time with one offset by itself: so an hour that is left out is in none of
    /// them, and one that comes twice is in two.
    private static void add(LocalDateTime start, LocalDateTime end, ZoneRules rules, List<Interval> into) {
        var from = start.toInstant(ZoneOffset.UTC).minus(FURTHER_THAN_ANY_OFFSET);
        var until = end.toInstant(ZoneOffset.UTC).plus(FURTHER_THAN_ANY_OFFSET);
        while (from.isBefore(until)) {
            var offset = rules.getOffset(from);
            var change = rules.nextTransition(from);
            var next = change == null ? until : Interval.earlier(until, change.getInstant());
            Interval.of(Interval.later(from, start.toInstant(offset)), Interval.earlier(next, end.toInstant(offset)))
                    .ifPresent(into::add);
            from = next;
        }
    }
}

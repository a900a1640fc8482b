package org.tsudoi.web.operator;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.tsudoi.web.Form;

/// The instant that a reader asks about, from the fields `day` and `time`: a day alone means its end.
final class AsOf {
    private AsOf() {}

    /// Nothing for now, or when it cannot be read: the form says so then.
    static Optional<Instant> read(Form form, ZoneId zone) {
        boolean noDay = form.value("day").isBlank();
        boolean noTime = form.value("time").isBlank();
        if (noDay && noTime) return Optional.empty();
        var day = form.date("day");
        if (noTime) {
            return day.map(one -> one.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1));
        }
        var time = form.time("time");
        return day.isEmpty() || time.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        throughMinute(time.get()).atDate(day.get()).atZone(zone).toInstant());
    }

    /// Up to the end of the minute: what happened in it counts.
    private static LocalTime throughMinute(LocalTime time) {
        return time.getSecond() == 0 ? time.plusSeconds(60).minusNanos(1_000_000) : time;
    }
}

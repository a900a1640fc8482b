package org.tsudoi.freetimes.internal;

import biweekly.ICalendar;
import biweekly.property.ICalProperty;
import biweekly.util.DateTimeComponents;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// By which clock a time in a calendar file is meant.
interface WallClock {
    /// A time that is left out is by the offset before it; of one that comes twice it is the first (RFC
    /// 5545 §3.3.5).
    Instant at(LocalDateTime time);

    static WallClock of(ZoneId zone) {
        return time -> time.atZone(zone).toInstant();
    }

    /// A zone that Java knows by name is taken from there, others as the file describes them. A time
    /// without a zone is one of the host's.
    static WallClock of(ICalProperty property, DateTimeComponents raw, ICalendar calendar, ZoneId host) {
        if (raw.isUtc()) return of(ZoneOffset.UTC);
        var assignment = calendar.getTimezoneInfo().getTimezone(property);
        if (assignment == null) {
            return known(property.getParameters().getTimezoneId())
                    .map(WallClock::of)
                    .orElseGet(() -> of(host));
        }
        var component = assignment.getComponent();
        var name = component == null || component.getTimezoneId() == null
                ? assignment.getGlobalId()
                : component.getTimezoneId().getValue();
        return known(name).map(WallClock::of).orElseGet(() -> described(assignment.getTimeZone()));
    }

    private static Optional<ZoneId> known(@Nullable String name) {
        if (name == null) return Optional.empty();
        try {
            return Optional.of(ZoneId.of(name.strip().replaceFirst("^/", "")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static WallClock described(TimeZone zone) {
        return time -> new DateTimeComponents(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond(),
                        false)
                .toDate(zone)
                .toInstant();
    }
}

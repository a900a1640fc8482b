package org.tsudoi.finding.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.MemberId;

/// When hosts can be booked, as far ahead as is searched.
@Component
class FreeStarts {
    private final FreeTimes freeTimes;
    private final Clock clock;

    FreeStarts(FreeTimes freeTimes, Clock clock) {
        this.freeTimes = freeTimes;
        this.clock = clock;
    }

    /// Whenever one of them can.
    Starts of(Collection<MemberId> hosts, Duration length) {
        var starts = new HashSet<Instant>();
        var step = Duration.ofHours(1);
        for (var host : hosts) {
            var availability = freeTimes.of(host);
            if (availability.isClosedAlways()) continue;
            var own = availability.rules().step();
            if (own.compareTo(step) < 0) step = own;
            // Before today in UTC there is nothing left of anybody's day.
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            var last = today.plusDays(FreeTimes.Question.DAYS_MAX - 1L);
            freeTimes
                    .slots(new FreeTimes.Question(host, length, ZoneOffset.UTC, today, last))
                    .values()
                    .forEach(slots -> slots.stream().map(Slot::startsAt).forEach(starts::add));
        }
        return Starts.of(starts, step);
    }
}

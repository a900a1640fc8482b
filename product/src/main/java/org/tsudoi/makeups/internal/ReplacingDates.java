package org.tsudoi.makeups.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.ReplacedDates;
import org.tsudoi.orders.TicketId;

/// Who was at the date taken instead has used it, and who has still to go there has not; nor has who may choose again.
@Component
class ReplacingDates implements ReplacedDates {
    /// What is still to be chosen is not before then.
    private static final Duration AHEAD = Duration.ofDays(1);

    private final MakeUpTable table;
    private final Events events;
    private final Clock clock;

    ReplacingDates(MakeUpTable table, Events events, Clock clock) {
        this.table = table;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Map<DateId, Instant> of(TicketId ticket) {
        var starts = new HashMap<DateId, Instant>();
        table.of(List.of(ticket)).stream()
                .filter(MakeUp::holds)
                .forEach(made -> OtherDate.of(events.get(made.event()), made.occasion())
                        .ifPresent(
                                other -> starts.put(made.missed(), other.times().begin())));
        var ahead = clock.instant().plus(AHEAD);
        table.toChooseAgain(ticket).forEach(date -> starts.put(date, ahead));
        return starts;
    }
}

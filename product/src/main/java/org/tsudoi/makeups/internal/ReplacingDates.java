package org.tsudoi.makeups.internal;

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

/// Who was at the date taken instead has used it, and who has still to go there has not.
@Component
class ReplacingDates implements ReplacedDates {
    private final MakeUpTable table;
    private final Events events;

    ReplacingDates(MakeUpTable table, Events events) {
        this.table = table;
        this.events = events;
    }

    @Override
    public Map<DateId, Instant> of(TicketId ticket) {
        var starts = new HashMap<DateId, Instant>();
        table.of(List.of(ticket)).stream()
                .filter(MakeUp::holds)
                .forEach(made -> OtherDate.of(events.get(made.event()), made.occasion())
                        .ifPresent(
                                other -> starts.put(made.missed(), other.times().begin())));
        return starts;
    }
}

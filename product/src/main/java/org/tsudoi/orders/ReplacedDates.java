package org.tsudoi.orders;

import java.time.Instant;
import java.util.Map;
import org.tsudoi.offerings.DateId;

/// What whoever lets people come to other dates of a course tells orders.
public interface ReplacedDates {
    /// When what a ticket comes to instead of a date begins, by that date.
    Map<DateId, Instant> of(TicketId ticket);
}

package org.tsudoi.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// When sessions that were sold are to start: told by whoever arranges them.
public interface AgreedTimes {
    /// Those that have a start that was agreed on, past or to come.
    Map<TicketId, Instant> of(Collection<TicketId> tickets);
}

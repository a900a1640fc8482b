package org.tsudoi.orders;

import java.time.Instant;
import java.util.Optional;
import org.tsudoi.offerings.EventId;

/// Whether buyers may leave and have all of it back, whatever the rules for cancelling say: told by whoever keeps how
/// events were moved.
public interface FreeExits {
    /// Until when, exclusive, whoever ordered at that moment may leave; may be past. Empty where it was not moved
    /// since then.
    Optional<Instant> until(EventId event, Instant placedAt);
}

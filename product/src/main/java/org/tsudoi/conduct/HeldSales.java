package org.tsudoi.conduct;

import org.tsudoi.offerings.EventId;

/// Sales that stopped because nobody of the organiser may sell. They go on by themselves once somebody may.
public interface HeldSales {
    boolean isHeld(EventId event);

    /// The organiser wants it closed anyhow: it does not go on by itself.
    void stayClosed(EventId event);
}

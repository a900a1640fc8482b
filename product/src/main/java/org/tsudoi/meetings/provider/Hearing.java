package org.tsudoi.meetings.provider;

import java.time.Duration;
import java.time.Instant;

/// What is known of whether a provider tells us who comes and goes.
public interface Hearing {
    String provider();

    /// Whether anything was heard from it since, about any meeting.
    boolean heardSince(Instant moment);

    /// For how long before a meeting nothing may have been heard, so that what is not told of it did not happen.
    default Duration quietMax() {
        return Duration.ofDays(1);
    }
}

package org.tsudoi.meetings.provider;

import java.time.Instant;

/// What is known of whether a provider tells us who comes and goes.
public interface Hearing {
    String provider();

    /// Whether anything was heard from it since, about any meeting.
    boolean heardSince(Instant moment);
}

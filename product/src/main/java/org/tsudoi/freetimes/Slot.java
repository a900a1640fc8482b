package org.tsudoi.freetimes;

import java.time.Instant;

/// A time that can be booked as it is.
public record Slot(Instant startsAt, Instant endsAt) {}

package org.tsudoi.ledger;

import java.util.UUID;

/// The caller's name for a hold: the same one twice is the same hold, done once.
public record HoldId(UUID value) {
    /// `derive("order", "ord_01jd…", "paid")` is always the same id, so the step can be repeated.
    public static HoldId derive(String... words) {
        return new HoldId(DerivedId.of("hold", words));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package org.tsudoi.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A journal that may come: its legs are reserved on guarded accounts (nobody else can take them) until it is settled,
/// released, or swept after its expiry.
///
/// An expired hold reserves until it is swept by `expireDue`; from its expiry on it is not settled any more, by the
/// time
/// that the settler gives. So a payment that was captured in time is settled even when word of it comes late, unless
/// the sweep came first.
///
/// @param kind what sort of thing; the kind of the journal that settles it
/// @param metadata also that journal's
public record Hold(HoldId id, Instant expiresAt, String kind, List<Leg> legs, Map<String, String> metadata) {
    public Hold {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("a hold says what kind it is");
        }
        legs = List.copyOf(legs);
        metadata = Map.copyOf(metadata);
    }

    public static Hold of(HoldId id, Instant expiresAt, String kind, Leg... legs) {
        return new Hold(id, expiresAt, kind, List.of(legs), Map.of());
    }

    public Hold with(Map<String, String> moreMetadata) {
        return new Hold(id, expiresAt, kind, legs, moreMetadata);
    }
}

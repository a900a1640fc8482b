package org.tsudoi.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What happened, as legs that add up to zero in each asset: posted as a whole, once, for ever.
///
/// @param kind what sort of thing happened, a word of the caller's such as `order-paid`
/// @param effectiveAt when it happened; when it was recorded is the ledger's to say
/// @param metadata to find it by, such as `order` → `ord_01jd…`; no personal data, it is never erased
public record Journal(JournalId id, String kind, Instant effectiveAt, List<Leg> legs, Map<String, String> metadata) {
    public Journal {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("a journal says what kind it is");
        }
        legs = List.copyOf(legs);
        metadata = Map.copyOf(metadata);
    }

    public static Journal of(JournalId id, String kind, Instant effectiveAt, Leg... legs) {
        return new Journal(id, kind, effectiveAt, List.of(legs), Map.of());
    }

    public Journal with(Map<String, String> moreMetadata) {
        return new Journal(id, kind, effectiveAt, legs, moreMetadata);
    }

    /// The counter-journal, with every leg turned round: nothing is ever deleted.
    public Journal reversal(JournalId reversalId, String reversalKind, Instant at) {
        return new Journal(
                reversalId,
                reversalKind,
                at,
                legs.stream().map(Leg::negated).toList(),
                Map.of("reverses", id.toString()));
    }
}

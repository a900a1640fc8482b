package org.tsudoi.collusion;

import java.util.List;

/// One thing that speaks for it, how much, and the dealings it rests on.
///
/// @param figures the numbers of its sentence, `collusion.why.<kind>`, in their order
public record Evidence(EvidenceKind kind, int weight, List<Long> figures, List<DealingId> dealings) {
    public Evidence {
        if (weight < 1 || weight > kind.heaviest()) throw new IllegalArgumentException(kind + " weighs " + weight);
        figures = List.copyOf(figures);
        dealings = dealings.stream().sorted().distinct().toList();
    }
}

package org.tsudoi.offerings;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one price plan of an event.
public record PlanId(UUID value) {
    public static Optional<PlanId> parse(String shown) {
        return Ids.parse("pln", shown).map(PlanId::new);
    }

    @Override
    public String toString() {
        return Ids.show("pln", value);
    }
}

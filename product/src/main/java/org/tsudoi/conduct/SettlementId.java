package org.tsudoi.conduct;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one settling of points: made with the form, so that a second click proposes nothing.
public record SettlementId(UUID value) {
    public static Optional<SettlementId> parse(String shown) {
        return Ids.parse("stl", shown).map(SettlementId::new);
    }

    @Override
    public String toString() {
        return Ids.show("stl", value);
    }
}

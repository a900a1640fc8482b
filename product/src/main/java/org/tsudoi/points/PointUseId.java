package org.tsudoi.points;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one use of points: from reserving them to whatever becomes of them.
public record PointUseId(UUID value) {
    public static Optional<PointUseId> parse(String shown) {
        return Ids.parse("use", shown).map(PointUseId::new);
    }

    @Override
    public String toString() {
        return Ids.show("use", value);
    }
}

package org.tsudoi.pointsales;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one pack of points.
public record PointPackId(UUID value) {
    public static Optional<PointPackId> parse(String shown) {
        return Ids.parse("pck", shown).map(PointPackId::new);
    }

    @Override
    public String toString() {
        return Ids.show("pck", value);
    }
}

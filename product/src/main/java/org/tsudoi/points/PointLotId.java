package org.tsudoi.points;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one lot of points.
public record PointLotId(UUID value) {
    public static Optional<PointLotId> parse(String shown) {
        return Ids.parse("lot", shown).map(PointLotId::new);
    }

    @Override
    public String toString() {
        return Ids.show("lot", value);
    }
}

package org.tsudoi.pointsales;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;
import org.tsudoi.points.PointLotId;

/// Names what a person has to see to.
public record OddityId(UUID value) {
    /// @param step names it within the lot
    public static OddityId of(PointLotId lot, String step) {
        return new OddityId(UUID.nameUUIDFromBytes(("odd " + lot + " " + step).getBytes(StandardCharsets.UTF_8)));
    }

    public static Optional<OddityId> parse(String shown) {
        return Ids.parse("odd", shown).map(OddityId::new);
    }

    @Override
    public String toString() {
        return Ids.show("odd", value);
    }
}

package org.tsudoi.makeups;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one date taken instead of another.
public record MakeUpId(UUID value) {
    public static Optional<MakeUpId> parse(String shown) {
        return Ids.parse("mup", shown).map(MakeUpId::new);
    }

    @Override
    public String toString() {
        return Ids.show("mup", value);
    }
}

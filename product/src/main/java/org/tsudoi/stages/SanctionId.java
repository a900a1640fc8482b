package org.tsudoi.stages;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one decision about a member: made with the form, so that a second click decides nothing.
public record SanctionId(UUID value) {
    public static Optional<SanctionId> parse(String shown) {
        return Ids.parse("san", shown).map(SanctionId::new);
    }

    @Override
    public String toString() {
        return Ids.show("san", value);
    }
}

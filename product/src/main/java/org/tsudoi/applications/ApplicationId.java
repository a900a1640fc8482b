package org.tsudoi.applications;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one application for places.
public record ApplicationId(UUID value) {
    public static Optional<ApplicationId> parse(String shown) {
        return Ids.parse("apl", shown).map(ApplicationId::new);
    }

    @Override
    public String toString() {
        return Ids.show("apl", value);
    }
}

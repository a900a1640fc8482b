package org.tsudoi.members;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one organiser: a person, a studio or a business that publishes and is paid.
public record OrganiserId(UUID value) {
    /// Reads what `toString` wrote; empty for anything else.
    public static Optional<OrganiserId> parse(String shown) {
        return Ids.parse("org", shown).map(OrganiserId::new);
    }

    @Override
    public String toString() {
        return Ids.show("org", value);
    }
}

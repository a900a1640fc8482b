package org.tsudoi.transfers;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one giving of a place.
public record TransferId(UUID value) {
    public static Optional<TransferId> parse(String shown) {
        return Ids.parse("gif", shown).map(TransferId::new);
    }

    @Override
    public String toString() {
        return Ids.show("gif", value);
    }
}

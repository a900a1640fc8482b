package org.tsudoi.payments;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one card or wallet that a provider keeps for somebody.
public record SavedCardId(UUID value) {
    public static Optional<SavedCardId> parse(String shown) {
        return Ids.parse("crd", shown).map(SavedCardId::new);
    }

    @Override
    public String toString() {
        return Ids.show("crd", value);
    }
}

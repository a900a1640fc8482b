package org.tsudoi.offerings;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one thing that is sold with the places of an event.
public record AddOnId(UUID value) {
    public static Optional<AddOnId> parse(String shown) {
        return Ids.parse("add", shown).map(AddOnId::new);
    }

    @Override
    public String toString() {
        return Ids.show("add", value);
    }
}

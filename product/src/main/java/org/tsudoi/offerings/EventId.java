package org.tsudoi.offerings;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one event that an organiser offers.
public record EventId(UUID value) {
    public static Optional<EventId> parse(String shown) {
        return Ids.parse("evt", shown).map(EventId::new);
    }

    @Override
    public String toString() {
        return Ids.show("evt", value);
    }
}

package org.tsudoi.offerings;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one date of a course, whenever it is moved to.
public record DateId(UUID value) {
    public static Optional<DateId> parse(String shown) {
        return Ids.parse("date", shown).map(DateId::new);
    }

    @Override
    public String toString() {
        return Ids.show("date", value);
    }
}

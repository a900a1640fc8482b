package org.tsudoi.members;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one person.
public record MemberId(UUID value) {
    /// Reads what `toString` wrote; empty for anything else.
    public static Optional<MemberId> parse(String shown) {
        return Ids.parse("mem", shown).map(MemberId::new);
    }

    @Override
    public String toString() {
        return Ids.show("mem", value);
    }
}

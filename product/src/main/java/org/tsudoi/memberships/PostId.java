package org.tsudoi.memberships;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one thing that an owner wrote to the members of a plan.
public record PostId(UUID value) {
    public static Optional<PostId> parse(String shown) {
        return Ids.parse("pst", shown).map(PostId::new);
    }

    @Override
    public String toString() {
        return Ids.show("pst", value);
    }
}

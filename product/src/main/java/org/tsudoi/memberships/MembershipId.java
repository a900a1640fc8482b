package org.tsudoi.memberships;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one membership: of one member, in one plan, from joining to the end.
public record MembershipId(UUID value) {
    public static Optional<MembershipId> parse(String shown) {
        return Ids.parse("msh", shown).map(MembershipId::new);
    }

    @Override
    public String toString() {
        return Ids.show("msh", value);
    }
}

package org.tsudoi.memberships;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one file of a post.
public record PostFileId(UUID value) {
    public static Optional<PostFileId> parse(String shown) {
        return Ids.parse("pfl", shown).map(PostFileId::new);
    }

    @Override
    public String toString() {
        return Ids.show("pfl", value);
    }
}

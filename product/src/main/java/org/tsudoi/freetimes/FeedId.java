package org.tsudoi.freetimes;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one calendar that a host lets us read.
public record FeedId(UUID value) {
    public static Optional<FeedId> parse(String shown) {
        return Ids.parse("cal", shown).map(FeedId::new);
    }

    @Override
    public String toString() {
        return Ids.show("cal", value);
    }
}

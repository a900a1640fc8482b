package org.tsudoi.documents;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

public record PaperId(UUID value) {
    public static Optional<PaperId> parse(String shown) {
        return Ids.parse("doc", shown).map(PaperId::new);
    }

    @Override
    public String toString() {
        return Ids.show("doc", value);
    }
}

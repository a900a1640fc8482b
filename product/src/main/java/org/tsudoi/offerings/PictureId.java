package org.tsudoi.offerings;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one picture that an organiser uploaded.
public record PictureId(UUID value) {
    public static Optional<PictureId> parse(String shown) {
        return Ids.parse("pic", shown).map(PictureId::new);
    }

    @Override
    public String toString() {
        return Ids.show("pic", value);
    }
}

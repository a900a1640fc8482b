package org.tsudoi.offerings;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names those whom something is sold to and nobody else: the members of something that is paid for by the month, under
/// its own id. Whoever keeps them knows who they are.
public record CircleId(UUID value) {
    @Override
    public String toString() {
        return Ids.show("mpl", value);
    }
}

package org.tsudoi.payouts;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one account as an organiser told it once: each change is another one.
public record PayeeAccountId(UUID value) {
    @Override
    public String toString() {
        return Ids.show("pya", value);
    }
}

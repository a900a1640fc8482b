package org.tsudoi.payouts;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one run: made with the form that prepares it, so that a second click prepares nothing.
public record PayoutRunId(UUID value) {
    public static Optional<PayoutRunId> parse(String shown) {
        return Ids.parse("run", shown).map(PayoutRunId::new);
    }

    @Override
    public String toString() {
        return Ids.show("run", value);
    }
}

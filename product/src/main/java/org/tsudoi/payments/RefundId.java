package org.tsudoi.payments;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one refund of one payment; the provider's idempotency key is made from it.
public record RefundId(UUID value) {
    public static Optional<RefundId> parse(String shown) {
        return Ids.parse("rfd", shown).map(RefundId::new);
    }

    @Override
    public String toString() {
        return Ids.show("rfd", value);
    }
}

package org.tsudoi.payments;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one refund of one payment; the provider's idempotency key is made from it.
public record RefundId(UUID value) {
    public static RefundId of(String shown) {
        return new RefundId(Ids.parse("rfd", shown));
    }

    @Override
    public String toString() {
        return Ids.show("rfd", value);
    }
}

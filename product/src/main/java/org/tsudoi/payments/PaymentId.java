package org.tsudoi.payments;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one attempt to take one amount through one provider; the provider's idempotency key is made from it.
public record PaymentId(UUID value) {
    public static PaymentId of(String shown) {
        return new PaymentId(Ids.parse("pay", shown));
    }

    @Override
    public String toString() {
        return Ids.show("pay", value);
    }
}

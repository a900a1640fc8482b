package org.tsudoi.payments;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one attempt to take one amount through one provider; the provider's idempotency key is made from it.
public record PaymentId(UUID value) {
    public static Optional<PaymentId> parse(String shown) {
        return Ids.parse("pay", shown).map(PaymentId::new);
    }

    @Override
    public String toString() {
        return Ids.show("pay", value);
    }
}

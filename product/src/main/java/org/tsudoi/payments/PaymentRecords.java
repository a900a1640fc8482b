package org.tsudoi.payments;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// Payments, refunds and disputes as they are stored, in bulk and bare of what only their own life needs: for holding
/// them against what others say.
public interface PaymentRecords {
    /// All that a payment was ever asked for through.
    Set<String> providers();

    /// @param state as its column has it: `captured`
    record Taken(
            PaymentId id,
            String provider,
            String state,
            Money amount,
            @Nullable Money fee,
            @Nullable String reference,
            @Nullable String charge,
            String payableTo,
            @Nullable Instant capturedAt) {
        public boolean isCaptured() {
            return capturedAt != null;
        }
    }

    /// @param settledAt when it succeeded, failed or was settled by other means
    record GivenBack(
            RefundId id,
            PaymentId payment,
            String provider,
            String state,
            Money amount,
            @Nullable String reference,
            @Nullable Instant settledAt) {
        public boolean isSucceeded() {
            return state.equals("succeeded");
        }
    }

    /// @param charge of the payment
    record Disputed(
            String provider,
            String reference,
            PaymentId payment,
            @Nullable String charge,
            Money taken,
            Money fee) {}

    List<Taken> capturedBetween(String provider, Instant from, Instant until);

    /// Of any provider and state: those of these ids, and those of this provider that go by one of these names.
    List<Taken> payments(String provider, Collection<PaymentId> ids, Collection<String> references);

    List<GivenBack> succeededBetween(String provider, Instant from, Instant until);

    List<GivenBack> refunds(String provider, Collection<RefundId> ids, Collection<String> references);

    /// Those of these names, and those about a payment with one of these charges.
    List<Disputed> disputes(String provider, Collection<String> references);
}

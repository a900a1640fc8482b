package town.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A cardholder told their bank that a charge is not right.
///
/// @param status as Stripe writes it; null in what was kept by an older Town: not decided
/// @param returnEntry of the balance, once it was won
record Dispute(
        String id,
        Instant created,
        String charge,
        String intent,
        long amount,
        String currency,
        String balanceEntry,
        @Nullable String status,
        @Nullable String returnEntry) {
    private static final String UNDECIDED = "needs_response";

    static Dispute raised(String id, Instant created, Charge charge, String balanceEntry) {
        return new Dispute(
                id,
                created,
                charge.id(),
                charge.intent(),
                charge.refundable(),
                charge.currency(),
                balanceEntry,
                UNDECIDED,
                null);
    }

    String word() {
        return status == null ? UNDECIDED : status;
    }

    boolean isUndecided() {
        return word().equals(UNDECIDED);
    }

    Dispute won(String entry) {
        return new Dispute(id, created, charge, intent, amount, currency, balanceEntry, "won", entry);
    }

    Dispute lost() {
        return new Dispute(id, created, charge, intent, amount, currency, balanceEntry, "lost", null);
    }
}

package town.stripe;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refund.
///
/// @param settles when a pending one is decided
record Refund(
        String id,
        Instant created,
        String charge,
        String intent,
        long amount,
        String currency,
        @Nullable String reason,
        Map<String, String> metadata,
        String balanceEntry,
        Status status,
        @Nullable Instant settles,
        @Nullable String failureReason,
        @Nullable String failureEntry) {

    enum Status {
        PENDING,
        SUCCEEDED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Refund succeeded() {
        return change(Status.SUCCEEDED, null, null);
    }

    Refund failed(String why, String entry) {
        return change(Status.FAILED, why, entry);
    }

    private Refund change(Status next, @Nullable String why, @Nullable String entry) {
        return new Refund(
                id, created, charge, intent, amount, currency, reason, metadata, balanceEntry, next, null, why, entry);
    }
}

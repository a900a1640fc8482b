package town.omise;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Money given back, or to be.
///
/// @param metadata as JSON
/// @param transaction null until the bank has done it
/// @param due when the bank does it; null: at once, or nobody knows
record Refund(
        String id,
        Instant created,
        long amount,
        Status status,
        String metadata,
        @Nullable String transaction,
        @Nullable Instant due) {
    enum Status {
        PENDING,
        CLOSED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Refund closed(String by) {
        return new Refund(id, created, amount, Status.CLOSED, metadata, by, null);
    }

    Refund failed() {
        return new Refund(id, created, amount, Status.FAILED, metadata, transaction, null);
    }
}

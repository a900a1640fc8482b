package town.paypal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Money sent back.
///
/// @param totalBefore what had been sent back of the capture before this one
/// @param settles when a pending one is decided
record Refund(
        String id,
        String capture,
        Instant created,
        Instant updated,
        Money amount,
        Money totalBefore,
        @Nullable String invoiceId,
        @Nullable String customId,
        @Nullable String note,
        State state,
        @Nullable Instant settles) {

    enum State {
        COMPLETED,
        PENDING,
        FAILED
    }

    Refund decided(State next, Instant at) {
        return new Refund(id, capture, created, at, amount, totalBefore, invoiceId, customId, note, next, null);
    }
}

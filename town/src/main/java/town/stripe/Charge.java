package town.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One attempt to take money from a card, or money given in cash at a store.
///
/// @param card         null when it was cash
/// @param balanceEntry set once captured
/// @param refunds oldest first
record Charge(
        String id,
        Instant created,
        String intent,
        long amount,
        String currency,
        @Nullable TestCard card,
        String method,
        Payer payer,
        boolean authenticated,
        Map<String, String> metadata,
        @Nullable String description,
        @Nullable Failure failure,
        long captured,
        long refunded,
        @Nullable String balanceEntry,
        @Nullable String dispute,
        List<String> refunds) {

    boolean paid() {
        return failure == null;
    }

    boolean isCaptured() {
        return balanceEntry != null;
    }

    long refundable() {
        return captured - refunded;
    }

    Charge captured(long capturedAmount, String entry) {
        return change(capturedAmount, refunded, entry, dispute, refunds);
    }

    Charge refunded(long by, String refund) {
        var all = Stream.concat(refunds.stream(), Stream.of(refund)).toList();
        return change(captured, refunded + by, balanceEntry, dispute, all);
    }

    Charge refundFailed(long by) {
        return change(captured, refunded - by, balanceEntry, dispute, refunds);
    }

    Charge disputed(@Nullable String by) {
        return change(captured, refunded, balanceEntry, by, refunds);
    }

    private Charge change(
            long nowCaptured, long nowRefunded, @Nullable String entry, @Nullable String by, List<String> all) {
        return new Charge(
                id,
                created,
                intent,
                amount,
                currency,
                card,
                method,
                payer,
                authenticated,
                metadata,
                description,
                failure,
                nowCaptured,
                nowRefunded,
                entry,
                by,
                all);
    }
}

package town.stripe;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A movement of the shop's balance: a "balance transaction". Amount and fee in the smallest unit.
///
/// @param rate what one of the sale's currency became; null where nothing was exchanged
record BalanceEntry(
        String id,
        Instant created,
        Instant availableOn,
        String type,
        String source,
        String currency,
        long amount,
        long fee,
        @Nullable BigDecimal rate) {
    long net() {
        return amount - fee;
    }
}

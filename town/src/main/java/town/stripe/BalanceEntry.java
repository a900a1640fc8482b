package town.stripe;

import java.time.Instant;

/// A movement of the shop's balance: a "balance transaction". Amount and fee in the smallest unit.
record BalanceEntry(
        String id,
        Instant created,
        Instant availableOn,
        String type,
        String source,
        String currency,
        long amount,
        long fee) {
    long net() {
        return amount - fee;
    }
}

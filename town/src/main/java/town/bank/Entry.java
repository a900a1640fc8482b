package town.bank;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A line of the account: money that came, or that was called back.
///
/// @param number     照会番号, of its day
/// @param payer      as files have it
/// @param calledBack the deposit that this takes back; null for a deposit
record Entry(
        String id,
        int number,
        LocalDate day,
        Instant at,
        long yen,
        String payer,
        @Nullable String calledBack) {
    boolean isDeposit() {
        return calledBack == null;
    }

    /// What it does to the balance.
    long effect() {
        return isDeposit() ? yen : -yen;
    }
}

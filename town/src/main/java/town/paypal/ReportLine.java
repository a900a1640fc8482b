package town.paypal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A transaction as the report has it.
///
/// @param code      developer.paypal.com/docs/transaction-search/transaction-event-codes
/// @param amount    in the smallest unit; below zero when it left the account
/// @param fee       what was kept of it, below zero
/// @param reference the transaction that it is about
record ReportLine(
        String id,
        Instant at,
        String code,
        String currency,
        long amount,
        long fee,
        @Nullable String reference,
        @Nullable String invoiceId,
        @Nullable String customId) {
    Money shown(long minor) {
        return new Money(currency, minor);
    }
}

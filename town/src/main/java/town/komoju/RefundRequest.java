package town.komoju;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A wish to have cash given back by bank transfer. People at KOMOJU see to it, and may refuse.
record RefundRequest(String id, Instant created, long amount, Status status, Account account, boolean withFee) {
    enum Status {
        PENDING,
        COMPLETED,
        REJECTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param customerName in half-width katakana, as at the bank
    record Account(
            String customerName,
            String bankName,
            @Nullable String bankCode,
            @Nullable String branchName,
            String branchNumber,
            String accountType,
            String accountNumber,
            @Nullable String description) {}

    RefundRequest decided(Status decision) {
        return new RefundRequest(id, created, amount, decision, account, withFee);
    }
}

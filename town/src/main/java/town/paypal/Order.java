package town.paypal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An order of one purchase unit.
///
/// @param expires when it is gone unless the next step was taken
/// @param declined whether the last try to capture it was refused
record Order(
        String id,
        Instant created,
        Instant updated,
        Instant expires,
        Wanted wanted,
        Status status,
        @Nullable Payer payer,
        @Nullable Funding funding,
        boolean declined,
        @Nullable String capture) {

    enum Status {
        CREATED,
        PAYER_ACTION_REQUIRED,
        APPROVED,
        COMPLETED
    }

    /// What the shop asked for; never changes.
    ///
    /// @param unit the purchase unit as it was sent, JSON
    /// @param wallet whether a payment source was named, which decides between two names of the same status
    /// @param vaulting whether the wallet is to be kept; null: it is not
    /// @param vaultId the kept wallet that is charged without its payer; null: the payer is asked
    record Wanted(
            Money amount,
            String unit,
            @Nullable String invoiceId,
            @Nullable String customId,
            @Nullable String description,
            @Nullable String brand,
            @Nullable String locale,
            boolean payNow,
            @Nullable String returnUrl,
            @Nullable String cancelUrl,
            boolean wallet,
            @Nullable Vaulting vaulting,
            @Nullable String vaultId) {
        Status unapproved() {
            return wallet ? Status.PAYER_ACTION_REQUIRED : Status.CREATED;
        }
    }

    /// @param customer for whom it is kept; null: for one who is new
    record Vaulting(@Nullable String customer) {}

    boolean isOpen() {
        return status == Status.CREATED || status == Status.PAYER_ACTION_REQUIRED;
    }

    boolean isOver(Instant now) {
        return status != Status.COMPLETED && !expires.isAfter(now);
    }

    Order approved(Payer by, Funding how, Instant at, Instant until) {
        return new Order(id, created, at, until, wanted, Status.APPROVED, by, how, false, null);
    }

    /// By a wallet that was kept, whose payer agreed to it long before.
    Order charged(Payer by, Funding how) {
        return new Order(id, created, updated, expires, wanted, Status.APPROVED, by, how, false, null);
    }

    /// The payer has to choose anew.
    Order declined(Instant at) {
        return new Order(id, created, at, expires, wanted, wanted.unapproved(), payer, null, true, null);
    }

    Order completed(String captureId, Instant at) {
        return new Order(id, created, at, expires, wanted, Status.COMPLETED, payer, funding, false, captureId);
    }
}

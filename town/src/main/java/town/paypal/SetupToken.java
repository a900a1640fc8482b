package town.paypal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a payer is asked to agree to so that their wallet is kept without a payment.
///
/// @param customer as the shop knows them
/// @param expires when it is gone unless it became a payment token
/// @param payer null until they agreed
/// @param token the payment token that was made of it; null: none was
record SetupToken(
        String id,
        String customer,
        Instant created,
        Instant expires,
        Asked asked,
        @Nullable Payer payer,
        @Nullable Funding funding,
        @Nullable String token) {

    /// What the shop asked for; never changes.
    record Asked(@Nullable String brand, @Nullable String locale, String returnUrl, String cancelUrl) {}

    String status() {
        if (token != null) {
            return "VAULTED";
        }
        return payer == null ? "PAYER_ACTION_REQUIRED" : "APPROVED";
    }

    boolean isOver(Instant now) {
        return token == null && !expires.isAfter(now);
    }

    SetupToken approved(Payer by, Funding how) {
        return new SetupToken(id, customer, created, expires, asked, by, how, token);
    }

    SetupToken tokenized(String name) {
        return new SetupToken(id, customer, created, expires, asked, payer, funding, name);
    }
}

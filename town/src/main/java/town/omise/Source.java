package town.omise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A way in which somebody wants to pay.
record Source(
        String id,
        Instant created,
        String type,
        long amount,
        @Nullable String email,
        @Nullable String name,
        @Nullable String phone) {
    /// In a bank's app, with a code that is scanned; else by being led to the bank's page.
    boolean isPromptPay() {
        return type.equals("promptpay");
    }

    String flow() {
        return isPromptPay() ? "offline" : "redirect";
    }
}

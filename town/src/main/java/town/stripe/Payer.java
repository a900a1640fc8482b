package town.stripe;

import org.jspecify.annotations.Nullable;

/// What whoever pays said about themselves, and how they pay.
///
/// @param wallet      whose button was pressed: `apple_pay`, `google_pay`
/// @param instalments in how many monthly parts they pay their bank; null: at once
record Payer(
        @Nullable String name,
        @Nullable String email,
        @Nullable String wallet,
        @Nullable Integer instalments) {
    Payer(@Nullable String name, @Nullable String email) {
        this(name, email, null, null);
    }

    static Payer unknown() {
        return new Payer(null, null);
    }
}

package town.stripe;

import org.jspecify.annotations.Nullable;

/// What whoever pays said about themselves.
record Payer(@Nullable String name, @Nullable String email) {
    static Payer unknown() {
        return new Payer(null, null);
    }
}

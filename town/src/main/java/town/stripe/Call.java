package town.stripe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API call that is being answered.
record Call(Params params, String requestId, @Nullable String idempotencyKey) {
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    /// Empty when a page or the clock is at work.
    static Optional<Call> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}

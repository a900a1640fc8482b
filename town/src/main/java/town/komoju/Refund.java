package town.komoju;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Money given back.
record Refund(
        String id, Instant created, long amount, @Nullable String description) {}

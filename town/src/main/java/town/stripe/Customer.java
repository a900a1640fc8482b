package town.stripe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody whom the shop knows, and whose cards are kept for it.
record Customer(
        String id,
        Instant created,
        @Nullable String email,
        @Nullable String name,
        @Nullable String description,
        Map<String, String> metadata) {}

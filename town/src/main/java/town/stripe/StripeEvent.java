package town.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// News.
///
/// @param object the thing it is about, as JSON, as it was then
/// @param previous what of it was different before, as JSON
/// @param request the API call that caused it
record StripeEvent(
        String id,
        Instant created,
        String type,
        String object,
        @Nullable String previous,
        @Nullable String request,
        @Nullable String idempotencyKey) {}

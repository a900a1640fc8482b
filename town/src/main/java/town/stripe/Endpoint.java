package town.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where news is sent to.
record Endpoint(
        String id,
        Instant created,
        String url,
        String secret,
        List<String> types,
        boolean enabled,
        @Nullable String description,
        Map<String, String> metadata) {
    boolean wants(String type) {
        return enabled && (types.contains("*") || types.contains(type));
    }
}

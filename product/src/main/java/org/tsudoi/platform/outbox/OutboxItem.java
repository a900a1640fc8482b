package org.tsudoi.platform.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// @param key unique within the topic
/// @param attempts how often it was taken up, this time included
/// @param failures how often it did not work
/// @param lastError why it did not work the last time, without personal data
public record OutboxItem(
        UUID id,
        String topic,
        String key,
        JsonNode payload,
        int attempts,
        int failures,
        Instant dueAt,
        Instant createdAt,
        @Nullable String lastError) {}

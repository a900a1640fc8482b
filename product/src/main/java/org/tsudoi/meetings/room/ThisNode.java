package org.tsudoi.meetings.room;

import java.util.UUID;
import org.springframework.stereotype.Component;

/// This process among those that share the database. A new start is a new node: what the old one held is gone.
@Component
class ThisNode {
    private final UUID id = UUID.randomUUID();

    UUID id() {
        return id;
    }
}

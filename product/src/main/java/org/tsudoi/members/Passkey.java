package org.tsudoi.members;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A passkey as its owner sees it in the list.
public record Passkey(UUID id, String name, Instant since, Optional<Instant> lastUsed, boolean synced) {}

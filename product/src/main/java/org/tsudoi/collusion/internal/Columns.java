package org.tsudoi.collusion.internal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/// Between the columns of PostgreSQL and the types of this module.
final class Columns {
    private Columns() {}

    static OffsetDateTime of(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// The same for the same words, so that a row that is written twice is written once.
    static UUID derived(UUID of, String words) {
        return UUID.nameUUIDFromBytes((of + "\u001f" + words).getBytes(StandardCharsets.UTF_8));
    }
}

package org.tsudoi.reconciliation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Between the columns of PostgreSQL and the types of this module.
final class Columns {
    private Columns() {}

    static @Nullable OffsetDateTime of(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static String text(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        if (text == null) throw new IllegalStateException(column + " is missing");
        return text.strip();
    }
}

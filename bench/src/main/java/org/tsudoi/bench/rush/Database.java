package org.tsudoi.bench.rush;

import java.sql.Connection;
import java.sql.SQLException;

/// Looks into the product's own database.
record Database(Connection connection) implements AutoCloseable {
    String text(String sql, Object... arguments) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
            try (var row = statement.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("nothing there: " + sql);
                return String.valueOf(row.getString(1));
            }
        }
    }

    long number(String sql, Object... arguments) throws SQLException {
        return Long.parseLong(text(sql, arguments));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package org.tsudoi.memberships.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.memberships.Memberships.Change;

/// The steps of memberships or of charges: when, who, why. Rows are only added.
final class HistoryTable {
    private final JdbcClient jdbc;
    private final String table;
    private final String thing;

    /// @param thing the column that names it
    HistoryTable(JdbcClient jdbc, String table, String thing) {
        this.jdbc = jdbc;
        this.table = table;
        this.thing = thing;
    }

    void note(UUID id, @Nullable String from, String to, String who, String why, Instant at) {
        jdbc.sql("""
                        insert into %s (%s, at, from_state, to_state, who, why) values (:id, :at, :from, :to, :who, :why)
                        """.formatted(table, thing))
                .param("id", id)
                .param("at", Columns.of(at))
                .param("from", from)
                .param("to", to)
                .param("who", who)
                .param("why", why)
                .update();
    }

    List<Change> of(UUID id) {
        return jdbc.sql("select at, from_state, to_state, who, why from %s where %s = :id order by id"
                        .formatted(table, thing))
                .param("id", id)
                .query((row, _) -> new Change(
                        Columns.instant(row, "at"),
                        row.getString("from_state"),
                        Columns.text(row, "to_state"),
                        Columns.text(row, "who"),
                        Columns.text(row, "why")))
                .list();
    }
}

package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.payments.PaymentDesk.Change;

/// The steps of payments or of refunds, `payment_event` and `refund_event`: when, who, why. Rows are only added.
final class HistoryTable {
    private final JdbcClient jdbc;
    private final String thing;

    /// @param thing `payment` or `refund`
    HistoryTable(JdbcClient jdbc, String thing) {
        this.jdbc = jdbc;
        this.thing = thing;
    }

    /// @return the number of the row among all of this table
    long note(UUID id, @Nullable String from, String to, String who, String why, Instant at) {
        return jdbc.sql("""
                insert into %1$s_event (%1$s_id, at, from_state, to_state, who, why)
                values (:id, :at, :from, :to, :who, :why)
                returning id
                """.formatted(thing))
                .param("id", id)
                .param("at", Rows.column(at))
                .param("from", from)
                .param("to", to)
                .param("who", who)
                .param("why", why)
                .query(Long.class)
                .single();
    }

    List<Change> of(UUID id) {
        return jdbc.sql("""
                select at, from_state, to_state, who, why from %1$s_event where %1$s_id = :id order by id
                """.formatted(thing))
                .param("id", id)
                .query((row, _) -> new Change(
                        Rows.instant(row, "at"),
                        row.getString("from_state"),
                        Rows.text(row, "to_state"),
                        Rows.text(row, "who"),
                        Rows.text(row, "why")))
                .list();
    }
}

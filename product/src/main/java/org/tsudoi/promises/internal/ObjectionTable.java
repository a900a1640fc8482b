package org.tsudoi.promises.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.OrderId;
import org.tsudoi.promises.Outcome;

/// Rows of `event_objection`.
@Component
class ObjectionTable {
    private final JdbcClient jdbc;

    ObjectionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false when they have objected before
    boolean insert(OrderId order, Outcome.Of of, Instant now) {
        return jdbc.sql("""
                                insert into event_objection (orders, occasion, at) values (:order, :occasion, :now)
                                on conflict (orders, occasion) do nothing""")
                        .param("order", order.value())
                        .param("occasion", of.occasion())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    Set<Outcome.Of> of(OrderId order) {
        return new HashSet<>(jdbc.sql("""
                        select o.event, o.course_date
                        from event_objection b join event_outcome o on o.occasion = b.occasion
                        where b.orders = :order""")
                .param("order", order.value())
                .query((row, _) -> OutcomeTable.of(row))
                .list());
    }
}

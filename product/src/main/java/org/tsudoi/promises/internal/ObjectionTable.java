package org.tsudoi.promises.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.promises.Objections;
import org.tsudoi.promises.Outcome;

/// Rows of `event_objection` and `event_objection_decision`.
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

    List<OrderId> to(Outcome.Of of) {
        return jdbc.sql("select orders from event_objection where occasion = :occasion order by at, orders")
                .param("occasion", of.occasion())
                .query((row, _) -> new OrderId(row.getObject("orders", UUID.class)))
                .list();
    }

    List<Objections.Open> open() {
        return jdbc.sql("""
                        select o.event, o.course_date, b.orders, b.at
                        from event_objection b join event_outcome o on o.occasion = b.occasion and o.state = 'held'
                        where not exists (select from event_objection_decision d where d.occasion = b.occasion)
                        order by b.at, b.orders""")
                .query((row, _) -> new Objections.Open(
                        OutcomeTable.of(row),
                        new OrderId(row.getObject("orders", UUID.class)),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    Optional<Objections.Decision> decision(Outcome.Of of) {
        return jdbc.sql("""
                        select took_place, decided_by, decided_at from event_objection_decision
                        where occasion = :occasion""")
                .param("occasion", of.occasion())
                .query((row, _) -> new Objections.Decision(
                        of,
                        row.getBoolean("took_place"),
                        new MemberId(row.getObject("decided_by", UUID.class)),
                        row.getTimestamp("decided_at").toInstant()))
                .optional();
    }

    void insert(Objections.Decision decision) {
        jdbc.sql("""
                        insert into event_objection_decision (occasion, took_place, decided_at, decided_by)
                        values (:occasion, :held, :at, :by)""")
                .param("occasion", decision.of().occasion())
                .param("held", decision.tookPlace())
                .param("at", Timestamp.from(decision.at()))
                .param("by", decision.by().value())
                .update();
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

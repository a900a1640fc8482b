package org.tsudoi.promises.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.promises.Move;

/// Rows of `event_move` and `event_move_stay`.
@Component
class MoveTable {
    private final JdbcClient jdbc;

    MoveTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Move move) {
        jdbc.sql("""
                        insert into event_move (event, sequence, at, from_starts, from_minutes, to_starts, to_minutes, leave_until)
                        values (:event, :sequence, :at, :from, :before, :to, :after, :until)""")
                .param("event", move.event().value())
                .param("sequence", move.sequence())
                .param("at", Timestamp.from(move.at()))
                .param("from", Timestamp.from(move.from().startsAt()))
                .param("before", move.from().length().toMinutes())
                .param("to", Timestamp.from(move.to().startsAt()))
                .param("after", move.to().length().toMinutes())
                .param("until", move.leaveUntil() == null ? null : Timestamp.from(move.leaveUntil()), Types.TIMESTAMP)
                .update();
    }

    /// The newest first.
    List<Move> of(EventId event) {
        return jdbc.sql("""
                        select event, sequence, at, from_starts, from_minutes, to_starts, to_minutes, leave_until
                        from event_move where event = :event order by sequence desc""")
                .param("event", event.value())
                .query((row, _) -> move(row))
                .list();
    }

    /// The newest that matters, where it came after that moment.
    Optional<Move> mattering(EventId event, Instant after) {
        return jdbc.sql("""
                        select event, sequence, at, from_starts, from_minutes, to_starts, to_minutes, leave_until
                        from event_move where event = :event and at > :after and leave_until is not null
                        order by sequence desc limit 1""")
                .param("event", event.value())
                .param("after", Timestamp.from(after))
                .query((row, _) -> move(row))
                .optional();
    }

    private static Move move(ResultSet row) throws SQLException {
        var until = row.getTimestamp("leave_until");
        return new Move(
                new EventId(row.getObject("event", UUID.class)),
                row.getInt("sequence"),
                row.getTimestamp("at").toInstant(),
                new Move.Span(
                        row.getTimestamp("from_starts").toInstant(), Duration.ofMinutes(row.getInt("from_minutes"))),
                new Move.Span(row.getTimestamp("to_starts").toInstant(), Duration.ofMinutes(row.getInt("to_minutes"))),
                until == null ? null : until.toInstant());
    }

    void stay(Move move, OrderId order, Instant now) {
        jdbc.sql("""
                        insert into event_move_stay (event, sequence, orders, at) values (:event, :sequence, :order, :now)
                        on conflict (event, sequence, orders) do nothing""")
                .param("event", move.event().value())
                .param("sequence", move.sequence())
                .param("order", order.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    Set<OrderId> staying(Move move) {
        return new HashSet<>(
                jdbc.sql("select orders from event_move_stay where event = :event and sequence = :sequence")
                        .param("event", move.event().value())
                        .param("sequence", move.sequence())
                        .query((row, _) -> new OrderId(row.getObject("orders", UUID.class)))
                        .list());
    }

    boolean stays(Move move, OrderId order) {
        return jdbc.sql("""
                        select exists (select from event_move_stay
                            where event = :event and sequence = :sequence and orders = :order)""")
                .param("event", move.event().value())
                .param("sequence", move.sequence())
                .param("order", order.value())
                .query(Boolean.class)
                .single();
    }
}

package org.tsudoi.promises.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.promises.Move;

/// Rows of `event_move`, `event_move_date` and `event_move_stay`.
@Component
class MoveTable {
    private static final String COLUMNS = """
            select event, sequence, at, from_starts, from_minutes, to_starts, to_minutes, leave_until from event_move
            """;

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
        move.dates().forEach(date -> insert(move, date));
    }

    private void insert(Move move, Move.OfDate date) {
        jdbc.sql("""
                        insert into event_move_date
                            (event, sequence, course_date, from_starts, from_minutes, to_starts, to_minutes, leave_until)
                        values (:event, :sequence, :date, :from, :before, :to, :after, :until)""")
                .param("event", move.event().value())
                .param("sequence", move.sequence())
                .param("date", date.date().value())
                .param("from", Timestamp.from(date.from().startsAt()))
                .param("before", date.from().length().toMinutes())
                .param("to", Timestamp.from(date.to().startsAt()))
                .param("after", date.to().length().toMinutes())
                .param("until", date.leaveUntil() == null ? null : Timestamp.from(date.leaveUntil()), Types.TIMESTAMP)
                .update();
    }

    /// The newest first.
    List<Move> of(EventId event) {
        var moves = jdbc.sql(COLUMNS + "where event = :event order by sequence desc")
                .param("event", event.value())
                .query((row, _) -> move(row))
                .list();
        return withDates(event, moves);
    }

    /// Of those that matter and came after that moment: of a meeting the newest, of a course the one that may be left
    /// for the longest, since each is about other dates.
    Optional<Move> mattering(EventId event, Instant after) {
        var one = jdbc.sql(COLUMNS + """
                        m where event = :event and at > :after and leave_until is not null
                        order by case when exists (select from event_move_date d where d.event = m.event)
                            then leave_until end desc nulls last, sequence desc limit 1""")
                .param("event", event.value())
                .param("after", Timestamp.from(after))
                .query((row, _) -> move(row))
                .list();
        return withDates(event, one).stream().findFirst();
    }

    /// Most events were never moved: nothing more is asked about them.
    private List<Move> withDates(EventId event, List<Move> moves) {
        if (moves.isEmpty()) return moves;
        var dates = dates(event);
        return moves.stream()
                .map(move -> new Move(
                        event,
                        move.sequence(),
                        move.at(),
                        move.from(),
                        move.to(),
                        move.leaveUntil(),
                        dates.getOrDefault(move.sequence(), List.of())))
                .toList();
    }

    /// Of a course those of each move, by its sequence; the soonest first.
    private Map<Integer, List<Move.OfDate>> dates(EventId event) {
        var dates = new HashMap<Integer, List<Move.OfDate>>();
        jdbc.sql("""
                        select sequence, course_date, from_starts, from_minutes, to_starts, to_minutes, leave_until
                        from event_move_date where event = :event order by sequence, to_starts""").param("event", event.value()).query(row -> {
            dates.computeIfAbsent(row.getInt("sequence"), _ -> new ArrayList<>())
                    .add(new Move.OfDate(
                            new DateId(row.getObject("course_date", UUID.class)),
                            span(row, "from"),
                            span(row, "to"),
                            leaveUntil(row)));
        });
        return dates;
    }

    private static Move move(ResultSet row) throws SQLException {
        return new Move(
                new EventId(row.getObject("event", UUID.class)),
                row.getInt("sequence"),
                row.getTimestamp("at").toInstant(),
                span(row, "from"),
                span(row, "to"),
                leaveUntil(row),
                List.of());
    }

    private static Move.Span span(ResultSet row, String which) throws SQLException {
        return new Move.Span(
                row.getTimestamp(which + "_starts").toInstant(), Duration.ofMinutes(row.getInt(which + "_minutes")));
    }

    private static @Nullable Instant leaveUntil(ResultSet row) throws SQLException {
        var until = row.getTimestamp("leave_until");
        return until == null ? null : until.toInstant();
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

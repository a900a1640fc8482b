package org.tsudoi.promises.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes.Doubt;

/// Rows of `event_outcome` and `event_objection`.
@Component
class OutcomeTable {
    private static final String COLUMNS =
            "select o.event, o.state, o.sight, o.looked_at, o.answer_by, o.decided_at, o.decided_by from event_outcome o ";

    private final JdbcClient jdbc;

    OutcomeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false when it was looked at before
    boolean insert(Outcome.Settled settled) {
        return jdbc.sql("""
                                insert into event_outcome (event, state, sight, looked_at)
                                values (:event, 'settled', :sight, :at) on conflict (event) do nothing""")
                        .param("event", settled.event().value())
                        .param("sight", settled.sight().name().toLowerCase(Locale.ROOT))
                        .param("at", Timestamp.from(settled.lookedAt()))
                        .update()
                == 1;
    }

    /// @return false when it was looked at before
    boolean insert(Outcome.Asked asked) {
        return jdbc.sql("""
                                insert into event_outcome (event, state, looked_at, answer_by)
                                values (:event, 'asked', :at, :by) on conflict (event) do nothing""")
                        .param("event", asked.event().value())
                        .param("at", Timestamp.from(asked.lookedAt()))
                        .param("by", Timestamp.from(asked.answerBy()))
                        .update()
                == 1;
    }

    void save(Outcome.Held held) {
        decided(held.event(), "held", held.at(), held.by());
    }

    void save(Outcome.NotHeld notHeld) {
        decided(notHeld.event(), "not_held", notHeld.at(), notHeld.by());
    }

    private void decided(EventId event, String state, Instant at, @Nullable MemberId by) {
        int changed = jdbc.sql("""
                        update event_outcome set state = :state, decided_at = :at, decided_by = cast(:by as uuid)
                        where event = :event and state = 'asked'""")
                .param("state", state)
                .param("at", Timestamp.from(at))
                .param("by", by == null ? null : by.value().toString())
                .param("event", event.value())
                .update();
        if (changed != 1) throw new IllegalStateException(event + " was decided although locked");
    }

    Optional<Outcome> find(EventId event) {
        return jdbc.sql(COLUMNS + "where o.event = :event")
                .param("event", event.value())
                .query((row, _) -> outcome(row))
                .optional();
    }

    Optional<Outcome> lock(EventId event) {
        return jdbc.sql(COLUMNS + "where o.event = :event for update")
                .param("event", event.value())
                .query((row, _) -> outcome(row))
                .optional();
    }

    Set<EventId> known(Collection<EventId> among) {
        return new HashSet<>(jdbc.sql("select event from event_outcome where event = any(:ids)")
                .param("ids", among.stream().map(EventId::value).toArray(UUID[]::new))
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list());
    }

    List<EventId> unanswered(Instant now) {
        return jdbc.sql(
                        "select event from event_outcome where state = 'asked' and answer_by <= :now order by answer_by")
                .param("now", Timestamp.from(now))
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    /// @param since from when on it may still go back what was decided
    List<EventId> undecided(Instant since) {
        return jdbc.sql("""
                        select event from event_outcome
                        where state = 'asked' or state = 'not_held' and decided_at > :since
                        union select event from date_outcome
                        where state = 'asked' or state = 'not_held' and decided_at > :since""")
                .param("since", Timestamp.from(since))
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    boolean object(OrderId order, EventId event, Instant now) {
        return jdbc.sql("""
                                insert into event_objection (orders, event, at) values (:order, :event, :now)
                                on conflict (orders) do nothing""")
                        .param("order", order.value())
                        .param("event", event.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean hasObjected(OrderId order) {
        return jdbc.sql("select exists (select from event_objection where orders = :order)")
                .param("order", order.value())
                .query(Boolean.class)
                .single();
    }

    List<Doubt> doubts(int max) {
        return jdbc.sql("""
                        select * from (
                            select o.event, o.state, o.sight, o.looked_at, o.answer_by, o.decided_at, o.decided_by,
                                (select count(*)::int from event_objection b where b.event = o.event) as objections
                            from event_outcome o where o.state <> 'settled') as doubted
                        where state in ('asked', 'not_held') or objections > 0
                        order by looked_at desc limit :max""")
                .param("max", max)
                .query((row, _) -> new Doubt(outcome(row), row.getInt("objections")))
                .list();
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        var event = new EventId(row.getObject("event", UUID.class));
        var looked = row.getTimestamp("looked_at").toInstant();
        var state = row.getString("state");
        return switch (state) {
            case "settled" ->
                new Outcome.Settled(
                        event,
                        looked,
                        Outcome.Sight.valueOf(row.getString("sight").toUpperCase(Locale.ROOT)));
            case "asked" -> asked(row, event, looked);
            case "held" ->
                asked(row, event, looked)
                        .held(
                                new MemberId(row.getObject("decided_by", UUID.class)),
                                row.getTimestamp("decided_at").toInstant());
            case "not_held" -> {
                var by = row.getObject("decided_by", UUID.class);
                var at = row.getTimestamp("decided_at").toInstant();
                var asked = asked(row, event, looked);
                yield by == null ? asked.unanswered(at) : asked.notHeld(new MemberId(by), at);
            }
            default -> throw new IllegalStateException("outcome of " + event + " is " + state);
        };
    }

    private static Outcome.Asked asked(ResultSet row, EventId event, Instant looked) throws SQLException {
        return new Outcome.Asked(event, looked, row.getTimestamp("answer_by").toInstant());
    }
}

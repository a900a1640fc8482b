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
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes.Doubt;

/// Rows of `event_outcome`: of meetings, and of dates of courses.
@Component
class OutcomeTable {
    private static final String COLUMNS =
            "o.event, o.course_date, o.state, o.sight, o.looked_at, o.answer_by, o.decided_at, o.decided_by, o.back_at";
    private static final String READ = "select " + COLUMNS + " from event_outcome o ";

    private final JdbcClient jdbc;

    OutcomeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false when it was looked at before
    boolean insert(Outcome.Settled settled) {
        return insert(settled.of(), new Row("settled", settled.sight(), settled.lookedAt(), null, null, null));
    }

    /// @return false when it was looked at before
    boolean insert(Outcome.Asked asked) {
        return insert(asked.of(), new Row("asked", null, asked.lookedAt(), asked.answerBy(), null, null));
    }

    /// @return false when it was called off before
    boolean insert(Outcome.NotHeld calledOff) {
        return insert(
                calledOff.of(),
                new Row("not_held", null, calledOff.lookedAt(), calledOff.answerBy(), calledOff.at(), calledOff.by()));
    }

    private record Row(
            String state,
            Outcome.@Nullable Sight sight,
            Instant lookedAt,
            @Nullable Instant answerBy,
            @Nullable Instant decidedAt,
            @Nullable MemberId decidedBy) {}

    private boolean insert(Outcome.Of of, Row row) {
        return jdbc.sql("""
                                insert into event_outcome
                                    (event, course_date, state, sight, looked_at, answer_by, decided_at, decided_by)
                                values (:event, cast(:date as uuid), :state, :sight, :at, :until, :decided, cast(:by as uuid))
                                on conflict (occasion) do nothing""")
                        .param("event", of.event().value())
                        .param("date", date(of))
                        .param("state", row.state)
                        .param(
                                "sight",
                                row.sight == null ? null : row.sight.name().toLowerCase(Locale.ROOT))
                        .param("at", Timestamp.from(row.lookedAt))
                        .param("until", timestamp(row.answerBy))
                        .param("decided", timestamp(row.decidedAt))
                        .param("by", text(row.decidedBy))
                        .update()
                == 1;
    }

    private static @Nullable String date(Outcome.Of of) {
        return switch (of) {
            case Outcome.Of.Meeting _ -> null;
            case Outcome.Of.Date one -> one.date().value().toString();
        };
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable String text(@Nullable MemberId member) {
        return member == null ? null : member.value().toString();
    }

    void save(Outcome.Held held) {
        move("asked", held.of(), "held", held.at(), held.by(), null);
    }

    void save(Outcome.NotHeld notHeld) {
        move("asked", notHeld.of(), "not_held", notHeld.at(), notHeld.by(), notHeld.backAt());
    }

    void overturn(Outcome.NotHeld notHeld) {
        move("held", notHeld.of(), "not_held", notHeld.at(), notHeld.by(), null);
    }

    private void move(
            String from, Outcome.Of of, String state, Instant at, @Nullable MemberId by, @Nullable Instant backAt) {
        int changed = jdbc.sql("""
                        update event_outcome set state = :state, decided_at = :at, decided_by = cast(:by as uuid), back_at = :back
                        where occasion = :occasion and state = :from""")
                .param("from", from)
                .param("state", state)
                .param("at", Timestamp.from(at))
                .param("by", text(by))
                .param("back", timestamp(backAt))
                .param("occasion", of.occasion())
                .update();
        if (changed != 1) throw new IllegalStateException(of + " was decided although locked");
    }

    Optional<Outcome> find(Outcome.Of of) {
        return one(of, "");
    }

    Optional<Outcome> lock(Outcome.Of of) {
        return one(of, " for update");
    }

    private Optional<Outcome> one(Outcome.Of of, String how) {
        return jdbc.sql(READ + "where o.occasion = :occasion and o.event = :event" + how)
                .param("occasion", of.occasion())
                .param("event", of.event().value())
                .query((row, _) -> outcome(row))
                .optional();
    }

    List<Outcome> ofDates(EventId course) {
        return jdbc.sql(READ + "where o.event = :event and o.course_date is not null order by o.looked_at")
                .param("event", course.value())
                .query((row, _) -> outcome(row))
                .list();
    }

    /// Those of them that were looked at.
    Set<Outcome.Of> known(Collection<? extends Outcome.Of> among) {
        return new HashSet<>(jdbc.sql("select event, course_date from event_outcome where occasion = any(:ids)")
                .param("ids", among.stream().map(Outcome.Of::occasion).toArray(UUID[]::new))
                .query((row, _) -> of(row))
                .list());
    }

    List<Outcome.Of> unanswered(Instant now) {
        return jdbc.sql("""
                        select event, course_date from event_outcome
                        where state = 'asked' and answer_by <= :now order by answer_by""")
                .param("now", Timestamp.from(now))
                .query((row, _) -> of(row))
                .list();
    }

    /// @param since from when on it may still go back what was decided
    List<EventId> undecided(Instant since) {
        return jdbc.sql("""
                        select distinct event from event_outcome
                        where state = 'asked' or state = 'not_held' and coalesce(back_at, decided_at) > :since""")
                .param("since", Timestamp.from(since))
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    List<Doubt> doubts(int max) {
        return jdbc.sql("select * from (select o.occasion, " + COLUMNS + """
                        , (select count(*)::int from event_objection b where b.occasion = o.occasion) as objections
                        from event_outcome o where o.state <> 'settled' and o.answer_by > o.looked_at) as doubted
                        where state in ('asked', 'not_held') or objections > 0
                        order by (state = 'held' and not exists (
                          select from event_objection_decision d where d.occasion = doubted.occasion)) desc,
                          looked_at desc limit :max""")
                .param("max", max)
                .query((row, _) -> new Doubt(outcome(row), row.getInt("objections")))
                .list();
    }

    static Outcome.Of of(ResultSet row) throws SQLException {
        var event = new EventId(row.getObject("event", UUID.class));
        var date = row.getObject("course_date", UUID.class);
        return date == null ? new Outcome.Of.Meeting(event) : new Outcome.Of.Date(event, new DateId(date));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        var of = of(row);
        var looked = row.getTimestamp("looked_at").toInstant();
        var state = row.getString("state");
        return switch (state) {
            case "settled" ->
                new Outcome.Settled(
                        of, looked, Outcome.Sight.valueOf(row.getString("sight").toUpperCase(Locale.ROOT)));
            case "asked" -> asked(row, of, looked);
            case "held" ->
                asked(row, of, looked)
                        .held(
                                new MemberId(row.getObject("decided_by", UUID.class)),
                                row.getTimestamp("decided_at").toInstant());
            case "not_held" -> {
                var by = row.getObject("decided_by", UUID.class);
                var at = row.getTimestamp("decided_at").toInstant();
                var until = row.getTimestamp("answer_by").toInstant();
                var back = row.getTimestamp("back_at");
                yield new Outcome.NotHeld(
                        of,
                        looked,
                        until,
                        at,
                        by == null ? null : new MemberId(by),
                        back == null ? null : back.toInstant());
            }
            default -> throw new IllegalStateException("outcome of " + of + " is " + state);
        };
    }

    private static Outcome.Asked asked(ResultSet row, Outcome.Of of, Instant looked) throws SQLException {
        return new Outcome.Asked(of, looked, row.getTimestamp("answer_by").toInstant());
    }
}

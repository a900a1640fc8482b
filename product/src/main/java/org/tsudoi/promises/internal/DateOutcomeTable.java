package org.tsudoi.promises.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.promises.DateOutcome;
import org.tsudoi.promises.Outcome;

/// Rows of `date_outcome`.
@Component
class DateOutcomeTable {
    private static final String COLUMNS = """
            select course_date, event, state, sight, looked_at, answer_by, decided_at, decided_by from date_outcome
            """;

    private final JdbcClient jdbc;

    DateOutcomeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false when it was looked at before
    boolean insert(DateOutcome.Settled settled) {
        return jdbc.sql("""
                                insert into date_outcome (course_date, event, state, sight, looked_at)
                                values (:date, :event, 'settled', :sight, :at) on conflict (course_date) do nothing""")
                        .param("date", settled.of().date().value())
                        .param("event", settled.of().event().value())
                        .param("sight", settled.sight().name().toLowerCase(Locale.ROOT))
                        .param("at", Timestamp.from(settled.lookedAt()))
                        .update()
                == 1;
    }

    /// @return false when it was looked at before
    boolean insert(DateOutcome.Asked asked) {
        return jdbc.sql("""
                                insert into date_outcome (course_date, event, state, looked_at, answer_by)
                                values (:date, :event, 'asked', :at, :by) on conflict (course_date) do nothing""")
                        .param("date", asked.of().date().value())
                        .param("event", asked.of().event().value())
                        .param("at", Timestamp.from(asked.lookedAt()))
                        .param("by", Timestamp.from(asked.answerBy()))
                        .update()
                == 1;
    }

    /// @return false when it was called off before
    boolean insert(DateOutcome.NotHeld calledOff) {
        return jdbc.sql("""
                                insert into date_outcome (course_date, event, state, looked_at, answer_by, decided_at, decided_by)
                                values (:date, :event, 'not_held', :at, :at, :at, cast(:by as uuid))
                                on conflict (course_date) do nothing""")
                        .param("date", calledOff.of().date().value())
                        .param("event", calledOff.of().event().value())
                        .param("at", Timestamp.from(calledOff.at()))
                        .param(
                                "by",
                                calledOff.by() == null
                                        ? null
                                        : calledOff.by().value().toString())
                        .update()
                == 1;
    }

    void save(DateOutcome.Held held) {
        decided(held.of(), "held", held.at(), held.by());
    }

    void save(DateOutcome.NotHeld notHeld) {
        decided(notHeld.of(), "not_held", notHeld.at(), notHeld.by());
    }

    private void decided(DateOutcome.Of of, String state, Instant at, @Nullable MemberId by) {
        int changed = jdbc.sql("""
                        update date_outcome set state = :state, decided_at = :at, decided_by = cast(:by as uuid)
                        where course_date = :date and state = 'asked'""")
                .param("state", state)
                .param("at", Timestamp.from(at))
                .param("by", by == null ? null : by.value().toString())
                .param("date", of.date().value())
                .update();
        if (changed != 1) throw new IllegalStateException(of + " was decided although locked");
    }

    List<DateOutcome> of(EventId event) {
        return jdbc.sql(COLUMNS + "where event = :event order by looked_at")
                .param("event", event.value())
                .query((row, _) -> outcome(row))
                .list();
    }

    Optional<DateOutcome> lock(DateId date) {
        return jdbc.sql(COLUMNS + "where course_date = :date for update")
                .param("date", date.value())
                .query((row, _) -> outcome(row))
                .optional();
    }

    List<DateId> unanswered(Instant now) {
        return jdbc.sql("""
                        select course_date from date_outcome
                        where state = 'asked' and answer_by <= :now order by answer_by""")
                .param("now", Timestamp.from(now))
                .query((row, _) -> new DateId(row.getObject("course_date", UUID.class)))
                .list();
    }

    private static DateOutcome outcome(ResultSet row) throws SQLException {
        var of = new DateOutcome.Of(
                new EventId(row.getObject("event", UUID.class)), new DateId(row.getObject("course_date", UUID.class)));
        var looked = row.getTimestamp("looked_at").toInstant();
        var state = row.getString("state");
        return switch (state) {
            case "settled" ->
                new DateOutcome.Settled(
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
                yield new DateOutcome.NotHeld(of, looked, until, at, by == null ? null : new MemberId(by));
            }
            default -> throw new IllegalStateException("outcome of " + of + " is " + state);
        };
    }

    private static DateOutcome.Asked asked(ResultSet row, DateOutcome.Of of, Instant looked) throws SQLException {
        return new DateOutcome.Asked(of, looked, row.getTimestamp("answer_by").toInstant());
    }
}

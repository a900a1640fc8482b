package org.tsudoi.questions.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.QuestionId;

/// Rows of `event_question` and `question_rules`.
@Component
class QuestionTable {
    private static final String QUESTION = """
            select id, event, kind, label, help, options, each_place, required, archived_at is not null as archived
            from event_question\s""";

    private final JdbcClient jdbc;

    QuestionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whoever changes what an event asks waits for whoever else does.
    void lock(EventId event) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('event_question ' || :event, 0))")
                .param("event", event.toString())
                .query(rows -> {});
    }

    List<Question> of(EventId event) {
        return jdbc.sql(QUESTION + "where event = :event order by archived_at is not null, position, id")
                .param("event", event.value())
                .query((row, _) -> question(row))
                .list();
    }

    Optional<Question> find(QuestionId id) {
        return jdbc.sql(QUESTION + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> question(row))
                .optional();
    }

    void insert(Question question, int position, Instant now) {
        jdbc.sql("""
                        insert into event_question (id, event, position, kind, label, help, options, each_place, required, made_at)
                        values (:id, :event, :position, :kind, :label, :help, :options, :eachPlace, :required, :now)
                        on conflict (id) do nothing""")
                .param("id", question.id().value())
                .param("event", question.event().value())
                .param("position", position)
                .param("kind", question.kind().word())
                .param("label", question.label())
                .param("help", question.help())
                .param("options", question.options().toArray(String[]::new))
                .param("eachPlace", question.eachPlace())
                .param("required", question.required())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void save(Question question) {
        jdbc.sql("""
                        update event_question set kind = :kind, label = :label, help = :help, options = :options,
                            each_place = :eachPlace, required = :required
                        where id = :id and event = :event""")
                .param("id", question.id().value())
                .param("event", question.event().value())
                .param("kind", question.kind().word())
                .param("label", question.label())
                .param("help", question.help())
                .param("options", question.options().toArray(String[]::new))
                .param("eachPlace", question.eachPlace())
                .param("required", question.required())
                .update();
    }

    void position(QuestionId id, int position) {
        jdbc.sql("update event_question set position = :position where id = :id")
                .param("position", position)
                .param("id", id.value())
                .update();
    }

    void archive(EventId event, QuestionId id, Instant now) {
        jdbc.sql("""
                        update event_question set archived_at = coalesce(archived_at, :now) where id = :id and event = :event""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .param("event", event.value())
                .update();
    }

    void askAgain(EventId event, QuestionId id) {
        jdbc.sql("update event_question set archived_at = null where id = :id and event = :event")
                .param("id", id.value())
                .param("event", event.value())
                .update();
    }

    void delete(EventId event, QuestionId id) {
        jdbc.sql("delete from event_question where id = :id and event = :event")
                .param("id", id.value())
                .param("event", event.value())
                .update();
    }

    boolean isChangeable(EventId event) {
        return jdbc.sql("select changeable from question_rules where event = :event")
                .param("event", event.value())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    void changeable(EventId event, boolean changeable) {
        jdbc.sql("""
                        insert into question_rules (event, changeable) values (:event, :changeable)
                        on conflict (event) do update set changeable = excluded.changeable""")
                .param("event", event.value())
                .param("changeable", changeable)
                .update();
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(
                new QuestionId(row.getObject("id", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                Question.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("label"),
                row.getString("help"),
                List.of((String[]) row.getArray("options").getArray()),
                row.getBoolean("each_place"),
                row.getBoolean("required"),
                row.getBoolean("archived"));
    }
}

package org.tsudoi.questions.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.privacy.Vault;
import org.tsudoi.questions.Answer;
import org.tsudoi.questions.QuestionId;

/// Rows of `question_answer`: what people wrote about themselves, sealed.
@Component
class AnswerTable {
    private static final String TABLE = "question_answer";
    private static final String VALUE = "value_sealed";

    /// No form lets it through.
    private static final String BETWEEN = "\u001f";

    private final JdbcClient jdbc;
    private final Vault vault;

    AnswerTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// What was answered before stays, and a question that is gone meanwhile is left out.
    void insert(OrderId order, EventId event, List<Answer> answers, Instant now) {
        write(order, event, answers, now, "do nothing");
    }

    void save(OrderId order, EventId event, List<Answer> answers, Instant now) {
        write(
                order,
                event,
                answers,
                now,
                "do update set value_sealed = excluded.value_sealed, answered_at = excluded.answered_at");
    }

    private void write(OrderId order, EventId event, List<Answer> answers, Instant now, String known) {
        if (answers.isEmpty()) return;
        jdbc.sql("""
                        insert into question_answer (id, orders, event, question, place, value_sealed, answered_at)
                        select a.id, :order, :event, a.question, a.place, a.value, :now
                        from unnest(:ids, :questions, :places, :values) as a (id, question, place, value)
                        where exists (select from event_question q where q.id = a.question and q.event = :event)
                        on conflict (orders, question, place)\s""" + known)
                .param("order", order.value())
                .param("event", event.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", answers.stream().map(one -> id(order, one)).toArray(UUID[]::new))
                .param(
                        "questions",
                        answers.stream().map(one -> one.question().value()).toArray(UUID[]::new))
                .param("places", answers.stream().mapToInt(Answer::place).toArray())
                .param("values", answers.stream().map(one -> sealed(order, one)).toArray(byte[][]::new))
                .update();
    }

    /// What is sealed is sealed for its row: the same answer has the same id whenever it is changed.
    private static UUID id(OrderId order, Answer answer) {
        var words = TABLE + " " + order + " " + answer.question() + " " + answer.place();
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sealed(OrderId order, Answer answer) {
        return vault.seal(TABLE, VALUE, id(order, answer), String.join(BETWEEN, answer.values()));
    }

    void delete(OrderId order, QuestionId question, int place) {
        jdbc.sql("delete from question_answer where orders = :order and question = :question and place = :place")
                .param("order", order.value())
                .param("question", question.value())
                .param("place", place)
                .update();
    }

    boolean isAnswered(QuestionId question) {
        return jdbc.sql("select exists (select from question_answer where question = :question)")
                .param("question", question.value())
                .query(Boolean.class)
                .single();
    }

    Map<OrderId, List<Answer>> of(Collection<OrderId> orders) {
        var answers = new HashMap<OrderId, List<Answer>>();
        jdbc.sql("""
                        select id, orders, question, place, value_sealed from question_answer
                        where orders = any(:orders) order by orders, place, question""")
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    var value = vault.open(TABLE, VALUE, id, row.getBytes(VALUE));
                    answers.computeIfAbsent(new OrderId(row.getObject("orders", UUID.class)), _ -> new ArrayList<>())
                            .add(new Answer(
                                    new QuestionId(row.getObject("question", UUID.class)),
                                    row.getInt("place"),
                                    List.of(value.split(BETWEEN))));
                });
        return answers;
    }

    /// Of orders whose people are forgotten, and of those that came to nothing some time ago.
    int forget(Instant cameToNothingBefore) {
        return jdbc.sql("""
                        delete from question_answer a using orders o
                        where o.id = a.orders and (o.forgotten_at is not null
                            or (o.state in ('lapsed', 'unseated') and coalesce(o.ended_at, o.paid_at) < :before))""")
                .param("before", cameToNothingBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}

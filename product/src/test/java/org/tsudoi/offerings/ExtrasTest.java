package org.tsudoi.offerings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.QuestionId;
import org.tsudoi.questions.Questions;
import org.tsudoi.testing.ProductTest;

/// What is asked and sold besides places is looked for only where there ever was something of it.
@ProductTest
class ExtrasTest {
    private final Events events;
    private final Questions questions;
    private final Market market;
    private final JdbcClient sql;
    private final Ids ids;

    ExtrasTest(Events events, Questions questions, Market market, JdbcClient sql, Ids ids) {
        this.events = events;
        this.questions = questions;
        this.market = market;
        this.sql = sql;
        this.ids = ids;
    }

    private boolean has(EventId event) {
        return sql.sql("select has_extras from event where id = :id")
                .param("id", event.value())
                .query(Boolean.class)
                .single();
    }

    private boolean asks(EventId event) {
        return events.get(event).particulars().asks();
    }

    @Test
    void theFirstQuestionIsNotedAndNothingIsLookedForWithoutThat() {
        var event = market.event(5).id();
        assertThat(has(event)).isFalse();
        var id = new QuestionId(ids.next());
        questions.add(new Question(id, event, Question.Kind.SHORT_TEXT, "何がしたい?", "", List.of(), false, false, false));
        assertThat(has(event)).isTrue();
        assertThat(asks(event)).isTrue();
        questions.remove(event, id);
        assertThat(has(event)).as("it only ever becomes true").isTrue();
        assertThat(asks(event)).isFalse();
        questions.add(new Question(
                new QuestionId(ids.next()),
                event,
                Question.Kind.SHORT_TEXT,
                "どこから?",
                "",
                List.of(),
                false,
                false,
                false));
        assertThat(asks(event)).isTrue();
        sql.sql("update event set has_extras = false where id = :id")
                .param("id", event.value())
                .update();
        assertThat(asks(event)).as("nobody looks").isFalse();
    }

    @Test
    void anAddOnIsNotedToo() {
        var event = market.event(5).id();
        sql.sql("""
                        insert into event_add_on (id, event, name, description, per, price, currency, tax_category, tax_percent,
                            most, made_at)
                        values (:id, :event, 'book', '', 'place', 500, 'JPY', 'standard', 10, 1, now())""")
                .param("id", UUID.randomUUID())
                .param("event", event.value())
                .update();
        assertThat(has(event)).isTrue();
    }
}

package org.tsudoi.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class QuestionsTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Questions questions;
    private final List<RecurringJob> jobs;
    private final Ids ids;
    private final JdbcClient jdbc;
    private final TestClock clock;

    QuestionsTest(
            Market market,
            Orders orders,
            Events events,
            Questions questions,
            List<RecurringJob> jobs,
            Ids ids,
            JdbcClient jdbc,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.questions = questions;
        this.jobs = jobs;
        this.ids = ids;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private Question ask(EventId event, Question.Kind kind, String label, String... options) {
        var question =
                new Question(new QuestionId(ids.next()), event, kind, label, "", List.of(options), false, true, false);
        assertThat(questions.add(question)).isTrue();
        return question;
    }

    private static Answer answer(Question question, String... values) {
        return new Answer(question.id(), Answer.WHOLE_ORDER, List.of(values));
    }

    private void forget() {
        jobs.stream()
                .filter(job -> job.name().equals("questions-forget-answers"))
                .forEach(RecurringJob::run);
    }

    @Test
    void anEventSaysWhetherItAsks() {
        var event = market.event(5);
        assertThat(event.particulars().asks()).isFalse();
        var question = ask(event.id(), Question.Kind.SHORT_TEXT, "Level");
        assertThat(events.get(event.id()).particulars().asks()).isTrue();
        var copied = events.get(event.id()).particulars().sale().withCapacity(6);
        events.change(event.id(), events.get(event.id()).particulars().with(copied));
        assertThat(questions.asked(event.id())).containsExactly(question);
        questions.remove(event.id(), question.id());
        assertThat(events.get(event.id()).particulars().asks()).isFalse();
        assertThat(questions.all(event.id())).isEmpty();
    }

    @Test
    void theOrderOfQuestionsIsTheOrganisers() {
        var event = market.event(5).id();
        var one = ask(event, Question.Kind.SHORT_TEXT, "One");
        var two = ask(event, Question.Kind.NUMBER, "Two");
        var three = ask(event, Question.Kind.ONE_OF, "Three", "a", "b");
        questions.move(event, three.id(), true);
        questions.move(event, one.id(), true);
        assertThat(questions.asked(event)).containsExactly(one, three, two);
        questions.move(event, one.id(), false);
        assertThat(questions.asked(event)).containsExactly(three, one, two);
        assertThat(questions.add(one)).as("the same once more").isTrue();
        assertThat(questions.asked(event)).hasSize(3);
    }

    @Test
    void whatWasAnsweredIsArchivedAndKeepsItsForm() {
        var event = market.event(5);
        var question = ask(event.id(), Question.Kind.ONE_OF, "Size", "S", "M");
        var order = market.held(event.id(), 1);
        questions.answerFirst(order.id(), event.id(), List.of(answer(question, "S")));
        var otherwise = new Question(
                question.id(), event.id(), Question.Kind.ONE_OF, "Size?", "", List.of("L", "M"), false, true, false);
        assertThat(questions.change(otherwise)).isFalse();
        var reworded = new Question(
                question.id(), event.id(), Question.Kind.ONE_OF, "Size?", "EU", List.of("S", "M"), false, false, false);
        assertThat(questions.change(reworded)).isTrue();
        questions.remove(event.id(), question.id());
        assertThat(questions.asked(event.id())).isEmpty();
        assertThat(questions.all(event.id())).singleElement().matches(Question::archived);
        assertThat(questions.answers(order.id())).containsExactly(answer(question, "S"));
        questions.askAgain(event.id(), question.id());
        assertThat(questions.asked(event.id())).containsExactly(reworded);
    }

    @Test
    void aRepeatedFormChangesNothingAndALaterOneDoes() {
        var event = market.event(5).id();
        var text = ask(event, Question.Kind.LONG_TEXT, "Wishes");
        var several = ask(event, Question.Kind.SEVERAL_OF, "Days", "Mon", "Tue", "Wed");
        var order = market.held(event, 1).id();
        questions.answerFirst(order, event, List.of(answer(text, "a\nb"), answer(several, "Mon", "Wed")));
        questions.answerFirst(order, event, List.of(answer(text, "other")));
        assertThat(questions.answers(order))
                .containsExactlyInAnyOrder(answer(text, "a\nb"), answer(several, "Mon", "Wed"));
        questions.answer(order, event, List.of(text.id(), several.id()), List.of(answer(several, "Tue")));
        assertThat(questions.answers(order)).containsExactly(answer(several, "Tue"));
    }

    @Test
    void noEventHasAnswersToAnotherEventsQuestion() {
        var event = market.event(5).id();
        var others = ask(market.event(5).id(), Question.Kind.SHORT_TEXT, "Level");
        var order = market.held(event, 1).id();
        questions.answerFirst(order, event, List.of(answer(others, "x")));
        assertThat(questions.answers(order)).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into question_answer (id, orders, event, question, place, value_sealed, answered_at)
                                values (gen_random_uuid(), :order, :event, :question, -1, 'x', now())""")
                        .param("order", order.value())
                        .param("event", event.value())
                        .param("question", others.id().value())
                        .update())
                .hasMessageContaining("foreign key");
    }

    @Test
    void nobodyReadsAnswersInTheDatabase() {
        var event = market.event(5).id();
        var question = ask(event, Question.Kind.SHORT_TEXT, "Allergies");
        var order = market.held(event, 1).id();
        questions.answerFirst(order, event, List.of(answer(question, "peanuts")));
        var stored = jdbc.sql("select value_sealed from question_answer where orders = :order")
                .param("order", order.value())
                .query((row, _) -> row.getBytes("value_sealed"))
                .single();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("peanuts");
    }

    @Test
    void answersAreForgottenWithTheirPeopleAndSoonerWhereNothingCameOfIt() {
        var event = market.event(5).id();
        var question = ask(event, Question.Kind.SHORT_TEXT, "Level");
        var lapsed = market.held(event, 1).id();
        var kept = market.held(event, 1).id();
        for (var order : List.of(lapsed, kept)) {
            questions.answerFirst(order, event, List.of(answer(question, "new")));
        }
        orders.leave(lapsed);
        clock.forward(Duration.ofDays(29));
        forget();
        assertThat(questions.answers(lapsed)).hasSize(1);
        clock.forward(Duration.ofDays(2));
        forget();
        assertThat(questions.answers(lapsed)).isEmpty();
        assertThat(questions.answers(kept)).hasSize(1);
        jdbc.sql("update orders set forgotten_at = now() where id = :id")
                .param("id", kept.value())
                .update();
        forget();
        assertThat(questions.answers(kept)).isEmpty();
    }

    @Test
    void choicesAreCountedByValue() {
        var event = market.event(9).id();
        var size = ask(event, Question.Kind.ONE_OF, "Size", "S", "M");
        var text = ask(event, Question.Kind.SHORT_TEXT, "Text");
        var all = new ArrayList<OrderId>();
        for (var chosen : List.of("S", "M", "S")) {
            var order = market.held(event, 1).id();
            questions.answerFirst(order, event, List.of(answer(size, chosen), answer(text, chosen)));
            all.add(order);
        }
        assertThat(questions.counts(event, all)).containsOnlyKeys(size.id());
        assertThat(questions.counts(event, all).get(size.id()))
                .containsEntry("S", 2L)
                .containsEntry("M", 1L);
    }

    @Test
    void aQuestionHasChoicesWhereSomethingIsChosen() {
        var event = new EventId(ids.next());
        assertThatThrownBy(() -> new Question(
                        new QuestionId(ids.next()),
                        event,
                        Question.Kind.ONE_OF,
                        "x",
                        "",
                        List.of("a"),
                        false,
                        false,
                        false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Question(
                        new QuestionId(ids.next()),
                        event,
                        Question.Kind.DATE,
                        "x",
                        "",
                        List.of("a", "b"),
                        false,
                        false,
                        false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

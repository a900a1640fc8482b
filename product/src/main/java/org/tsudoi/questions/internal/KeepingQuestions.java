package org.tsudoi.questions.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Ids;
import org.tsudoi.questions.Answer;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.QuestionId;
import org.tsudoi.questions.Questions;

@Component
@Transactional
class KeepingQuestions implements Questions {
    private final QuestionTable questions;
    private final AnswerTable answers;
    private final Ids ids;
    private final Clock clock;

    KeepingQuestions(QuestionTable questions, AnswerTable answers, Ids ids, Clock clock) {
        this.ids = ids;
        this.questions = questions;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Question> asked(EventId event) {
        return questions.of(event).stream().filter(one -> !one.archived()).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Question> all(EventId event) {
        return questions.of(event);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Question> find(QuestionId id) {
        return questions.find(id);
    }

    @Override
    public boolean add(Question question) {
        questions.lock(question.event());
        var before = questions.of(question.event());
        if (before.stream().anyMatch(one -> one.id().equals(question.id()))) return true;
        if (before.stream().filter(one -> !one.archived()).count() >= Question.OF_EVENT_MAX) return false;
        questions.insert(question, before.size(), clock.instant());
        return true;
    }

    @Override
    public boolean change(Question question) {
        questions.lock(question.event());
        var before = questions.find(question.id());
        if (before.isEmpty()) return false;
        boolean sameForm = before.get().kind() == question.kind()
                && before.get().options().equals(question.options())
                && before.get().eachPlace() == question.eachPlace();
        if (!sameForm && answers.isAnswered(question.id())) return false;
        questions.save(question);
        return true;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isAnswered(QuestionId id) {
        return answers.isAnswered(id);
    }

    @Override
    public void remove(EventId event, QuestionId id) {
        questions.lock(event);
        if (answers.isAnswered(id)) questions.archive(event, id, clock.instant());
        else questions.delete(event, id);
    }

    @Override
    public void askAgain(EventId event, QuestionId id) {
        questions.lock(event);
        if (asked(event).size() < Question.OF_EVENT_MAX) questions.askAgain(event, id);
    }

    @Override
    public void move(EventId event, QuestionId id, boolean up) {
        questions.lock(event);
        var order = new ArrayList<>(asked(event).stream().map(Question::id).toList());
        int at = order.indexOf(id);
        int to = up ? at - 1 : at + 1;
        if (at < 0 || to < 0 || to >= order.size()) return;
        Collections.swap(order, at, to);
        for (int position = 0; position < order.size(); position++) questions.position(order.get(position), position);
    }

    @Override
    public void copy(EventId from, EventId to) {
        for (var one : asked(from)) {
            add(new Question(
                    new QuestionId(ids.next()),
                    to,
                    one.kind(),
                    one.label(),
                    one.help(),
                    one.options(),
                    one.eachPlace(),
                    one.required(),
                    false));
        }
        if (!questions.isChangeable(from)) questions.changeable(to, false);
    }

    @EventListener
    void on(EventNews.EventCopied news) {
        copy(news.like(), news.event());
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isChangeable(EventId event) {
        return questions.isChangeable(event);
    }

    @Override
    public void changeable(EventId event, boolean changeable) {
        questions.changeable(event, changeable);
    }

    @Override
    public void answerFirst(OrderId order, EventId event, List<Answer> given) {
        answers.insert(order, event, given, clock.instant());
    }

    @Override
    public void answer(OrderId order, EventId event, Collection<QuestionId> asked, List<Answer> given) {
        for (var before : answers(order)) {
            boolean stays = given.stream()
                    .anyMatch(one -> one.question().equals(before.question()) && one.place() == before.place());
            if (!stays && asked.contains(before.question())) {
                answers.delete(order, before.question(), before.place());
            }
        }
        answers.save(order, event, given, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Answer> answers(OrderId order) {
        return answers.of(List.of(order)).getOrDefault(order, List.of());
    }

    @Override
    @Transactional(readOnly = true)
    public Map<OrderId, List<Answer>> answers(Collection<OrderId> orders) {
        return answers.of(orders);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<QuestionId, Map<String, Long>> counts(EventId event, Collection<OrderId> orders) {
        var counts = new HashMap<QuestionId, Map<String, Long>>();
        var counted = questions.of(event).stream()
                .filter(one -> one.kind().isCounted())
                .map(Question::id)
                .toList();
        if (counted.isEmpty()) return counts;
        for (var all : answers.of(orders).values()) {
            for (var one : all) {
                if (!counted.contains(one.question())) continue;
                var of = counts.computeIfAbsent(one.question(), _ -> new LinkedHashMap<>());
                for (var value : one.values()) of.merge(value, 1L, Long::sum);
            }
        }
        return counts;
    }
}

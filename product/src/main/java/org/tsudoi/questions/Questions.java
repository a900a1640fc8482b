package org.tsudoi.questions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;

/// What organisers ask and buyers answer. Each change runs in a transaction of its own or joins the caller's.
public interface Questions {
    /// Those that are asked now, in their order. Of an event that does not ask (`Event.Particulars.asks`) there are
    /// none, and nobody needs to look.
    List<Question> asked(EventId event);

    /// The same, and after them those that are archived.
    List<Question> all(EventId event);

    Optional<Question> find(QuestionId id);

    /// As the last one. The same id again is the same. False when the event asks as much as it may.
    boolean add(Question question);

    /// Kind, options and for whom it is asked stay once somebody has answered. False then, and nothing is changed.
    boolean change(Question question);

    boolean isAnswered(QuestionId id);

    /// It is asked no more. What nobody has answered is gone.
    void remove(EventId event, QuestionId id);

    /// Asked again after it was archived.
    void askAgain(EventId event, QuestionId id);

    void move(EventId event, QuestionId id, boolean up);

    /// Asks at the second what the first asks now, in the same order.
    void copy(EventId from, EventId to);

    /// Whether buyers may change what they answered until it begins; as it is they may.
    boolean isChangeable(EventId event);

    void changeable(EventId event, boolean changeable);

    /// What came with the order. Nothing is changed that was answered before, so a repeated step does no harm.
    void answerFirst(OrderId order, EventId event, List<Answer> answers);

    /// What holds from now on of these questions: what is not answered of them any more is gone.
    void answer(OrderId order, EventId event, Collection<QuestionId> asked, List<Answer> answers);

    List<Answer> answers(OrderId order);

    Map<OrderId, List<Answer>> answers(Collection<OrderId> orders);

    /// How often each value was answered to these questions, by the orders of the event that are paid.
    Map<QuestionId, Map<String, Long>> counts(EventId event, Collection<OrderId> orders);
}

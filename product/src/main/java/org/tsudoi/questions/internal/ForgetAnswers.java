package org.tsudoi.questions.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Answers are kept as long as the people of their order, and no longer than it takes for late money to come where
/// nothing came of the order (APPI 22条).
@Component
class ForgetAnswers implements RecurringJob {
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration OF_NOTHING_KEPT_FOR = Duration.ofDays(30);

    private final AnswerTable answers;
    private final Clock clock;

    ForgetAnswers(AnswerTable answers, Clock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "questions-forget-answers";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        answers.forget(clock.instant().minus(OF_NOTHING_KEPT_FOR));
    }
}

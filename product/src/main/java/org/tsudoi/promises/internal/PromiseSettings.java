package org.tsudoi.promises.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param leaveFor     how long people may leave after an event was moved, unless it begins sooner
/// @param little       by which start and end may shift without anybody being asked
/// @param answerWithin how long owners may say whether an event took place at which nobody of them was seen
@ConfigurationProperties("tsudoi.promises")
record PromiseSettings(
        @DefaultValue("7d") Duration leaveFor,
        @DefaultValue("15m") Duration little,
        @DefaultValue("24h") Duration answerWithin) {
    private static final Duration LEAVE_FOR_MIN = Duration.ofHours(24);
    private static final Duration ANSWER_WITHIN_MIN = Duration.ofHours(1);

    /// What is set wrongly stops the start, not the first move.
    PromiseSettings {
        if (leaveFor.compareTo(LEAVE_FOR_MIN) < 0) {
            throw new IllegalArgumentException("tsudoi.promises.leave-for: a day at least");
        }
        if (little.isNegative()) throw new IllegalArgumentException("tsudoi.promises.little: not negative");
        if (answerWithin.compareTo(ANSWER_WITHIN_MIN) < 0) {
            throw new IllegalArgumentException("tsudoi.promises.answer-within: an hour at least");
        }
    }
}

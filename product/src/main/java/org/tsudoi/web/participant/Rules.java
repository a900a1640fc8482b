package org.tsudoi.web.participant;

import java.time.Duration;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// A step of the rules for cancelling where nobody knows yet when it starts.
public final class Rules {
    private static final Duration DAY = Duration.ofDays(1);

    private Rules() {}

    public static String say(Language language, Texts texts, CancellationPolicy.Step step) {
        var before = step.before();
        boolean inDays = before.compareTo(DAY.multipliedBy(2)) >= 0 && before.toHours() % DAY.toHours() == 0;
        return texts.say(
                language,
                inDays ? "policy.sessionDays" : "policy.sessionHours",
                inDays ? before.toDays() : before.toHours(),
                step.percent());
    }
}

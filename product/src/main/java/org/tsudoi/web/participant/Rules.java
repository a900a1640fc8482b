package org.tsudoi.web.participant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The rules for cancelling where nobody knows yet when it starts.
public final class Rules {
    private static final Duration DAY = Duration.ofDays(1);

    private Rules() {}

    /// One line a step. What holds before a time is agreed on is the best of them, so only the first names it.
    public static List<String> say(Language language, Texts texts, CancellationPolicy policy) {
        var lines = new ArrayList<String>();
        for (var step : policy.steps()) lines.add(say(language, texts, step, lines.isEmpty()));
        return lines;
    }

    private static String say(Language language, Texts texts, CancellationPolicy.Step step, boolean first) {
        var before = step.before();
        boolean inDays = before.compareTo(DAY.multipliedBy(2)) >= 0 && before.toHours() % DAY.toHours() == 0;
        var key = inDays
                ? first ? "policy.sessionDays" : "policy.laterDays"
                : first ? "policy.sessionHours" : "policy.laterHours";
        return texts.say(language, key, inDays ? before.toDays() : before.toHours(), step.percent());
    }
}

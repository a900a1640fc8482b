package org.tsudoi.web.organiser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.web.Form;

/// Rules for cancelling as an organiser chooses them: one of four we offer, or steps of their own.
final class Policies {
    static final String USUAL = "usual";
    static final String OWN = "own";
    static final int DAYS_MAX = 90;

    private static final Map<String, CancellationPolicy> OFFERED = Map.of(
            "kind",
            new CancellationPolicy(List.of(new CancellationPolicy.Step(Duration.ofHours(1), 100))),
            USUAL,
            new CancellationPolicy(List.of(
                    new CancellationPolicy.Step(Duration.ofDays(1), 100),
                    new CancellationPolicy.Step(Duration.ofHours(2), 50))),
            "strict",
            new CancellationPolicy(List.of(
                    new CancellationPolicy.Step(Duration.ofDays(7), 100),
                    new CancellationPolicy.Step(Duration.ofDays(2), 50))),
            "none",
            new CancellationPolicy(List.of()));

    private Policies() {}

    static void fill(Form form, CancellationPolicy policy) {
        var offered = OFFERED.entrySet().stream()
                .filter(one -> one.getValue().equals(policy))
                .map(Map.Entry::getKey)
                .findFirst();
        form.with("policy", offered.orElse(OWN)).with("stepRows", 1);
        if (offered.isPresent()) return;
        int row = 0;
        for (var step : policy.steps()) {
            var hours = step.before().toHours();
            boolean inDays = hours > 0 && hours % 24 == 0;
            form.with("step" + row + "-before", inDays ? hours / 24 : hours)
                    .with("step" + row + "-unit", inDays ? "days" : "hours")
                    .with("step" + row + "-percent", step.percent());
            row++;
        }
        form.with("stepRows", Math.max(1, row));
    }

    static Optional<CancellationPolicy> read(Form form) {
        var chosen = form.choice(
                "policy", word -> Optional.of(word).filter(one -> one.equals(OWN) || OFFERED.containsKey(one)));
        if (chosen.isEmpty()) return Optional.empty();
        var offered = OFFERED.get(chosen.get());
        return offered == null ? own(form) : Optional.of(offered);
    }

    private static Optional<CancellationPolicy> own(Form form) {
        var steps = new ArrayList<CancellationPolicy.Step>();
        boolean whole = true;
        for (int row = 0; row < EventForm.rows(form, "stepRows", CancellationPolicy.STEPS_MAX); row++) {
            var field = "step" + row;
            if (form.value(field + "-before").isBlank()
                    && form.value(field + "-percent").isBlank()) continue;
            boolean inDays = !form.has(field + "-unit", "hours");
            var before = form.wholeNumber(field + "-before", 0, inDays ? DAYS_MAX : DAYS_MAX * 24);
            var percent = form.wholeNumber(field + "-percent", 1, 100);
            if (before.isEmpty() || percent.isEmpty()) {
                whole = false;
                continue;
            }
            steps.add(new CancellationPolicy.Step(
                    inDays ? Duration.ofDays(before.get()) : Duration.ofHours(before.get()), percent.get()));
        }
        if (!whole) return Optional.empty();
        if (steps.isEmpty()) {
            form.wrong("policy", "organise.error.noSteps");
            return Optional.empty();
        }
        try {
            return Optional.of(new CancellationPolicy(steps));
        } catch (IllegalArgumentException unordered) {
            form.wrong("policy", "organise.error.steps");
            return Optional.empty();
        }
    }
}

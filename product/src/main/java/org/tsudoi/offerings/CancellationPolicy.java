package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How much of the price comes back, by how long before the start a place is cancelled. After the last step
/// nothing does.
public record CancellationPolicy(List<Step> steps) {
    public static final int STEPS_MAX = 5;

    /// Cancelled at least `before` the start: `percent` of the price comes back.
    public record Step(Duration before, int percent) {
        public Step {
            if (before.isNegative() || percent < 1 || percent > 100) {
                throw new IllegalArgumentException("a step gives back 1 to 100 % up to some time before the start");
            }
        }
    }

    public CancellationPolicy {
        steps = steps.stream()
                .sorted(Comparator.comparing(Step::before).reversed())
                .toList();
        if (steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("at most " + STEPS_MAX + " steps");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).percent() >= steps.get(i - 1).percent()
                    || steps.get(i).before().equals(steps.get(i - 1).before())) {
                throw new IllegalArgumentException("later steps give back less");
            }
        }
    }

    /// While no start is agreed on: the best of it, and no end to that.
    public RefundTerms notStarting() {
        return new RefundTerms(steps.stream()
                .limit(1)
                .map(step -> new RefundTerms.Step(Instant.MAX, step.percent()))
                .toList());
    }

    public RefundTerms startingAt(Instant startsAt) {
        return new RefundTerms(steps.stream()
                .map(step -> new RefundTerms.Step(startsAt.minus(step.before()), step.percent()))
                .toList());
    }
}

package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.tsudoi.money.Money;

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

    public int percentAt(Instant startsAt, Instant now) {
        var left = Duration.between(now, startsAt);
        return steps.stream()
                .filter(step -> left.compareTo(step.before()) >= 0)
                .mapToInt(Step::percent)
                .findFirst()
                .orElse(0);
    }

    /// Whether nobody gets less back by this one than by the other, whenever they cancel.
    public boolean givesAtLeast(CancellationPolicy other) {
        return other.steps.stream()
                .allMatch(step -> steps.stream()
                        .anyMatch(mine ->
                                mine.before().compareTo(step.before()) <= 0 && mine.percent() >= step.percent()));
    }

    /// Rounded up to the whole minor unit: a fraction of a yen goes to the buyer.
    public Money refundOf(Money price, Instant startsAt, Instant now) {
        long percent = percentAt(startsAt, now);
        return new Money(Math.ceilDiv(Math.multiplyExact(price.minorUnits(), percent), 100L), price.currency());
    }
}

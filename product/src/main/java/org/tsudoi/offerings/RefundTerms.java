package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// How much of the price comes back, by the moment a place is cancelled: a `CancellationPolicy` for one start.
/// Earliest step first, each giving less than the one before it; after the last one nothing comes back.
public record RefundTerms(List<Step> steps) {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /// Cancelled no later than `until`: `percent` of the price comes back. `Instant.MAX`: whenever it is.
    public record Step(Instant until, int percent) {}

    /// Of steps that another one is never worse than, only that other one counts.
    public RefundTerms {
        var latestFirst = steps.stream()
                .sorted(Comparator.comparing(Step::until)
                        .thenComparing(Step::percent)
                        .reversed())
                .toList();
        var counting = new ArrayList<Step>();
        for (var step : latestFirst) {
            if (counting.isEmpty() || step.percent() > counting.getFirst().percent()) counting.addFirst(step);
        }
        steps = List.copyOf(counting);
    }

    /// What gives back the more of the two, whenever somebody cancels.
    public RefundTerms orBetter(RefundTerms other) {
        return new RefundTerms(
                Stream.concat(steps.stream(), other.steps.stream()).toList());
    }

    public int percentAt(Instant now) {
        var step = stepAt(now);
        return step == null ? 0 : step.percent();
    }

    /// Rounded up to the whole minor unit: a fraction of a yen goes to the buyer.
    public Money refundOf(Money price, Instant now) {
        long percent = percentAt(now);
        return new Money(Math.ceilDiv(Math.multiplyExact(price.minorUnits(), percent), 100L), price.currency());
    }

    /// Whether something was promised, and every step of it has passed.
    public boolean isOver(Instant now) {
        return !steps.isEmpty() && percentAt(now) == 0;
    }

    /// The steps that have not passed.
    public List<Step> ahead(Instant now) {
        return steps.stream().filter(step -> !now.isAfter(step.until())).toList();
    }

    /// When less will come back than now; null when nothing does any more.
    public @Nullable Instant lowerFrom(Instant now) {
        var step = stepAt(now);
        return step == null || step.until().equals(Instant.MAX)
                ? null
                : step.until().plus(MOMENT);
    }

    private @Nullable Step stepAt(Instant now) {
        var ahead = ahead(now);
        return ahead.isEmpty() ? null : ahead.getFirst();
    }
}

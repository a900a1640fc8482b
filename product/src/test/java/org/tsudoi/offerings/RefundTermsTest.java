package org.tsudoi.offerings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;

class RefundTermsTest {
    private static final Instant START = Instant.parse("2026-12-05T07:00:00Z");
    private static final CancellationPolicy POLICY = new CancellationPolicy(List.of(
            new CancellationPolicy.Step(Duration.ofDays(1), 100),
            new CancellationPolicy.Step(Duration.ofHours(2), 50)));

    @Test
    void eachStepCountsUpToItsMomentAndNotAfterIt() {
        var terms = POLICY.startingAt(START);
        var full = START.minus(Duration.ofDays(1));
        assertThat(terms.percentAt(full)).isEqualTo(100);
        assertThat(terms.percentAt(full.plusMillis(1))).isEqualTo(50);
        assertThat(terms.percentAt(START.minus(Duration.ofHours(1)))).isZero();
        assertThat(terms.lowerFrom(full)).isEqualTo(full.plusSeconds(1));
        assertThat(terms.lowerFrom(START)).isNull();
    }

    @Test
    void aFractionOfAYenGoesToTheBuyer() {
        assertThat(POLICY.startingAt(START).refundOf(Money.jpy(333), START.minus(Duration.ofHours(3))))
                .isEqualTo(Money.jpy(167));
    }

    @Test
    void theBetterOfTwoIsNeverWorseThanEither() {
        var early = POLICY.startingAt(START.minus(Duration.ofDays(3)));
        var strict =
                new CancellationPolicy(List.of(new CancellationPolicy.Step(Duration.ofHours(1), 20))).startingAt(START);
        var better = early.orBetter(strict);
        for (var now = START.minus(Duration.ofDays(6)); now.isBefore(START); now = now.plus(Duration.ofMinutes(30))) {
            assertThat(better.percentAt(now))
                    .as("%s", now)
                    .isEqualTo(Math.max(early.percentAt(now), strict.percentAt(now)));
        }
        assertThat(better.steps()).extracting(RefundTerms.Step::percent).containsExactly(100, 50, 20);
    }

    @Test
    void aStepThatAnotherOneOutlivesIsNotShown() {
        var later = POLICY.startingAt(START.plus(Duration.ofDays(1)));
        assertThat(POLICY.startingAt(START).orBetter(later)).isEqualTo(later);
    }
}

package org.tsudoi.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Money MOST = Money.jpy(Long.MAX_VALUE);

    @Test
    void eachCurrencyHasItsOwnMinorUnit() {
        assertThat(Money.jpy(1500)).hasToString("JPY 1500");
        assertThat(Money.of(35_000, "THB")).hasToString("THB 350.00");
        assertThat(Money.of(-5, "USD")).hasToString("USD -0.05");
        assertThat(Money.of(1, "EUR").digits()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(1, "XAU"));
    }

    @Test
    void sumsAreExactOrRefused() {
        assertThat(Money.jpy(3).plus(Money.jpy(4)).minus(Money.jpy(9)).times(5).negated())
                .isEqualTo(Money.jpy(10));
        for (var beyond : List.<Runnable>of(
                () -> MOST.plus(Money.jpy(1)),
                () -> MOST.negated().minus(Money.jpy(2)),
                () -> MOST.times(2),
                () -> Money.jpy(Long.MIN_VALUE).negated(),
                () -> MOST.percent("100.0000000000000001", RoundingMode.UP))) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(beyond::run);
        }
    }

    @Test
    void currenciesNeverMeet() {
        var baht = Money.of(5, "THB");
        assertThatIllegalArgumentException().isThrownBy(() -> baht.plus(Money.jpy(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> baht.minus(Money.jpy(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> baht.compareTo(Money.jpy(5)));
    }

    @Test
    void aPercentageIsRoundedAsTheCallerSays() {
        assertThat(Money.jpy(1500).percent("3.6", RoundingMode.UNNECESSARY)).isEqualTo(Money.jpy(54));
        assertThat(Money.jpy(999).percent("3.6", RoundingMode.DOWN)).isEqualTo(Money.jpy(35));
        assertThat(Money.jpy(999).percent("3.6", RoundingMode.UP)).isEqualTo(Money.jpy(36));
        assertThat(Money.jpy(25).percent("10", RoundingMode.HALF_EVEN)).isEqualTo(Money.jpy(2));
        assertThat(Money.jpy(-25).percent("10", RoundingMode.HALF_UP)).isEqualTo(Money.jpy(-3));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.jpy(999).percent("3.6", RoundingMode.UNNECESSARY));
    }

    @Test
    void aSplitLosesNothingAndGivesWhatIsLeftToThoseWhoLostMost() {
        assertThat(Money.jpy(100).split(1, 1, 1)).containsExactly(Money.jpy(34), Money.jpy(33), Money.jpy(33));
        assertThat(Money.jpy(-100).split(1, 1, 1)).containsExactly(Money.jpy(-34), Money.jpy(-33), Money.jpy(-33));
        assertThat(Money.jpy(10).split(1, 0, 5)).containsExactly(Money.jpy(2), Money.jpy(0), Money.jpy(8));
        assertThat(MOST.split(Long.MAX_VALUE, Long.MAX_VALUE))
                .containsExactly(Money.jpy(Long.MAX_VALUE / 2 + 1), Money.jpy(Long.MAX_VALUE / 2));
        assertThatIllegalArgumentException().isThrownBy(() -> MOST.split());
        assertThatIllegalArgumentException().isThrownBy(() -> MOST.split(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MOST.split(2, -1));
    }

    @Test
    void everySplitAddsUpAndIsWithinOneOfTheExactShare() {
        long seed = 20261121;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            long amount = random.nextLong(-1_000_000, 1_000_000);
            var weights = random.longs(random.nextInt(1, 8), 1, 1_000).toArray();
            long total = Arrays.stream(weights).sum();
            var parts = Money.jpy(amount).split(weights);
            assertThat(parts.stream().mapToLong(Money::minorUnits).sum())
                    .describedAs("seed %d, round %d", seed, round)
                    .isEqualTo(amount);
            for (int i = 0; i < weights.length; i++) {
                assertThat(Math.abs(parts.get(i).minorUnits() * total - amount * weights[i]))
                        .describedAs("seed %d, round %d, part %d", seed, round, i)
                        .isLessThan(total);
            }
        }
    }

    @Test
    void signsAreAsked() {
        assertThat(Money.zero(Currency.getInstance("THB")).isZero()).isTrue();
        assertThat(Money.jpy(-1).isNegative()).isTrue();
        assertThat(Money.jpy(1).isPositive()).isTrue();
        assertThat(Money.jpy(1).isZero()).isFalse();
        assertThat(Money.jpy(0).isNegative() || Money.jpy(0).isPositive()).isFalse();
        assertThat(Money.jpy(3)).isGreaterThan(Money.jpy(2));
    }
}

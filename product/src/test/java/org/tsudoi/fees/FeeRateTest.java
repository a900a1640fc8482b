package org.tsudoi.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

class FeeRateTest {
    private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");

    private static FeeRate rate(int basisPoints, long fixed, long least, long most) {
        return new FeeRate(
                OfferingKind.MEETING,
                basisPoints,
                Money.jpy(fixed),
                Money.jpy(least),
                most == 0 ? Optional.empty() : Optional.of(Money.jpy(most)),
                NOW);
    }

    /// The last row of each pair is rounded down, and the price is the most.
    @ParameterizedTest
    @CsvSource({
        "350, 0, 0, 0, 1500, 52",
        "350, 50, 0, 0, 1500, 102",
        "350, 0, 100, 0, 1500, 100",
        "350, 0, 0, 40, 1500, 40",
        "350, 50, 0, 0, 0, 0",
        "0, 500, 0, 0, 300, 300",
        "5000, 0, 0, 0, 1, 0",
        "350, 0, 200, 0, 150, 150"
    })
    void aPlaceCostsShareAndFixedAmountWithinTheLimits(
            int basisPoints, long fixed, long least, long most, long price, long fee) {
        assertThat(rate(basisPoints, fixed, least, most).of(Money.jpy(price))).isEqualTo(Money.jpy(fee));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "5001, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 100, 99"})
    void noSuchRate(int basisPoints, long fixed, long least, long most) {
        assertThatThrownBy(() -> rate(basisPoints, fixed, least, most)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsTakenOnSessions() {
        assertThatThrownBy(
                        () -> new FeeRate(OfferingKind.SESSION, 1, Money.jpy(0), Money.jpy(0), Optional.empty(), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new FeeRate(OfferingKind.SESSION, 0, Money.jpy(0), Money.jpy(0), Optional.empty(), NOW).isNothing())
                .isTrue();
    }

    @Test
    void aRateIsInOneCurrency() {
        assertThatThrownBy(() ->
                        new FeeRate(OfferingKind.MEETING, 1, Money.jpy(0), Money.of(0, "THB"), Optional.empty(), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverIsSetAFeeIsNeverBelowZeroNorAboveThePrice() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long least = random.nextLong(1_000);
            var rate = rate(
                    random.nextInt(FeeRate.BASIS_POINTS_MAX + 1),
                    random.nextLong(2_000),
                    least,
                    least + random.nextLong(1_000));
            var price = Money.jpy(random.nextLong(100_000));
            var fee = rate.of(price);
            assertThat(fee.minorUnits()).as("seed " + seed).isBetween(0L, price.minorUnits());
            var asked = new FeeTerms(
                    price.currency(), Optional.of(rate), Bearer.BUYER, Tax.of(Tax.Category.STANDARD, "JP"));
            assertThat(asked.asked(price)).as("seed " + seed).isEqualTo(price.plus(fee));
        }
    }

    @Test
    void whereNothingIsAskedNobodyBearsIt() {
        var free = new FeeTerms(
                Money.jpy(0).currency(), Optional.empty(), Bearer.BUYER, Tax.of(Tax.Category.STANDARD, "JP"));
        assertThat(free.of(Money.jpy(1500)))
                .isEqualTo(PlaceFee.none(Money.jpy(0).currency()));
        assertThatThrownBy(() -> new PlaceFee(Money.jpy(0), Bearer.BUYER, Tax.of(Tax.Category.STANDARD, "JP")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PlaceFee(Money.jpy(-1), Bearer.BUYER, Tax.of(Tax.Category.STANDARD, "JP")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

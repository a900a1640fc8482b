package org.tsudoi.rates.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.rates.ReferenceRates;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class KnownRatesTest {
    private static final Currency USD = Currency.getInstance("USD");

    private final FollowingRates following;
    private final ReferenceRates rates;
    private final TestClock clock;

    KnownRatesTest(FollowingRates following, ReferenceRates rates, TestClock clock) {
        this.following = following;
        this.rates = rates;
        this.clock = clock;
    }

    @Test
    void ratesAreFetchedAndForgottenAfterAWeek() {
        TownProcess.running().sameTimeAs(clock);
        following.run();
        clock.forward(Duration.ofMinutes(2));
        assertThat(rates.about(Money.jpy(1500), USD)).hasValueSatisfying(about -> {
            assertThat(about.amount().currency()).isEqualTo(USD);
            assertThat(about.amount().isPositive()).isTrue();
        });
        assertThat(rates.about(Money.jpy(1500), Currency.getInstance("JPY"))).isEmpty();
        assertThat(rates.currencies()).contains(USD, Currency.getInstance("EUR"), Currency.getInstance("THB"));
        clock.forward(Duration.ofDays(12));
        assertThat(rates.about(Money.jpy(1500), USD)).isEmpty();
        assertThat(rates.currencies()).isEmpty();
    }
}

package org.tsudoi.bench.rush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.bench.Latencies;
import org.tsudoi.bench.WrongCommand;

class RushBenchmarkTest {
    @Test
    void thereAreAsManySeatsAsMustBeSoldInThatTimeAndTwiceAsManyBuyers() {
        var plan = RushBenchmark.Plan.of(0, 0, 64, false, Duration.ofSeconds(30));
        assertThat(plan.seats()).isEqualTo(6000);
        assertThat(plan.buyers()).isEqualTo(12_000);
        assertThat(plan.most()).isEqualTo(Duration.ofMinutes(6));
        assertThat(RushBenchmark.Plan.of(50, 70, 64, false, Duration.ofSeconds(30))
                        .buyers())
                .isEqualTo(70);
    }

    @Test
    void aRushNeedsMoreBuyersThanSeats() {
        assertThatThrownBy(() -> RushBenchmark.Plan.of(100, 100, 64, false, Duration.ofSeconds(10)))
                .isInstanceOf(WrongCommand.class)
                .hasMessageStartingWith("--buyers is more than --seats");
        assertThatThrownBy(() -> RushBenchmark.Plan.of(0, 0, 64, false, Duration.ofSeconds(151)))
                .isInstanceOf(WrongCommand.class)
                .hasMessageStartingWith("--seats is at most 30,000");
    }

    @Test
    void paidOrdersASecondGoByTheLastOne() {
        var rush = new Crowd.Rush(300, 300, Duration.ofMillis(1500), new Waits(), new Latencies(), Duration.ZERO);
        assertThat(rush.perSecond()).isEqualTo(200);
    }

    @Test
    void whatDoesNotAgreeIsCounted() {
        var right = new Reckoning.Count("paid orders", 50, 50);
        var oneMore = new Reckoning.Count("valid tickets", 50, 51);
        assertThat(new Reckoning(0, 0, List.of(right)).disagreeing()).isZero();
        assertThat(new Reckoning(1, 0, List.of(right, oneMore, right)).disagreeing())
                .isEqualTo(1);
    }
}

package org.tsudoi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreWithinTwoPercent() {
        var latencies = new Latencies();
        LongStream.rangeClosed(1, 100_000).forEach(micros -> latencies.add(micros * 1000));
        assertThat(latencies.count()).isEqualTo(100_000);
        for (double percent : new double[] {0.1, 1, 50, 95, 99, 100}) {
            double exact = percent * 1_000_000;
            assertThat((double) latencies.percentile(percent).toNanos())
                    .as("p" + percent)
                    .isCloseTo(exact, within(exact * 0.02));
        }
    }

    @Test
    void theShortestAndTheLongestHaveAPlace() {
        var latencies = new Latencies();
        latencies.add(0);
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.percentile(50)).isEqualTo(Duration.ZERO);
        assertThat(latencies.percentile(100)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Test
    void nothingTookNoTime() {
        assertThat(new Latencies().percentile(99)).isEqualTo(Duration.ZERO);
    }
}

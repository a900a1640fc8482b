package org.tsudoi.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PgBenchTest {
    private static final String SAID = """
            number of transactions actually processed: 24163
            number of failed transactions: 0 (0.000%)
            latency average = 26.480 ms
            initial connection time = 61.305 ms
            tps = 2416.911242 (without initial connection time)
            """;

    @Test
    void theRateIsReadFromWhatItSays() {
        assertThat(PgBench.rate(SAID)).isEqualTo(2416.911242);
    }

    @Test
    void aRunWithFailuresIsNoReference() {
        assertThatThrownBy(() -> PgBench.rate(SAID.replace("transactions: 0 (", "transactions: 3 (")))
                .hasMessageStartingWith("pgbench: transactions failed");
        assertThatThrownBy(() -> PgBench.rate("pgbench: error")).hasMessageStartingWith("pgbench said no rate");
    }
}

package org.tsudoi.bench.rush;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void atLeastAsManySeatsAreSoldAsAreMeasuredAsLongAsARoundHasThem() {
        assertThat(WarmUp.seatsOfARound(1)).isEqualTo(1);
        assertThat(WarmUp.seatsOfARound(1000)).isEqualTo(334);
        assertThat(WarmUp.seatsOfARound(6000)).isEqualTo(2000);
        assertThat(WarmUp.seatsOfARound(30_000)).isEqualTo(2000);
    }
}

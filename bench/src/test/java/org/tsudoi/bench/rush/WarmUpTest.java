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

    @Test
    void itGoesOnWhileItGetsFasterButNotForEver() {
        assertThat(WarmUp.isLast(1, 0, 20)).isFalse();
        assertThat(WarmUp.isLast(2, 20, 20)).isFalse();
        assertThat(WarmUp.isLast(3, 20, 22)).isFalse();
        assertThat(WarmUp.isLast(3, 20, 20.5)).isTrue();
        assertThat(WarmUp.isLast(4, 22, 15)).isTrue();
        assertThat(WarmUp.isLast(9, 22, 40)).isTrue();
    }
}

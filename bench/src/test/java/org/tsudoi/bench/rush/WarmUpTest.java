package org.tsudoi.bench.rush;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        assertThat(WarmUp.isOver(List.of(20.0))).isFalse();
        assertThat(WarmUp.isOver(List.of(20.0, 20.0))).isFalse();
        assertThat(WarmUp.isOver(List.of(20.0, 20.5, 20.9))).isTrue();
        assertThat(WarmUp.isOver(List.of(20.0, 30.0, 25.0))).isFalse();
        assertThat(WarmUp.isOver(List.of(20.0, 30.0, 25.0, 31.0))).isTrue();
        assertThat(WarmUp.isOver(List.of(20.0, 30.0, 25.0, 32.0))).isFalse();
        assertThat(WarmUp.isOver(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)))
                .isFalse();
        assertThat(WarmUp.isOver(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)))
                .isTrue();
    }
}

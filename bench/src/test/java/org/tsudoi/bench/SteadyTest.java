package org.tsudoi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyTest {
    @Test
    void warmingUpGoesOnWhileItGetsFasterButNotForEver() {
        assertThat(Steady.isReached(List.of(20.0))).isFalse();
        assertThat(Steady.isReached(List.of(20.0, 20.0))).isFalse();
        assertThat(Steady.isReached(List.of(20.0, 20.5, 20.9))).isTrue();
        assertThat(Steady.isReached(List.of(20.0, 30.0, 25.0))).isFalse();
        assertThat(Steady.isReached(List.of(20.0, 30.0, 25.0, 31.0))).isTrue();
        assertThat(Steady.isReached(List.of(20.0, 30.0, 25.0, 32.0))).isFalse();
        assertThat(Steady.isReached(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)))
                .isFalse();
        assertThat(Steady.isReached(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)))
                .isTrue();
    }
}

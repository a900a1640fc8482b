package org.tsudoi.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoClockTest {
    private static final Duration DAYS = Duration.ofDays(60);

    private final DemoClock clock = new DemoClock();

    @Test
    void itTellsTheMachinesTimeUntilItGoesBack() {
        assertThat(clock.instant())
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        clock.goBack(DAYS);
        var then = Instant.now().minus(DAYS);
        assertThat(clock.instant()).isBetween(then.minusSeconds(5), then.plusSeconds(5));
    }

    @Test
    void itNeverGoesBeyondThePresent() {
        clock.goBack(DAYS);
        assertThatIllegalStateException().isThrownBy(() -> clock.forward(DAYS.plusSeconds(1)));
        assertThatIllegalStateException().isThrownBy(() -> clock.forward(Duration.ofSeconds(-1)));
        assertThatIllegalStateException().isThrownBy(clock::arrive);
    }

    @Test
    void onceItHasArrivedNobodyMovesIt() {
        clock.goBack(DAYS);
        clock.forward(DAYS);
        clock.arrive();
        assertThatIllegalStateException().isThrownBy(() -> clock.goBack(DAYS));
        assertThatIllegalStateException().isThrownBy(() -> clock.forward(Duration.ZERO));
        assertThat(clock.behind()).isZero();
    }

    @Test
    void whoAskedForItInAnotherZoneTravelsAlong() {
        var tokyo = clock.withZone(java.time.ZoneId.of("Asia/Tokyo"));
        clock.goBack(DAYS);
        assertThat(Duration.between(tokyo.instant(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(5));
    }
}

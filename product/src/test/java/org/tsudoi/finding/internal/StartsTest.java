package org.tsudoi.finding.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StartsTest {
    private static final Instant MORNING = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void noStartIsLostAndNoneIsAdded() {
        var random = new SplittableRandom(20);
        for (int round = 0; round < 200; round++) {
            var all = new TreeSet<Instant>();
            for (int i = random.nextInt(60); i > 0; i--) {
                all.add(MORNING.plus(Duration.ofMinutes(10L * random.nextInt(300))));
            }
            var kept = new ArrayList<Instant>();
            Starts.of(all, Duration.ofMinutes(30)).each(kept::add);
            assertThat(kept).as("round " + round).containsExactlyElementsOf(all);
        }
    }

    @Test
    void hoursInARowAreOneRun() {
        var starts = Starts.of(
                java.util.List.of(MORNING, MORNING.plusSeconds(1800), MORNING.plusSeconds(3600), MORNING.plusSeconds(9000)),
                Duration.ofMinutes(30));
        assertThat(starts.asMultirange())
                .isEqualTo("{[2026-12-01T00:00:00Z,2026-12-01T01:01:00Z),[2026-12-01T02:30:00Z,2026-12-01T02:31:00Z)}");
    }

    @Test
    void theNextStartOfARunIsOnItsSteps() {
        var step = Duration.ofMinutes(30);
        assertThat(Starts.aligned(MORNING, step, MORNING.minusSeconds(5))).isEqualTo(MORNING);
        assertThat(Starts.aligned(MORNING, step, MORNING)).isEqualTo(MORNING);
        assertThat(Starts.aligned(MORNING, step, MORNING.plusNanos(1))).isEqualTo(MORNING.plus(step));
        assertThat(Starts.aligned(MORNING, step, MORNING.plusSeconds(1801))).isEqualTo(MORNING.plus(step.multipliedBy(2)));
    }
}

package org.tsudoi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.testing.TestClock;

class IdsTest {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-21T03:00:00Z"));
    private final Ids ids = new Ids(clock, new SecureRandom());

    @Test
    void anIdIsAUuidOfVersionSevenWithItsMomentInIt() {
        var id = ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
    }

    @Test
    void idsGrowEvenWithinOneMillisecond() {
        var made = new ArrayList<UUID>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
            if (i % 3000 == 0) {
                clock.forward(Duration.ofMillis(1));
            }
        }
        assertThat(made.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anIdIsShownWithItsPrefixInTwentySixLettersAndReadBack() {
        assertThat(Ids.show("ord", new UUID(0, 0))).isEqualTo("ord_00000000000000000000000000");
        assertThat(Ids.show("ord", new UUID(-1, -1))).isEqualTo("ord_7zzzzzzzzzzzzzzzzzzzzzzzzz");
        for (int i = 0; i < 100; i++) {
            var id = UUID.randomUUID();
            assertThat(Ids.parse("tic", Ids.show("tic", id))).contains(id);
        }
        var growing = ids.next();
        assertThat(Ids.show("ord", growing)).isLessThan(Ids.show("ord", ids.next()));
    }

    @Test
    void whatIsNotAnIdIsNothing() {
        var shown = Ids.show("ord", ids.next());
        assertThat(Ids.parse("pay", shown)).isEmpty();
        assertThat(Ids.parse("or", shown)).isEmpty();
        assertThat(Ids.parse("ord", shown + "0")).isEmpty();
        assertThat(Ids.parse("ord", "ord_8zzzzzzzzzzzzzzzzzzzzzzzzz")).isEmpty();
        assertThat(Ids.parse("ord", shown.substring(0, 29) + "u")).isEmpty();
        assertThat(Ids.parse("ord", "")).isEmpty();
    }
}

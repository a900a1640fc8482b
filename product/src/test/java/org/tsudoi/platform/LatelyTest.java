package org.tsudoi.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatelyTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private final Lately<String, Integer> lately = new Lately<>(time::get);
    private final AtomicInteger read = new AtomicInteger();

    @Test
    void whatFewAskForIsReadEachTime() {
        for (int times = 1; times <= 20; times++) assertThat(ask("quiet")).isEqualTo(times);
        pass(1_500);
        assertThat(ask("quiet")).isEqualTo(21);
    }

    @Test
    void whatManyAskForIsReadForAllOfThem() {
        for (int times = 0; times < 1_000; times++) ask("rush");
        assertThat(read).hasValue(21);
    }

    @Test
    void itIsReadAgainAfterAQuarterOfASecond() {
        for (int times = 0; times < 100; times++) ask("rush");
        pass(250);
        assertThat(ask("rush")).isEqualTo(21);
        pass(1);
        assertThat(ask("rush")).isEqualTo(22);
        assertThat(ask("rush")).isEqualTo(22);
    }

    @Test
    void aThingThatIsAskedForLessOftenIsReadEachTimeAgain() {
        for (int times = 0; times < 100; times++) ask("rush");
        pass(1_100);
        ask("rush");
        pass(1_100);
        int before = read.get();
        ask("rush");
        ask("rush");
        assertThat(read).hasValue(before + 2);
    }

    @Test
    void oneThingIsNotTheOther() {
        for (int times = 0; times < 100; times++) lately.get("one", () -> 1);
        for (int times = 0; times < 100; times++) lately.get("other", () -> 2);
        assertThat(lately.get("one", () -> 3)).isEqualTo(1);
        assertThat(lately.get("other", () -> 3)).isEqualTo(2);
    }

    @Test
    void whatIsForgottenIsReadAnew() {
        for (int times = 0; times < 100; times++) ask("rush");
        lately.forget();
        assertThat(ask("rush")).isEqualTo(22);
    }

    @Test
    void aFaultIsThrownAndNotKept() {
        for (int times = 0; times < 30; times++) {
            assertThatThrownBy(() -> lately.get("broken", () -> {
                        throw new IllegalStateException("not now");
                    }))
                    .hasMessage("not now");
        }
        assertThat(lately.get("broken", () -> 7)).isEqualTo(7);
    }

    private int ask(String what) {
        return lately.get(what, read::incrementAndGet);
    }

    private void pass(long millis) {
        time.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}

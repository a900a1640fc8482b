package org.tsudoi.freetimes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsudoi.freetimes.CalendarFeed.Why;
import org.tsudoi.freetimes.internal.FeedReading.Read;

@Timeout(30)
class FeedWorkerTest {
    private static final Read NOTHING = new Read.Busy(List.of(), 0);

    @Test
    void whatNeverComesToAnEndIsLeftAloneAndTheNextIsRead() throws Exception {
        var worker = new FeedWorker(Duration.ofMillis(50));
        var begun = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        assertThat(worker.read(() -> {
                    begun.countDown();
                    try {
                        never.await();
                    } finally {
                        stopped.countDown();
                    }
                    return NOTHING;
                }))
                .isEqualTo(new Read.Failed(Why.TOO_LARGE));
        begun.await();
        stopped.await();
        assertThat(new FeedWorker(Duration.ofSeconds(20)).read(() -> NOTHING)).isEqualTo(NOTHING);
    }

    @Test
    void aFaultIsNoCalendarAndNotTheEndOfReading() {
        var worker = new FeedWorker(Duration.ofSeconds(20));
        assertThat(worker.read(() -> {
                    throw new StackOverflowError();
                }))
                .isEqualTo(new Read.Failed(Why.NO_CALENDAR));
        assertThat(worker.read(() -> NOTHING)).isEqualTo(NOTHING);
    }

    @Test
    void oneFileIsReadAtATime() throws Exception {
        var worker = new FeedWorker(Duration.ofSeconds(20));
        var inside = new AtomicBoolean();
        var together = new AtomicBoolean();
        var readers = IntStream.range(0, 4)
                .mapToObj(_ -> Thread.startVirtualThread(() -> worker.read(() -> {
                    if (inside.getAndSet(true)) together.set(true);
                    Thread.yield();
                    inside.set(false);
                    return NOTHING;
                })))
                .toList();
        for (var reader : readers) reader.join();
        assertThat(together).isFalse();
    }

    @Test
    void whoIsToldToStopStopsAtTheNextTimeOfARule() {
        var patience = new Occurrences.Patience();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(patience::lessen).isInstanceOf(Occurrences.TooMany.class);
        } finally {
            Thread.interrupted();
        }
    }
}

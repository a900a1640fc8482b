package org.tsudoi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final Progress SILENT = new Progress(new PrintStream(OutputStream.nullOutputStream()), false);

    @Test
    void allOfThemCallAndWhatTheWarmUpDidIsNotCounted() throws InterruptedException {
        var threads = ConcurrentHashMap.<String>newKeySet();
        var everybody = new CountDownLatch(5);
        var made = new LongAdder();
        var measured = new Callers(5, Duration.ofMillis(900), SILENT).make("calls", _ -> {
            if (threads.add(Thread.currentThread().getName())) everybody.countDown();
            everybody.await();
            made.increment();
        });
        assertThat(threads).isEqualTo(Set.of("caller-0", "caller-1", "caller-2", "caller-3", "caller-4"));
        assertThat(measured.calls()).isPositive().isLessThan(made.sum());
        assertThat(measured.latencies().count()).isEqualTo(measured.calls());
        assertThat(measured.perSecond()).isCloseTo(measured.calls() / 0.9, withinPercentage(0.001));
    }

    @Test
    void theFirstCallThatFailsEndsAllOfIt() {
        assertThatThrownBy(() -> new Callers(5, Duration.ofMinutes(10), SILENT).make("calls", _ -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("calls: a call failed")
                .hasRootCauseMessage("refused");
    }
}

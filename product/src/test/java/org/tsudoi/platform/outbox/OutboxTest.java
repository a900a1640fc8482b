package org.tsudoi.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.platform.Crowd;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// Each test has a topic and a runner of its own.
@ProductTest
class OutboxTest {
    private final Outbox outbox;
    private final OutboxTable table;
    private final OutboxSignal signal;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final JdbcClient sql;
    private final String topic = "test-" + UUID.randomUUID();
    private final List<OutboxItem> seen = new ArrayList<>();
    private final Crowd crowd = new Crowd();

    OutboxTest(
            Outbox outbox,
            OutboxTable table,
            OutboxSignal signal,
            TransactionTemplate transaction,
            TestClock clock,
            JdbcClient sql) {
        this.outbox = outbox;
        this.table = table;
        this.signal = signal;
        this.transaction = transaction;
        this.clock = clock;
        this.sql = sql;
    }

    @Test
    void whatIsCommittedIsHandledOnceOutsideAnyTransaction() {
        put("a");
        var runner = runner(_ -> {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isFalse();
            return Handled.done();
        });
        assertThat(runner.runDue()).isEqualTo(1);
        assertThat(runner.runDue()).isZero();
        assertThat(seen).singleElement().satisfies(item -> {
            assertThat(item.key()).isEqualTo("a");
            assertThat(item.payload().get("of").asString()).isEqualTo("a");
            assertThat(item.attempts()).isEqualTo(1);
        });
        assertThat(state("a")).isEqualTo("done");
    }

    @Test
    void whatIsRolledBackNeverHappens() {
        transaction.executeWithoutResult(status -> {
            outbox.put(topic, "a", Map.of());
            status.setRollbackOnly();
        });
        assertThat(runner(_ -> Handled.done()).runDue()).isZero();
    }

    @Test
    void withoutATransactionNothingIsPut() {
        assertThatThrownBy(() -> outbox.put(topic, "a", Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameKeyIsPutOnceEvenAfterItIsDone() {
        assertThat(put("a")).isTrue();
        assertThat(put("a")).isFalse();
        var runner = runner(_ -> Handled.done());
        assertThat(runner.runDue()).isEqualTo(1);
        assertThat(put("a")).isFalse();
        assertThat(runner.runDue()).isZero();
    }

    @Test
    void nothingIsHandledBeforeItIsDue() {
        var later = clock.instant().plus(Duration.ofMinutes(10));
        transaction.executeWithoutResult(_ -> outbox.put(topic, "a", Map.of(), later));
        var runner = runner(_ -> Handled.done());
        assertThat(runner.runDue()).isZero();
        clock.forwardTo(later);
        assertThat(runner.runDue()).isEqualTo(1);
    }

    @Test
    void whatDoesNotWorkIsAskedAgainByTheLadderAndThenShownToAPerson() {
        put("a");
        var runner = runner(item -> {
            if (item.attempts() % 2 == 0) {
                throw new IllegalStateException("no answer");
            }
            return Handled.askAgain("no answer");
        });
        for (var step : List.of(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofDays(1))) {
            assertThat(runner.runDue()).isEqualTo(1);
            clock.forward(step.minusMillis(1));
            assertThat(runner.runDue()).as("before " + step).isZero();
            clock.forward(Duration.ofMillis(1));
        }
        assertThat(runner.runDue()).isEqualTo(1);
        assertThat(state("a")).isEqualTo("stuck");
        var stuck = outbox.stuck().stream()
                .filter(item -> item.topic().equals(topic))
                .toList();
        assertThat(stuck)
                .singleElement()
                .extracting(OutboxItem::lastError)
                .isEqualTo("IllegalStateException: no answer");
        assertThat(outbox.counts().stuck()).isPositive();

        assertThat(outbox.retry(stuck.getFirst().id(), "mem_test")).isTrue();
        assertThat(runner(_ -> Handled.done()).runDue()).isEqualTo(1);
        assertThat(outbox.retry(stuck.getFirst().id(), "mem_test")).isFalse();
    }

    @Test
    void laterIsNoFailure() {
        put("a");
        var runner = runner(
                item -> item.attempts() <= 20 ? Handled.later(clock.instant().plusSeconds(1)) : Handled.done());
        for (int i = 0; i < 20; i++) {
            assertThat(runner.runDue()).isEqualTo(1);
            assertThat(runner.runDue()).isZero();
            clock.forward(Duration.ofSeconds(1));
        }
        assertThat(runner.runDue()).isEqualTo(1);
        assertThat(state("a")).isEqualTo("done");
        assertThat(seen.getLast().failures()).isZero();
    }

    @Test
    void whatCanNeverWorkIsShownAtOnce() {
        put("a");
        runner(_ -> Handled.giveUp("no such address")).runDue();
        assertThat(state("a")).isEqualTo("stuck");
    }

    @Test
    void whatADeadNodeHadTakenIsHandledWhenItsClaimLapses() {
        put("a");
        assertThat(claim("dead node")).hasSize(1);
        var runner = runner(_ -> Handled.done());
        clock.forward(Duration.ofSeconds(59));
        assertThat(runner.runDue()).isZero();
        clock.forward(Duration.ofSeconds(1));
        assertThat(runner.runDue()).isEqualTo(1);
        assertThat(seen.getFirst().attempts()).isEqualTo(2);
    }

    @Test
    void aNodeThatComesBackHandlesAtOnceWhatItHadTaken() {
        put("a");
        assertThat(claim("this node")).hasSize(1);
        assertThat(table.release("this node", clock.instant())).isEqualTo(1);
        assertThat(runner(_ -> Handled.done()).runDue()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesAfterItsClaimLapsedChangesNothing() {
        put("a");
        var slow = claim("slow node").getFirst();
        clock.forward(Duration.ofSeconds(60));
        runner(_ -> Handled.askAgain("not known")).runDue();
        assertThat(table.answer(slow, "done", slow.dueAt(), 0, null, clock.instant()))
                .isFalse();
        assertThat(state("a")).isEqualTo("waiting");
    }

    @Test
    void anItemThatKeepsEndingTheProcessIsTakenOutOfTheWay() {
        put("a");
        for (int i = 0; i < 20; i++) {
            assertThat(claim("dying node")).hasSize(1);
            table.release("dying node", clock.instant());
        }
        assertThat(runner(_ -> Handled.done()).runDue()).isZero();
        assertThat(state("a")).isEqualTo("stuck");
    }

    @Test
    void doneItemsAreForgottenAfterThirtyDays() {
        put("a");
        runner(_ -> Handled.done()).runDue();
        var forget = new ForgetDoneItems(table, clock);
        clock.forward(Duration.ofDays(29));
        forget.run();
        assertThat(state("a")).isEqualTo("done");
        clock.forward(Duration.ofDays(1).plusMillis(1));
        forget.run();
        assertThat(sql.sql("select count(*) from outbox where topic = :topic")
                        .param("topic", topic)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void twoNodesShareTheWorkAndHandleEachItemOnce() {
        var handled = new ConcurrentLinkedQueue<String>();
        var first = runner(handler(item -> {
            handled.add(item.key());
            return Handled.done();
        }));
        var second = runner(handler(item -> {
            handled.add(item.key());
            return Handled.done();
        }));
        first.start();
        second.start();
        try {
            transaction.executeWithoutResult(_ -> {
                for (int i = 0; i < 200; i++) {
                    outbox.put(topic, "item-" + i, Map.of());
                }
            });
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> doneCount() == 200);
        } finally {
            first.stop();
            second.stop();
        }
        assertThat(handled).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void aCommitWakesTheRunnerAndStoppingWaitsForWhatIsBeingHandled() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var runner = runner(handler(_ -> {
            begun.countDown();
            awaitOrFail(go);
            return Handled.done();
        }));
        runner.start();
        put("a");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(state("a")).isEqualTo("working");
        var stopping = Thread.ofVirtual().start(runner::stop);
        go.countDown();
        stopping.join();
        assertThat(state("a")).isEqualTo("done");
    }

    @Test
    void whatCanWaitIsHandledOneAtATimeWhileACrowdIsHere() {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var runner = runner(patient(_ -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            atOnce.decrementAndGet();
            return Handled.done();
        }));
        for (int waiting = 0; waiting < 1_000; waiting++) crowd.enter();
        runner.start();
        try {
            for (int i = 0; i < 8; i++) put("item-" + i);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> doneCount() == 8);
            assertThat(most).hasValue(1);
            for (int waiting = 0; waiting < 1_000; waiting++) crowd.leave();
            transaction.executeWithoutResult(_ -> {
                for (int i = 8; i < 24; i++) outbox.put(topic, "item-" + i, Map.of());
            });
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> doneCount() == 24);
            assertThat(most).hasValueGreaterThan(1);
        } finally {
            runner.stop();
        }
    }

    @Test
    void whatCanWaitLeavesRoomForWhatSomebodyWaitsFor() {
        var go = new CountDownLatch(1);
        var runner = runner(
                patient(_ -> {
                    awaitOrFail(go);
                    return Handled.done();
                }),
                new OutboxHandler() {
                    @Override
                    public String topic() {
                        return topic + "-now";
                    }

                    @Override
                    public Handled handle(OutboxItem item) {
                        go.countDown();
                        return Handled.done();
                    }
                });
        for (int i = 0; i < 20; i++) put("item-" + i);
        runner.start();
        try {
            transaction.executeWithoutResult(_ -> outbox.put(topic + "-now", "a", Map.of()));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> doneCount() == 20);
        } finally {
            runner.stop();
        }
    }

    private OutboxHandler patient(Function<OutboxItem, Handled> handle) {
        return new OutboxHandler() {
            @Override
            public String topic() {
                return topic;
            }

            @Override
            public Handled handle(OutboxItem item) {
                return handle.apply(item);
            }

            @Override
            public boolean canWait() {
                return true;
            }
        };
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean put(String key) {
        return Boolean.TRUE.equals(transaction.execute(_ -> outbox.put(topic, key, Map.of("of", key))));
    }

    private List<OutboxItem> claim(String node) {
        return table.claim(List.of(topic), node, clock.instant(), Duration.ofSeconds(60), 10);
    }

    private OutboxRunner runner(Function<OutboxItem, Handled> handle) {
        return runner(handler(item -> {
            seen.add(item);
            return handle.apply(item);
        }));
    }

    private OutboxRunner runner(OutboxHandler... handlers) {
        var settings = new PlatformSettings(
                URI.create("http://localhost"), Path.of(UUID.randomUUID().toString()), null);
        return new OutboxRunner(table, signal, clock, List.of(handlers), settings, crowd, "running");
    }

    private OutboxHandler handler(Function<OutboxItem, Handled> handle) {
        return new OutboxHandler() {
            @Override
            public String topic() {
                return topic;
            }

            @Override
            public Handled handle(OutboxItem item) {
                return handle.apply(item);
            }
        };
    }

    private String state(String key) {
        return sql.sql("select state from outbox where topic = :topic and key = :key")
                .param("topic", topic)
                .param("key", key)
                .query(String.class)
                .single();
    }

    private long doneCount() {
        return sql.sql("select count(*) from outbox where topic = :topic and state = 'done'")
                .param("topic", topic)
                .query(Long.class)
                .single();
    }
}

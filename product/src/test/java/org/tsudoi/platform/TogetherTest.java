package org.tsudoi.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class TogetherTest {
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final List<Integer> alone = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstIsIn = new CountDownLatch(1);
    private final CountDownLatch othersAreThere = new CountDownLatch(1);

    @Test
    void whoComesAloneIsServedAlone() {
        var together = together(this::doubled);
        assertThat(together.ask("here", 4)).isEqualTo(8);
        assertThat(together.ask("here", 5)).isEqualTo(10);
        assertThat(groups).isEmpty();
    }

    @Test
    void thoseWhoCameWhileOneWasServedAreServedTogether() throws Exception {
        assertThat(answers(together(this::doubled), 10)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
        assertThat(alone).containsExactly(0);
        assertThat(groups).singleElement().satisfies(group -> assertThat(group).hasSize(9));
    }

    @Test
    void whoCannotBeServedTogetherIsServedAlone() throws Exception {
        var together = together(asked -> asked.stream()
                .map(one -> one % 2 == 0 ? Optional.of(2 * one) : Optional.<Integer>empty())
                .toList());
        assertThat(answers(together, 6)).containsExactly(0, 2, 4, 6, 8, 10);
        assertThat(alone).containsExactlyInAnyOrder(0, 1, 3, 5);
    }

    @Test
    void aGroupThatFailsIsAskedForOneByOne() throws Exception {
        var together = together(_ -> {
            throw new IllegalStateException("one of them");
        });
        assertThat(answers(together, 6)).containsExactly(0, 2, 4, 6, 8, 10);
        assertThat(alone).hasSize(6);
    }

    @Test
    void aFaultIsItsOwnAlone() {
        var together = new Together<Integer, Integer>(this::doubled, one -> {
            throw new IllegalArgumentException("not " + one);
        });
        assertThatThrownBy(() -> together.ask("here", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not 3");
    }

    @Test
    void nobodyComesWithATransactionOfTheirOwn() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> together(this::doubled).ask("here", 1)).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    private List<Optional<Integer>> doubled(List<Integer> asked) {
        return asked.stream().map(one -> Optional.of(2 * one)).toList();
    }

    private Together<Integer, Integer> together(
            java.util.function.Function<List<Integer>, List<Optional<Integer>>> group) {
        return new Together<>(
                asked -> {
                    groups.add(asked);
                    return group.apply(asked);
                },
                one -> {
                    alone.add(one);
                    firstIsIn.countDown();
                    if (one == 0) await(othersAreThere);
                    return 2 * one;
                });
    }

    /// The first comes alone, and while it is being served all others come.
    private List<Integer> answers(Together<Integer, Integer> together, int callers)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            answers.add(threads.submit(asking(together, 0)));
            firstIsIn.await();
            var waiting = new CopyOnWriteArrayList<Thread>();
            for (int caller = 1; caller < callers; caller++) {
                int number = caller;
                answers.add(threads.submit(() -> {
                    waiting.add(Thread.currentThread());
                    return together.ask("here", number);
                }));
            }
            Awaitility.await()
                    .until(() -> waiting.size() == callers - 1
                            && waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            othersAreThere.countDown();
            var given = new ArrayList<Integer>();
            for (var answer : answers) given.add(answer.get());
            return given;
        }
    }

    private static Callable<Integer> asking(Together<Integer, Integer> together, int number) {
        return () -> together.ask("here", number);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

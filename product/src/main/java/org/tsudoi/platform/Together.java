package org.tsudoi.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Serves those who ask for the same kind of thing at the same moment by one transaction, with one statement where each
/// alone would need its own: while some are being served, the next ones gather. Whoever comes alone is served as if
/// this were not here.
///
/// What cannot be done together is done alone: a group that fails is rolled back, and then each of it asks for itself.
/// So whatever is done together must be done wholly or not at all.
///
/// @param <A> what one asks for
/// @param <R> what they are answered
public final class Together<A, R> {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);
    private static final int GROUP_MAX = 64;

    /// Where many wait, the next group gathers so long: fewer and larger ones cost less, and all are served sooner.
    private static final Duration GATHERING = Duration.ofMillis(15);

    private static final Duration GATHERING_OF_READS = Duration.ofMillis(4);
    private static final int MANY_FOR_EACH_PROCESSOR = 8;

    /// Who waits here, for whatever it is.
    private static final AtomicInteger WAITING = new AtomicInteger();

    /// Whoever sells one thing does not wait for whoever sells another, as a rule.
    private static final int LANES = 64;

    /// Threads that are kept a while, and what is kept for each thread with them.
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("together-", 0).factory());

    private final Function<List<A>, List<Optional<R>>> group;
    private final Function<A, R> alone;
    private final Duration gathering;
    private final List<Lane> lanes =
            IntStream.range(0, LANES).mapToObj(_ -> new Lane()).toList();

    /// @param group answers in the order of what was asked; nothing for those who have to be served alone
    /// @param alone serves one, in a transaction of its own
    public Together(Function<List<A>, List<Optional<R>>> group, Function<A, R> alone) {
        this(group, alone, GATHERING);
    }

    private Together(Function<List<A>, List<Optional<R>>> group, Function<A, R> alone, Duration gathering) {
        this.group = group;
        this.alone = alone;
        this.gathering = gathering;
    }

    /// For what is only read: at one moment by one statement for all who ask.
    ///
    /// @param reading answers what there is, by what was asked for
    public static <K, V> Together<K, Optional<V>> ofReads(Function<Set<K>, Map<K, V>> reading) {
        return new Together<>(
                keys -> {
                    var found = reading.apply(Set.copyOf(keys));
                    return keys.stream()
                            .map(key -> Optional.of(Optional.ofNullable(found.get(key))))
                            .toList();
                },
                key -> Optional.ofNullable(reading.apply(Set.of(key)).get(key)),
                GATHERING_OF_READS);
    }

    /// As `ask`; whoever has a transaction open asks alone, in it.
    public R read(Object about, A asked) {
        return TransactionSynchronizationManager.isActualTransactionActive() ? alone.apply(asked) : ask(about, asked);
    }

    /// @param about what those have in common who are served together and wait for the same rows
    /// @throws IllegalStateException when a transaction is open
    public R ask(Object about, A asked) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("who asks together with others has no transaction of their own");
        }
        var waiting = new Waiting(asked, new CompletableFuture<>());
        var lane = lanes.get(Math.floorMod(about.hashCode(), LANES));
        WAITING.incrementAndGet();
        try {
            lane.queue.add(waiting);
            lane.serve();
            return waiting.answer.join().orElseGet(() -> alone.apply(asked));
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw failed;
        } finally {
            WAITING.decrementAndGet();
        }
    }

    private final class Waiting {
        private final A asked;
        private final CompletableFuture<Optional<R>> answer;

        Waiting(A asked, CompletableFuture<Optional<R>> answer) {
            this.asked = asked;
            this.answer = answer;
        }
    }

    private final class Lane {
        private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean busy = new AtomicBoolean();

        /// Serves those who wait now, unless somebody is doing so; who came meanwhile is served by another thread.
        void serve() {
            if (queue.isEmpty() || !busy.compareAndSet(false, true)) return;
            try {
                if (isCrowded()) LockSupport.parkNanos(gathering.toNanos());
                serve(next());
            } finally {
                busy.set(false);
            }
            if (!queue.isEmpty()) THREADS.execute(this::serve);
        }

        private boolean isCrowded() {
            return WAITING.get()
                    > MANY_FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors();
        }

        private List<Waiting> next() {
            var some = new ArrayList<Waiting>();
            while (some.size() < GROUP_MAX) {
                var one = queue.poll();
                if (one == null) break;
                some.add(one);
            }
            return some;
        }

        private void serve(List<Waiting> some) {
            if (some.isEmpty()) return;
            if (some.size() == 1) {
                serve(some.getFirst());
                return;
            }
            try {
                var answers = group.apply(some.stream().map(one -> one.asked).toList());
                for (int i = 0; i < some.size(); i++) some.get(i).answer.complete(answers.get(i));
            } catch (RuntimeException fault) {
                LOG.debug("{} could not be served together", some.size(), fault);
                for (var one : some) one.answer.complete(Optional.empty());
            } catch (Error fault) {
                for (var one : some) one.answer.completeExceptionally(fault);
                throw fault;
            }
        }

        private void serve(Waiting one) {
            try {
                one.answer.complete(Optional.of(alone.apply(one.asked)));
            } catch (RuntimeException | Error fault) {
                one.answer.completeExceptionally(fault);
            }
        }
    }
}

package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.GroupedLedger;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.ReleaseOutcome;

/// Collects what callers ask and books it in groups: while one group is being written, the next one gathers. After a
/// crowd a group waits for the rest of it, for as long as they keep coming; a single caller waits for nobody.
///
/// Two lanes: what touches an account that somebody's transaction has locked is passed on to the lane of those that
/// wait, so that one slow sale does not hold up all the others.
@Component
class GroupCommit implements GroupedLedger, DisposableBean {
    private static final int GROUP_MAX = 1024;
    private static final int WRITERS = 2;
    private static final int ATTEMPTS_MAX = 4;
    /// So many at once are a crowd, whose next asks are worth waiting a moment for.
    private static final int CROWD_MIN = 4;
    private static final int GATHERING_STEPS_MAX = 10;
    private static final long GATHERING_STEP_NANOS = 20_000;

    private final Booking booking;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Waiting<?>> free = new LinkedBlockingQueue<>();
    private final BlockingQueue<Waiting<?>> blocked = new LinkedBlockingQueue<>();
    private final List<Thread> writers = new ArrayList<>();
    /// How many wait for an answer.
    private final AtomicInteger asking = new AtomicInteger();

    private volatile boolean started;
    private volatile boolean ended;

    GroupCommit(Booking booking, PlatformTransactionManager transactions) {
        this.booking = booking;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// @param tried whether it was asked by its caller alone already, in vain
    private record Waiting<R>(Ask<R> ask, boolean tried, CompletableFuture<R> future) {
        @SuppressWarnings("unchecked") // the answer to this ask
        void complete(Object answer) {
            future.complete((R) answer);
        }
    }

    @Override
    public Outcome post(Journal journal) {
        return ask(new Ask.Post(journal));
    }

    @Override
    public List<Outcome> postLinked(List<Journal> journals) {
        return ask(new Ask.PostLinked(List.copyOf(journals)));
    }

    @Override
    public HoldOutcome hold(Hold hold) {
        return ask(new Ask.Place(hold));
    }

    @Override
    public Outcome settle(HoldId hold, JournalId journal, Instant at) {
        return ask(new Ask.Settle(hold, journal, at, null));
    }

    @Override
    public Outcome settle(HoldId hold, JournalId journal, Instant at, List<Leg> legs) {
        return ask(new Ask.Settle(hold, journal, at, List.copyOf(legs)));
    }

    @Override
    public ReleaseOutcome release(HoldId hold, String reason) {
        return ask(new Ask.Release(hold, reason));
    }

    private <R> R ask(Ask<R> ask) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open: use Ledger in it");
        }
        try {
            boolean alone = asking.incrementAndGet() == 1 && !ended;
            var answer = alone ? Optional.ofNullable(atOnce(ask)) : Optional.<R>empty();
            return answer.orElseGet(() -> submit(ask, alone).join());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw failed;
        } finally {
            asking.decrementAndGet();
        }
    }

    /// What one thread asks for in a breath is decided in that order.
    <R> CompletableFuture<R> submit(Ask<R> ask) {
        return submit(ask, false);
    }

    private <R> CompletableFuture<R> submit(Ask<R> ask, boolean tried) {
        if (!started) start();
        var waiting = new Waiting<>(ask, tried, new CompletableFuture<R>());
        free.add(waiting);
        if (ended) closing(waiting);
        return waiting.future;
    }

    private synchronized void start() {
        if (started || ended) return;
        for (int i = 0; i < WRITERS; i++) writer("ledger-group-" + i, free, true);
        writer("ledger-group-waiting", blocked, false);
        started = true;
    }

    private void writer(String name, BlockingQueue<Waiting<?>> queue, boolean passBusy) {
        writers.add(Thread.ofPlatform().daemon().name(name).start(() -> work(queue, passBusy)));
    }

    private void work(BlockingQueue<Waiting<?>> queue, boolean passBusy) {
        var group = new ArrayList<Waiting<?>>();
        boolean crowd = false;
        while (!ended) {
            try {
                group.add(queue.take());
            } catch (InterruptedException _) {
                return; // closing; callers who still wait are told there
            }
            if (crowd) gather(queue);
            queue.drainTo(group, GROUP_MAX - 1);
            crowd = group.size() >= CROWD_MIN;
            try {
                book(group, passBusy);
            } catch (Error fault) {
                // The next ones are still served; whoever asks again by the same id finds out.
                for (var one : group) one.future.completeExceptionally(fault);
            }
            group.clear();
        }
    }

    /// Those who were answered a moment ago are about to ask again: waits for as long as they come.
    private static void gather(BlockingQueue<Waiting<?>> queue) {
        for (int before = -1, steps = 0; queue.size() > before && steps < GATHERING_STEPS_MAX; steps++) {
            before = queue.size();
            LockSupport.parkNanos(GATHERING_STEP_NANOS);
        }
    }

    private void book(List<Waiting<?>> group, boolean passBusy) {
        RuntimeException fault = null;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                if (attempt == 0 && answeredAtOnce(group)) return;
                answer(group, written(group, passBusy, attempt == 0));
                return;
            } catch (CannotCreateTransactionException | CannotGetJdbcConnectionException unreachable) {
                // Nothing was asked of the database. Each for itself, they would wait for it one after the other.
                for (var one : group) one.future.completeExceptionally(unreachable);
                return;
            } catch (RuntimeException e) {
                // Another was quicker, the connection was cut, or one of them cannot be written. Ids make it safe to
                // ask again, even when the commit had come through.
                fault = e;
            }
        }
        if (group.size() > 1) {
            for (var one : group) book(List.of(one), passBusy);
        } else {
            group.getFirst().future.completeExceptionally(fault);
        }
    }

    private boolean answeredAtOnce(List<Waiting<?>> group) {
        var first = group.getFirst();
        var answer = group.size() == 1 && !first.tried ? atOnce(first.ask) : null;
        if (answer != null) first.complete(answer);
        return answer != null;
    }

    /// Whoever is alone need not wait for a transaction to be opened and closed.
    ///
    /// @return null when that cannot be
    @SuppressWarnings("unchecked") // the answer to this ask
    private <R> @Nullable R atOnce(Ask<R> ask) {
        if (!(ask instanceof Ask.Post(var journal))) return null;
        try {
            return (R) booking.atOnce(journal).orElse(null);
        } catch (CannotGetJdbcConnectionException unreachable) {
            throw unreachable;
        } catch (RuntimeException _) {
            return null; // perhaps it was written, perhaps not: asked again by its id
        }
    }

    private List<@Nullable Object> written(List<Waiting<?>> group, boolean passBusy, boolean hopeful) {
        var asks = group.stream().map(Waiting::ask).toList();
        var answers = transaction.execute(_ -> booking.group(asks, passBusy, hopeful));
        if (answers == null) throw new IllegalStateException("a group without answers");
        return answers;
    }

    private void answer(List<Waiting<?>> group, List<@Nullable Object> answers) {
        for (int i = 0; i < answers.size(); i++) {
            var answer = answers.get(i);
            if (answer == null) waitForLock(group.get(i));
            else group.get(i).complete(answer);
        }
    }

    private void waitForLock(Waiting<?> one) {
        blocked.add(one);
        if (ended) closing(one);
    }

    private static void closing(Waiting<?> one) {
        one.future.completeExceptionally(new IllegalStateException("the ledger is closing"));
    }

    /// What is being written is finished; callers whose turn did not come are told so.
    @Override
    public void destroy() throws InterruptedException {
        ended = true;
        for (var writer : writers) writer.interrupt();
        for (var writer : writers) writer.join(10_000);
        var left = new ArrayList<Waiting<?>>();
        free.drainTo(left);
        blocked.drainTo(left);
        left.forEach(GroupCommit::closing);
    }
}

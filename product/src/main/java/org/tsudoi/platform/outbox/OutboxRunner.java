package org.tsudoi.platform.outbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.platform.Crowd;
import org.tsudoi.platform.PlatformSettings;

/// Hands due items to their handlers, a few at a time, while the product is up; in tests only when asked to.
@Component
public class OutboxRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRunner.class);
    private static final List<Duration> LADDER = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofDays(1));
    private static final Duration CLAIM = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /// Looking costs more than many an item: while one after the other is done, several are taken up at a time.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private static final Duration EXTEND_EVERY = Duration.ofSeconds(20);
    private static final int AT_ONCE = 8;
    /// The other places are kept for what somebody waits for: a letter with its papers takes long, a hint that money
    /// came does not.
    private static final int PATIENTLY_AT_ONCE_MAX = AT_ONCE / 2;

    private static final int LAPSES_MAX = 20;

    /// While a crowd is here, what can wait takes this part of the time of one thread.
    private static final int PAUSES_FOR_WORK = 15;

    private static final int ERROR_LENGTH_MAX = 300;

    private final OutboxTable table;
    private final OutboxSignal signal;
    private final Clock clock;
    private final Map<String, OutboxHandler> handlers;
    private final String node;
    private final boolean byHand;
    private final Crowd crowd;
    private final Set<String> prompt;
    private final Set<String> patient;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final AtomicInteger patiently = new AtomicInteger();
    private final Queue<OutboxItem> done = new ConcurrentLinkedQueue<>();
    private volatile long pauseUntil = System.nanoTime();
    private final Set<UUID> working = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    OutboxRunner(
            OutboxTable table,
            OutboxSignal signal,
            Clock clock,
            List<OutboxHandler> handlers,
            PlatformSettings settings,
            Crowd crowd,
            @Value("${tsudoi.jobs:running}") String jobs) {
        this.table = table;
        this.signal = signal;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(OutboxHandler::topic, Function.identity()));
        this.node = hostName() + ':' + settings.data();
        this.byHand = jobs.equals("by-hand");
        this.crowd = crowd;
        this.patient = topics(handlers, true);
        this.prompt = topics(handlers, false);
    }

    private static Set<String> topics(List<OutboxHandler> handlers, boolean canWait) {
        return handlers.stream()
                .filter(handler -> handler.canWait() == canWait)
                .map(OutboxHandler::topic)
                .collect(Collectors.toSet());
    }

    /// Handles everything that is due now, in this thread, until nothing is; also what the handlers put
    /// meanwhile. For tests and commands.
    ///
    /// @return how many items were handled
    public int runDue() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("handlers are called outside any transaction");
        }
        int handled = 0;
        table.stopLapsing(LAPSES_MAX, clock.instant());
        while (true) {
            var claimed = table.claim(handlers.keySet(), node, clock.instant(), CLAIM, AT_ONCE);
            if (claimed.isEmpty()) {
                return handled;
            }
            for (var item : claimed) write(item, handle(item));
            handled += claimed.size();
        }
    }

    private Handled handle(OutboxItem item) {
        try {
            return Objects.requireNonNull(handlers.get(item.topic())).handle(item);
        } catch (RuntimeException e) {
            LOG.warn("Outbox item {} of {} failed", item.id(), item.topic(), e);
            return new Handled.AskAgain(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private void write(OutboxItem item, Handled answer) {
        Instant now = clock.instant();
        boolean ours = switch (answer) {
            case Handled.Done() -> table.answer(item, "done", item.dueAt(), item.failures(), null, now);
            case Handled.Later(var at) -> table.answer(item, "waiting", at, item.failures(), item.lastError(), null);
            case Handled.AskAgain(var why) -> askAgain(item, why, now);
            case Handled.GiveUp(var why) -> stuck(item, why, now);
        };
        if (!ours) {
            LOG.warn("The claim on outbox item {} had lapsed before its answer {}", item.id(), answer);
        }
    }

    private boolean askAgain(OutboxItem item, String why, Instant now) {
        if (item.failures() >= LADDER.size()) {
            return stuck(item, why, now);
        }
        var dueAt = now.plus(LADDER.get(item.failures()));
        return table.answer(item, "waiting", dueAt, item.failures() + 1, cut(why), null);
    }

    private boolean stuck(OutboxItem item, String why, Instant now) {
        LOG.error("Outbox item {} of {} is stuck: {}", item.id(), item.topic(), cut(why));
        return table.answer(item, "stuck", now, item.failures() + 1, cut(why), null);
    }

    private static String cut(String why) {
        return why.substring(0, Math.min(why.length(), ERROR_LENGTH_MAX));
    }

    private void loop() {
        long extended = System.nanoTime();
        while (running) {
            try {
                signal.await(untilNextLook());
                noteDone();
                takeUp(prompt);
                takeUp(patient, patientPlaces());
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                if (System.nanoTime() - extended > EXTEND_EVERY.toNanos()) {
                    extended = System.nanoTime();
                    keepClaims();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | CannotCreateTransactionException e) {
                LOG.error("The outbox cannot be read: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("The outbox goes on after a fault", e);
            }
        }
    }

    private int patientPlaces() {
        if (!crowd.isHere()) return Math.min(PATIENTLY_AT_ONCE_MAX - patiently.get(), free.availablePermits());
        return patiently.get() == 0 && pauseLeft().isNegative() ? 1 : 0;
    }

    private Duration untilNextLook() {
        var left = pauseLeft();
        return left.isPositive() && left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
    }

    /// Between two items that can wait.
    private Duration pauseLeft() {
        return Duration.ofNanos(pauseUntil - System.nanoTime());
    }

    private void takeUp(Set<String> topics) {
        for (int places = free.availablePermits(); running && places > 0; places = free.availablePermits()) {
            if (takeUp(topics, places) < places) return;
        }
    }

    private int takeUp(Set<String> topics, int most) {
        if (topics.isEmpty() || !running || most <= 0 || free.availablePermits() == 0) return 0;
        var claimed = table.claim(topics, node, clock.instant(), CLAIM, most);
        for (var item : claimed) {
            free.acquireUninterruptibly();
            working.add(item.id());
            boolean patient = this.patient.contains(item.topic());
            if (patient) patiently.incrementAndGet();
            // Those that can wait have a thread that the system takes turns with.
            var thread = patient ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
            thread.name("outbox-" + item.topic()).start(() -> work(item, patient));
        }
        return claimed.size();
    }

    private void work(OutboxItem item, boolean patient) {
        long began = System.nanoTime();
        try {
            var answer = handle(item);
            if (answer instanceof Handled.Done && crowd.isHere()) done.add(item);
            else write(item, answer);
        } catch (RuntimeException e) {
            LOG.error(
                    "The answer of outbox item {} was not written; it is handled again: {}", item.id(), e.getMessage());
        } finally {
            if (patient) {
                long ended = System.nanoTime();
                if (crowd.isHere()) pauseUntil = ended + PAUSES_FOR_WORK * (ended - began);
                patiently.decrementAndGet();
            }
            working.remove(item.id());
            free.release();
            signal.wake();
        }
    }

    /// In a rush, of all that were done since the last look at once. One whose claim had lapsed is noted by whoever has
    /// it now.
    private void noteDone() {
        var items = new ArrayList<OutboxItem>();
        for (var item = done.poll(); item != null; item = done.poll()) items.add(item);
        if (items.isEmpty()) return;
        try {
            table.done(items, clock.instant());
        } catch (DataAccessException | CannotCreateTransactionException e) {
            done.addAll(items);
            throw e;
        }
    }

    private void keepClaims() {
        table.stopLapsing(LAPSES_MAX, clock.instant());
        var ids = new HashSet<>(working);
        if (!ids.isEmpty()) {
            table.extend(ids, node, clock.instant().plus(CLAIM));
        }
    }

    @Override
    public void start() {
        running = true;
        int left = table.release(node, clock.instant());
        if (left > 0) {
            LOG.info("{} outbox items were being handled when this node ended; they are handled again", left);
        }
        Thread.ofVirtual().name("outbox").start(this::loop);
    }

    /// Ends when what is being handled is done, or after 8 seconds.
    @Override
    public void stop() {
        running = false;
        signal.wake();
        try {
            if (free.tryAcquire(AT_ONCE, 8, TimeUnit.SECONDS)) {
                free.release(AT_ONCE);
            }
            noteDone();
        } catch (DataAccessException | CannotCreateTransactionException e) {
            LOG.error("What the outbox has done was not written; it is handled again: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return !byHand;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}

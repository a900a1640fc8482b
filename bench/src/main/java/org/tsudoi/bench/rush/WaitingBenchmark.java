package org.tsudoi.bench.rush;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tsudoi.bench.Benchmark;
import org.tsudoi.bench.Latencies;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Stage;

/// Buyers who have left their page open while they pay elsewhere: how long after the money is there the page says so.
/// Nobody comes back from the provider, so that what tells the product is the provider's notice alone.
public final class WaitingBenchmark implements Benchmark {
    /// What is promised: seen within two seconds.
    private static final double SEEN_WITHIN_MAX = 2000;
    /// As often as `static/js/poll.js` asks.
    private static final Duration ASKS_EVERY = Duration.ofMillis(1500);

    private static final Duration SEEN_MAX = Duration.ofSeconds(60);
    private static final Duration HELD_MAX = Duration.ofMinutes(2);
    private static final List<Integer> PERCENTS = List.of(50, 95, 99, 100);
    private static final String PAID = "paid";

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public String what() {
        return "pages that are open while their buyers pay elsewhere: when they say that the money is there";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("pages", "N", "200", "that are open at once"),
                new Option("rate", "N", "20", "of them paid for each second, one after the other"));
    }

    @Override
    public void run(Stage stage) throws Exception {
        int pages = stage.options().number("pages");
        var pause = Duration.ofSeconds(1).dividedBy(stage.options().number("rate"));
        try (var world = World.start(stage, 100_000, List.of(), List.of());
                var line = new Line(world.port());
                var provider = new Line(world.townPort())) {
            var event = Organiser.signUp(world, line).offer("Waiting", pages + 1);
            stage.say("Opening %,d pages …".formatted(pages));
            var open = open(world, event, pages, provider);
            stage.say("Paying, while they wait …");
            var seen = pay(open, pause);
            for (int percent : PERCENTS) {
                var row = Row.of(
                                "seen_ms_p" + percent,
                                "paid at the provider, then said by the page, p" + percent,
                                seen.percentile(percent).toNanos() / 1e6,
                                Row.Unit.MILLISECONDS)
                        .beside("time between two questions", ASKS_EVERY.toMillis());
                stage.report().add(percent >= 99 ? row.atMost(SEEN_WITHIN_MAX) : row);
            }
            stage.report()
                    .add(Row.of("faults", "faults in the product's log", world.faults(), Row.Unit.COUNT)
                            .atMost(0));
            world.verify();
            stage.say("  verify: the books are sound");
        }
    }

    /// One page that is open, on a connection of its own.
    private record Open(World world, Buyer buyer, Buyer.Due due, int number) {
        /// Asks as the page does until it is told; its first question falls anywhere in the pause.
        void waitUntilTold(AtomicReference<@Nullable Long> paid, Latencies seen) throws IOException {
            try (var line = new Line(world.port())) {
                var visitor = new Visitor(line, number);
                LockSupport.parkNanos(ASKS_EVERY.toNanos() * (number * 37 % 100) / 100);
                while (!visitor.get(due.order() + "/state").text().startsWith(PAID)) {
                    var since = paid.get();
                    if (since != null && System.nanoTime() - since > SEEN_MAX.toNanos()) {
                        throw new IllegalStateException(due.order() + " is never told");
                    }
                    LockSupport.parkNanos(ASKS_EVERY.toNanos());
                }
                long told = System.nanoTime();
                var since = paid.get();
                // Told before the provider has answered whoever paid.
                seen.add(since == null ? 0 : told - since);
            }
        }
    }

    private static List<Open> open(World world, Organiser.Offer event, int pages, Line provider) throws Exception {
        var open = new ArrayList<Open>();
        long began = System.nanoTime();
        try (var product = new Line(world.port())) {
            for (int number = 0; number < pages; number++) {
                if (System.nanoTime() - began > HELD_MAX.toNanos()) {
                    throw new IllegalStateException("seats are held too slowly: " + number);
                }
                var buyer = new Buyer(event.slug(), number, product, provider, new Waits());
                open.add(new Open(world, buyer, buyer.hold().orElseThrow(), number));
            }
        }
        return open;
    }

    private static Latencies pay(List<Open> open, Duration pause) throws Exception {
        var seen = new Latencies();
        var failed = new AtomicReference<@Nullable Exception>();
        var ended = new CountDownLatch(open.size());
        var paid = new ArrayList<AtomicReference<@Nullable Long>>();
        for (var page : open) {
            var since = new AtomicReference<@Nullable Long>();
            paid.add(since);
            Thread.ofVirtual().start(() -> {
                try {
                    page.waitUntilTold(since, seen);
                } catch (IOException | RuntimeException e) {
                    failed.compareAndSet(null, e);
                } finally {
                    ended.countDown();
                }
            });
        }
        for (int each = 0; each < open.size(); each++) {
            LockSupport.parkNanos(pause.toNanos());
            open.get(each).buyer().pay(open.get(each).due());
            paid.get(each).set(System.nanoTime());
        }
        if (!ended.await(SEEN_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(ended.getCount() + " pages were not told");
        }
        var fault = failed.get();
        if (fault != null) throw fault;
        return seen;
    }
}

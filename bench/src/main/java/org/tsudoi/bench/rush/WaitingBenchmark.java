package org.tsudoi.bench.rush;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/// Buyers who have left their page open while they pay at a store: how long after the money is there the
/// page says so. Nobody comes back from the till, so that what tells the product is the provider's notice
/// alone.
///
/// Every second page asks without saying what it knows, as pages did before questions waited: it is
/// answered at once, and stands beside the others.
public final class WaitingBenchmark implements Benchmark {
    /// What is promised: seen within two seconds.
    private static final double SEEN_WITHIN_MAX = 2000;
    /// As often as `static/js/poll.js` asks.
    private static final Duration ASKS_EVERY = Duration.ofMillis(1500);

    private static final Duration PAUSE_MIN = Duration.ofMillis(250);
    private static final Duration SEEN_MAX = Duration.ofSeconds(60);
    private static final Duration HELD_MAX = Duration.ofMinutes(3);
    private static final List<Integer> PERCENTS = List.of(50, 95, 99, 100);
    private static final String PAID = "paid";
    private static final String STORES = "-Dtsudoi.stripe.offers.konbini=lawson";

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public String what() {
        return "pages that are open while their buyers pay at a store: when they say that the money is there";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("pages", "N", "200", "that are open at once"),
                new Option("rate", "N", "20", "of them paid for each second, one after the other"),
                new Option("warm-up", "N", "3", "rounds of as many pages before, which are not counted"));
    }

    @Override
    public void run(Stage stage) throws Exception {
        int pages = stage.options().number("pages");
        int warmUps = stage.options().number("warm-up");
        try (var world = World.start(stage, 100_000, List.of(STORES), List.of());
                var line = new Line(world.port());
                var till = new Line(world.townPort())) {
            var organiser = Organiser.signUp(world, line);
            var round = new Round(stage, world, organiser, till);
            for (int warmUp = 1; warmUp <= warmUps; warmUp++) {
                var seen = round.of(pages, warmUp * pages);
                stage.say("  warm-up %d: p50 %,d ms, slowest %,d ms"
                        .formatted(warmUp, millis(seen.waiting(), 50), millis(seen.waiting(), 100)));
            }
            stage.report().fact("warm_up_pages", Integer.toString(warmUps * pages));
            report(stage, round.of(pages, 0));
            stage.report()
                    .add(Row.of("faults", "faults in the product's log", world.faults(), Row.Unit.COUNT)
                            .atMost(0));
            Quiet.await(world);
            world.verify();
            stage.say("  verify: the books are sound");
        }
    }

    private static long millis(Latencies latencies, int percent) {
        return latencies.percentile(percent).toMillis();
    }

    private static void report(Stage stage, Seen seen) {
        for (int percent : PERCENTS) {
            var row = Row.of(
                            "seen_ms_p" + percent,
                            "paid at the till, then said by the page, p" + percent,
                            seen.waiting().percentile(percent).toNanos() / 1e6,
                            Row.Unit.MILLISECONDS)
                    .beside(
                            "pages answered at once, asking every 1.5 s",
                            seen.answeredAtOnce().percentile(percent).toNanos() / 1e6);
            stage.report().add(percent >= 99 ? row.atMost(SEEN_WITHIN_MAX) : row);
        }
    }

    /// How long it took pages whose questions wait, and those that are answered at once.
    private record Seen(Latencies waiting, Latencies answeredAtOnce) {
        Seen() {
            this(new Latencies(), new Latencies());
        }
    }

    /// One page that is open, on a connection of its own, of a buyer who has a number to pay by.
    ///
    /// @param intent of the provider
    private record Open(World world, String order, String intent, int number) {
        boolean waits() {
            return number % 2 == 0;
        }

        /// Asks as the page does until it is told, and loads itself anew; its first question falls anywhere
        /// in the pause.
        ///
        /// @return the moment
        long see(AtomicReference<@Nullable Long> paid) throws IOException {
            try (var line = new Line(world.port())) {
                var visitor = new Visitor(line, number);
                var known = visitor.get(order).between("data-state=\"", "\"");
                var question = order + "/state"
                        + (waits() ? "?known=" + URLEncoder.encode(known, StandardCharsets.UTF_8) : "");
                LockSupport.parkNanos(ASKS_EVERY.toNanos() * (number * 37 % 100) / 100);
                for (long asked = System.nanoTime();
                        visitor.get(question).text().strip().equals(known);
                        asked = System.nanoTime()) {
                    var since = paid.get();
                    if (since != null && System.nanoTime() - since > SEEN_MAX.toNanos()) {
                        throw new IllegalStateException(order + " is never told");
                    }
                    long left = asked + ASKS_EVERY.toNanos() - System.nanoTime();
                    LockSupport.parkNanos(Math.max(PAUSE_MIN.toNanos(), left));
                }
                var says = visitor.get(order).between("data-state=\"", "\"");
                if (!says.startsWith(PAID)) throw new IllegalStateException(order + " is told, and says " + says);
                return System.nanoTime();
            }
        }
    }

    /// An event, its open pages, and one after the other paid for.
    private record Round(Stage stage, World world, Organiser organiser, Line till) {
        Seen of(int pages, int first) throws Exception {
            var event = organiser.offer("Waiting " + first, pages + 1);
            stage.say("Opening %,d pages …".formatted(pages));
            var open = open(event, pages, first);
            Quiet.await(world);
            stage.say("Paying, while they wait …");
            return pay(open);
        }

        private List<Open> open(Organiser.Offer event, int pages, int first) throws Exception {
            var open = new ArrayList<Open>();
            long began = System.nanoTime();
            try (var product = new Line(world.port());
                    var database = world.database()) {
                for (int number = first; number < first + pages; number++) {
                    if (System.nanoTime() - began > HELD_MAX.toNanos()) {
                        throw new IllegalStateException("seats are held too slowly: " + number);
                    }
                    var buyer = new Buyer(event.slug(), number, product, till, new Waits());
                    var order = buyer.holdNumber().orElseThrow();
                    open.add(new Open(world, order, newestIntent(database), number));
                }
            }
            return open;
        }

        /// Nobody else is buying.
        private static String newestIntent(Database database) throws SQLException {
            return database.text("select reference from payment order by requested_at desc limit 1");
        }

        private Seen pay(List<Open> open) throws Exception {
            var pause = Duration.ofSeconds(1).dividedBy(stage.options().number("rate"));
            var seen = new Seen();
            var failed = new AtomicReference<@Nullable Exception>();
            var ended = new CountDownLatch(open.size());
            var paid = new ArrayList<AtomicReference<@Nullable Long>>();
            for (var page : open) {
                var since = new AtomicReference<@Nullable Long>();
                paid.add(since);
                Thread.ofVirtual().start(() -> {
                    try {
                        long told = page.see(since);
                        var latencies = page.waits() ? seen.waiting() : seen.answeredAtOnce();
                        latencies.add(told - Objects.requireNonNull(since.get()));
                    } catch (IOException | RuntimeException e) {
                        failed.compareAndSet(null, e);
                    } finally {
                        ended.countDown();
                    }
                });
            }
            for (int each = 0; each < open.size(); each++) {
                LockSupport.parkNanos(pause.toNanos());
                // Before the money is there: the notice may come before the till's answer does.
                paid.get(each).set(System.nanoTime());
                cash(open.get(each).intent());
            }
            if (!ended.await(SEEN_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(ended.getCount() + " pages were not told");
            }
            var fault = failed.get();
            if (fault != null) throw fault;
            return seen;
        }

        private void cash(String intent) throws IOException {
            var answer = till.send("POST", "/town/stripe/intents/" + intent + "/cash", "", new byte[0]);
            if (answer.status() != 200 || !answer.says("succeeded")) {
                throw new IllegalStateException("not taken at the till: " + answer.text());
            }
        }
    }
}

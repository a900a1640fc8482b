package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The product is killed somewhere in the middle of a crowd that buys and cancels, again and again, and finds
/// its way by itself. Where exactly is chance, told by a seed; [CrashPointsTest] chooses.
class CrashTest {
    private static final int KILLS = Integer.getInteger("journeys.kills", 5);
    private static final int BUYERS_AT_ONCE = 5;
    private static final int CANCELLERS_AT_ONCE = 3;
    private static final int STEPS_MAX = 40;
    private static final Duration BURST_MAX = Await.LONG;
    private static final long PRICE = 2000;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);

    private final ConcurrentLinkedQueue<Purchase> purchases = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Purchase> toBeCancelled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void killedAnywhereInTheCrowdItLosesNothingAndTakesNothingTwice() throws Exception {
        long seed = Long.getLong("journeys.seed", System.nanoTime());
        var random = new Random(seed);
        try (var world = World.start("crash")) {
            var event = Organiser.signUp(world).offer("Crash", PRICE, 100_000, Duration.ofDays(2));
            for (int kill = 0; kill < KILLS; kill++) {
                burst(world, event, 1 + random.nextInt(STEPS_MAX), Duration.ofMillis(random.nextInt(60)));
            }
            log("finishing");
            finish(world);
            log("settling");
            try (var books = world.books()) {
                settle(world, books, seed);
                examine(world, books, event, seed);
            }
        }
    }

    /// Buys and cancels until the product is killed in the middle of it, and starts it again.
    ///
    /// @param steps of people, after which it is killed
    /// @param later and this much time, so that it falls between any two of its own steps
    private void burst(World world, Organiser.Offer event, int steps, Duration later) throws Exception {
        taken.set(0);
        var over = new AtomicBoolean();
        try (var people = Executors.newFixedThreadPool(BUYERS_AT_ONCE + CANCELLERS_AT_ONCE)) {
            var doing = new ArrayList<Future<?>>();
            for (int i = 0; i < BUYERS_AT_ONCE; i++) {
                doing.add(people.submit(untilItFails(over, () -> buy(world, event))));
            }
            for (int i = 0; i < CANCELLERS_AT_ONCE; i++) doing.add(people.submit(untilItFails(over, this::cancel)));
            Await.until(steps + " steps", BURST_MAX, () -> taken.get() >= steps);
            LockSupport.parkNanos(later.toNanos());
            world.killProduct();
            over.set(true);
            for (var one : doing) one.get();
        }
        world.startProductAgain();
    }

    private static Callable<Object> untilItFails(AtomicBoolean over, Callable<?> step) {
        return () -> {
            while (!over.get()) {
                try {
                    step.call();
                } catch (IOException killed) {
                    return killed;
                }
            }
            return over;
        };
    }

    private Purchase buy(World world, Organiser.Offer event) throws IOException {
        var purchase = new Purchase(world, event.slug(), "crash-" + number.incrementAndGet() + "@example.com");
        purchases.add(purchase);
        assertThat(purchase.hold(1)).isTrue();
        taken.incrementAndGet();
        if (!purchase.goToPay()) return purchase;
        taken.incrementAndGet();
        if (!purchase.pay().equals("paid")) return purchase;
        taken.incrementAndGet();
        purchase.comeBack();
        taken.incrementAndGet();
        // Every second one changes their mind.
        if (number.get() % 2 == 0) toBeCancelled.add(purchase);
        return purchase;
    }

    private boolean cancel() throws IOException {
        var purchase = toBeCancelled.poll();
        if (purchase == null) {
            LockSupport.parkNanos(20_000_000);
            return false;
        }
        boolean done = purchase.cancel();
        taken.incrementAndGet();
        return done;
    }

    /// What people do when the page did not answer: send the form again, cancel again; whoever has not paid
    /// lets the seat go.
    private void finish(World world) throws IOException {
        for (var purchase : purchases) {
            if (purchase.order().isEmpty() && !purchase.sendForm()) continue;
            if (!purchase.isPaid()) {
                purchase.leave();
            } else if (purchase.isCancelling()) {
                purchase.awaitState("(paid|cancelled|unseated).*", SETTLED_WITHIN);
                purchase.cancel();
            }
        }
    }

    private static void log(String what) {
        System.getLogger(CrashTest.class.getName()).log(System.Logger.Level.INFO, what);
    }

    private static void settle(World world, Books books, long seed) {
        Await.until(
                "everything to be final, seed " + seed,
                SETTLED_WITHIN,
                () -> unsettled(books).isEmpty(),
                () -> "\n" + unsettled(books) + "\n" + world.town().tally());
    }

    private static List<List<String>> unsettled(Books books) {
        var open = new ArrayList<>(books.rows("""
                select 'order', state, count(*), min(payment::text) from orders where state in ('held', 'paying')
                group by state"""));
        open.addAll(books.rows("""
                select 'refund', state, count(*), min(id::text) from refund where state <> 'succeeded' group by state"""));
        open.addAll(books.rows("""
                select 'payment', state, count(*), min(id::text) from payment
                where state not in ('captured', 'failed', 'withdrawn') group by state"""));
        return open;
    }

    private void examine(World world, Books books, Organiser.Offer event, long seed) {
        long paid = purchases.stream().filter(Purchase::isPaid).count();
        long cancelled = purchases.stream()
                .filter(Purchase::isPaid)
                .filter(Purchase::isCancelling)
                .count();
        var told = "seed " + seed + ": " + purchases.size() + " orders, " + paid + " paid, " + cancelled + " cancelled";
        log(told);
        assertThat(paid).as(told).isPositive();
        assertThat(cancelled).as(told).isPositive();

        // Nothing lost: each payment has its order, and each order its payment.
        assertThat(books.number("select count(*) from orders where state = 'paid'"))
                .as("orders paid; %s", told)
                .isEqualTo(paid - cancelled);
        assertThat(books.number("select count(*) from orders where state = 'cancelled'"))
                .as("orders cancelled; %s", told)
                .isEqualTo(cancelled);
        assertThat(books.rows("select distinct state from orders where state not in ('paid', 'cancelled', 'lapsed')"))
                .as("other ends; %s", told)
                .isEmpty();

        // Nothing twice: the provider's own till.
        var tallies = world.town().tally().values();
        assertThat(tallies).as(told).hasSize(Math.toIntExact(paid));
        assertThat(tallies).as(told).allSatisfy(one -> {
            assertThat(one.charges()).isEqualTo(1);
            assertThat(one.captured()).isEqualTo(PRICE);
            assertThat(one.refunds()).isLessThanOrEqualTo(1);
            assertThat(one.refunded()).isIn(0L, PRICE);
        });
        assertThat(tallies.stream().filter(one -> one.refunded() == PRICE).count())
                .as("refunds; %s", told)
                .isEqualTo(cancelled);

        assertThat(books.takenSeats(event.id())).as("seats taken; %s", told).isEqualTo(paid - cancelled);
        assertThat(books.wrongInTheLedger()).as(told).isEmpty();
    }
}

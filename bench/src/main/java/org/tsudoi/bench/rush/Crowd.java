package org.tsudoi.bench.rush;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tsudoi.bench.Latencies;
import org.tsudoi.bench.Progress;

/// Everybody who wants a seat: so many at once, and when one is through, seated or told that it is full, the next
/// one comes, until all have been there.
final class Crowd {
    private final World world;
    private final Organiser.Offer event;
    private final int buyers;
    private final Duration most;
    /// Where their numbers begin: nobody comes twice.
    private final int first;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger seated = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicLong lastSeated = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private final Latencies toldWithin = new Latencies();
    private final AtomicLong toldWithinMax = new AtomicLong();
    private final Waits waits = new Waits();

    Crowd(World world, Organiser.Offer event, int buyers, int first, Duration most) {
        this.world = world;
        this.event = event;
        this.buyers = buyers;
        this.first = first;
        this.most = most;
    }

    /// @param time until the last seat was paid for and its buyer read so
    record Rush(int seated, int told, Duration time, Waits waits, Latencies toldWithin, Duration toldWithinMax) {
        double perSecond() {
            return seated * 1e9 / time.toNanos();
        }
    }

    Rush come(int atOnce, String what, Progress progress) throws InterruptedException {
        long began = System.nanoTime();
        var ended = new CountDownLatch(atOnce);
        for (int each = 0; each < atOnce; each++) {
            Thread.ofVirtual().name("buyer-" + each).start(() -> {
                try (var product = new Line(world.port());
                        var provider = new Line(world.townPort())) {
                    buyOneAfterTheOther(product, provider, began);
                } catch (Exception e) {
                    failed.compareAndSet(null, e);
                } finally {
                    ended.countDown();
                }
            });
        }
        while (!ended.await(1, TimeUnit.SECONDS)) {
            progress.tick(what, seated.get());
        }
        var fault = failed.get();
        if (fault != null) throw new IllegalStateException(what + ": a buyer got stuck", fault);
        return new Rush(
                seated.get(),
                told.get(),
                Duration.ofNanos(lastSeated.get() - began),
                waits,
                toldWithin,
                Duration.ofNanos(toldWithinMax.get()));
    }

    private void buyOneAfterTheOther(Line product, Line provider, long began) throws IOException, InterruptedException {
        while (failed.get() == null) {
            int number = next.getAndIncrement();
            if (number >= buyers) return;
            if (System.nanoTime() - began > most.toNanos()) {
                throw new IllegalStateException(
                        "not over after " + most.toSeconds() + " s: %d of %d buyers".formatted(number, buyers));
            }
            long opened = System.nanoTime();
            var buyer = new Buyer(event.slug(), first + number, product, provider, waits);
            boolean hasSeat = buyer.buy();
            long over = System.nanoTime();
            if (hasSeat) {
                seated.incrementAndGet();
                lastSeated.accumulateAndGet(over, Math::max);
                waits.add(Step.WHOLE, over - opened);
            } else {
                told.incrementAndGet();
                // Whoever queues is told when there is something to tell.
                long since = over - (buyer.hasQueued() ? Math.max(opened, lastSeated.get()) : opened);
                toldWithin.add(since);
                toldWithinMax.accumulateAndGet(since, Math::max);
            }
        }
    }
}

package org.tsudoi.bench.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tsudoi.bench.crash.Wish.Part;

/// Callers who wish and wait for the answer. Who was not answered asks again, with the same id, until they are.
final class Crowd {
    private static final int CALLERS = 16;
    private static final int COPIES_MIN = 8;
    private static final int COPIES_MAX = 64;
    private static final int AMOUNT_MAX = 300;
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(20);
    private static final Duration ALL_ANSWERED_WITHIN = Duration.ofMinutes(2);

    private final List<Caller> callers = new ArrayList<>();
    private final Collection<Story> stories = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();

    Crowd(SplittableRandom random) {
        for (int i = 0; i < CALLERS; i++) callers.add(new Caller(random.split()));
    }

    Collection<Story> stories() {
        return stories;
    }

    /// How many wishes were answered.
    long answers() {
        return answers.get();
    }

    interface Kill {
        void strike(Victim victim) throws IOException, InterruptedException;
    }

    /// Works until so many more are answered and a little longer, then strikes and waits until nobody waits any
    /// more.
    void workUntilStruck(Victim victim, int more, Duration later, Kill kill) throws Exception {
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = new ArrayList<Future<?>>();
            long before = answers();
            for (var caller : callers) working.add(threads.submit(() -> caller.work(victim, over)));
            while (answers() < before + more && !victim.isDead()) LockSupport.parkNanos(1_000_000);
            if (victim.isDead()) throw new IllegalStateException("It ended before it was killed.");
            LockSupport.parkNanos(later.toNanos());
            kill.strike(victim);
            over.set(true);
            for (var each : working) each.get();
        }
    }

    /// What is open is asked again until everything is answered.
    void finish(Victim victim) throws Exception {
        long end = System.nanoTime() + ALL_ANSWERED_WITHIN.toNanos();
        for (var caller : callers) {
            while (!caller.ask(victim)) {
                if (System.nanoTime() > end) throw new IllegalStateException("not answered: " + caller.open);
                LockSupport.parkNanos(BEFORE_ASKING_AGAIN.toNanos());
            }
        }
    }

    /// @param copies so often at the same time
    private record Step(Story story, int copies) {}

    private final class Caller {
        private final SplittableRandom random;
        private final Deque<Wish.Place> held = new ArrayDeque<>();
        private List<Step> open = List.of();
        private @Nullable Story earlier;

        private Caller(SplittableRandom random) {
            this.random = random;
        }

        private Boolean work(Victim victim, AtomicBoolean over) {
            while (true) {
                if (open.isEmpty()) {
                    if (over.get()) return true;
                    open = draw();
                }
                if (ask(victim)) continue;
                if (over.get() || victim.isDead()) return false;
                LockSupport.parkNanos(BEFORE_ASKING_AGAIN.toNanos());
            }
        }

        /// @return whether all is answered
        private boolean ask(Victim victim) {
            var asked = new ArrayList<List<CompletableFuture<Answer>>>();
            for (var step : open) {
                var copies = new ArrayList<CompletableFuture<Answer>>();
                for (int i = 0; i < step.copies; i++) copies.add(victim.ask(step.story.wish(), random.nextBoolean()));
                asked.add(copies);
            }
            var left = new ArrayList<Step>();
            for (int i = 0; i < open.size(); i++) {
                var step = open.get(i);
                step.story.heard(
                        asked.get(i).stream().map(CompletableFuture::join).toList());
                if (step.story.known() == Story.Known.OPEN) left.add(step);
                else answered(step.story);
            }
            open = left;
            return left.isEmpty();
        }

        private void answered(Story story) {
            answers.incrementAndGet();
            if (story.known() != Story.Known.ON_THE_BOOKS) return;
            switch (story.wish()) {
                case Wish.Place place -> {
                    if (!held.contains(place)) held.add(place);
                }
                case Wish.Sweep _, Wish.Verify _ -> {}
                case Wish.Post _, Wish.Linked _, Wish.Settle _, Wish.Release _ -> earlier = story;
            }
        }

        // --- wishes -------------------------------------------------------------------------------------------------

        private List<Step> draw() {
            int dice = random.nextInt(100);
            if (dice < 5 && earlier != null) {
                return List.of(new Step(earlier, 1));
            }
            if (dice < 12) return identical();
            if (dice < 35) return once(post(CrashAccount.OPEN, CrashAccount.OPEN));
            if (dice < 60) return once(onGuarded());
            if (dice < 68) return once(new Wish.Linked(onGuarded(), post(CrashAccount.OPEN, CrashAccount.TILLS)));
            // More than are ended, so that some are open at every moment.
            if (dice < 84 || held.isEmpty())
                return once(new Wish.Place(id(), onGuarded().legs()));
            if (dice < 86) return once(new Wish.Sweep(id()));
            return ending(held.remove());
        }

        /// So often that each must hear the same. From where there is always enough, so that none is refused.
        private List<Step> identical() {
            var wish = post(CrashAccount.TILLS, CrashAccount.OPEN);
            return List.of(new Step(begun(wish), random.nextInt(COPIES_MIN, COPIES_MAX + 1)));
        }

        /// Settled, in part, released, or two who want both at the same time.
        private List<Step> ending(Wish.Place hold) {
            var release = new Wish.Release(hold.hold());
            return switch (random.nextInt(4)) {
                case 0 -> once(settle(hold, List.of()));
                case 1 -> once(settle(hold, halfOf(hold.legs())));
                case 2 -> once(release);
                default -> List.of(new Step(begun(settle(hold, List.of())), 1), new Step(begun(release), 1));
            };
        }

        private Wish.Settle settle(Wish.Place hold, List<Part> part) {
            return new Wish.Settle(id(), hold.hold(), part);
        }

        private static List<Part> halfOf(List<Part> legs) {
            return legs.stream()
                    .map(leg ->
                            new Part(leg.account(), leg.amount() > 0 ? (leg.amount() + 1) / 2 : (leg.amount() - 1) / 2))
                    .toList();
        }

        private Wish.Post onGuarded() {
            return switch (random.nextInt(4)) {
                case 0 -> post(CrashAccount.WALLETS, CrashAccount.OPEN);
                case 1 -> post(CrashAccount.OPEN, CrashAccount.WALLETS);
                case 2 -> post(CrashAccount.WALLETS, CrashAccount.BOXES);
                default -> post(CrashAccount.BOXES, CrashAccount.WALLETS);
            };
        }

        private Wish.Post post(List<CrashAccount> payers, List<CrashAccount> payees) {
            var payer = one(payers);
            var payee = one(payees);
            while (payee.equals(payer)) payee = one(payees);
            int amount = 1 + random.nextInt(AMOUNT_MAX);
            return new Wish.Post(id(), List.of(new Part(payer, -amount), new Part(payee, amount)));
        }

        private String one(List<CrashAccount> some) {
            return some.get(random.nextInt(some.size())).code();
        }

        private UUID id() {
            return new UUID(random.nextLong(), random.nextLong());
        }

        private List<Step> once(Wish wish) {
            return List.of(new Step(begun(wish), 1));
        }

        private Story begun(Wish wish) {
            var story = new Story(wish);
            stories.add(story);
            return story;
        }
    }
}

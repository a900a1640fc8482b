package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Refusal;
import org.tsudoi.ledger.ReleaseOutcome;
import org.tsudoi.ledger.Verification;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RaceTest {
    private static final Books BOOKS = new Books(16);
    private static final int BUYERS = 64;
    private static final int PLACES = 10;

    @AfterAll
    static void close() {
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
        BOOKS.close();
    }

    @Test
    void ofManyBuyersExactlyAsManyGetASeatAsThereAre() throws Exception {
        var event = event("sold", PLACES);
        var outcomes = atOnce(BUYERS, buyer -> BOOKS.in(() -> BOOKS.ledger.post(sale(event, "sold " + buyer))));

        assertThat(outcomes.stream().filter(Outcome::isOnTheBooks)).hasSize(PLACES);
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome instanceof Outcome.Refused(var _, var reason, var which)
                                && reason == Refusal.BELOW_FLOOR
                                && event.seats.equals(which)))
                .hasSize(BUYERS - PLACES);
        assertThat(BOOKS.ledger.balance(event.seats).posted()).isZero();
    }

    @Test
    void ofManyHoldersExactlyAsManyHoldASeatAsThereAre() throws Exception {
        var event = event("held", PLACES);
        var expiry = Books.NOON.plus(Duration.ofMinutes(5));
        var outcomes = atOnce(
                BUYERS,
                buyer -> BOOKS.in(() ->
                        BOOKS.ledger.hold(Hold.of(HoldId.derive("held", "" + buyer), expiry, "seat", event.one()))));

        assertThat(outcomes.stream().filter(HoldOutcome::isHeld)).hasSize(PLACES);
        assertThat(BOOKS.ledger.balance(event.seats).available()).isZero();
    }

    @Test
    void manySayingTheSameAtOnceDoItOnceAndHearTheSameAnswer() throws Exception {
        var event = event("same", 20);
        var outcomes = atOnce(20 * 8, call -> BOOKS.in(() -> BOOKS.ledger.post(sale(event, "same " + call % 20))));

        assertThat(outcomes.stream().filter(Outcome.Posted.class::isInstance)).hasSize(20);
        assertThat(outcomes.stream().filter(Outcome::isOnTheBooks)).hasSize(160);
        assertThat(outcomes.stream().map(RaceTest::answer).distinct()).hasSize(20);
        assertThat(BOOKS.ledger.balance(event.seats).posted()).isZero();
    }

    @Test
    void theSameOnUnguardedAccountsAloneIsDoneOnceToo() throws Exception {
        var from = BOOKS.unguarded("free:from", Books.JPY);
        var to = BOOKS.unguarded("free:to", Books.JPY);
        var outcomes = atOnce(
                20 * 8,
                call -> BOOKS.in(() -> BOOKS.ledger.post(Journal.of(
                        JournalId.derive("free", "" + call % 20),
                        "test",
                        Books.NOON,
                        Leg.into(to, Books.JPY, 1),
                        Leg.outOf(from, Books.JPY, 1)))));

        assertThat(outcomes.stream().filter(Outcome.Posted.class::isInstance)).hasSize(20);
        assertThat(outcomes.stream().map(RaceTest::answer).distinct()).hasSize(20);
        assertThat(BOOKS.ledger.balance(to).posted()).isEqualTo(20);
    }

    @Test
    void aHoldEndsOnceHoweverManyTry() throws Exception {
        var event = event("ends", PLACES);
        var expiry = Books.NOON.plusSeconds(1);
        IntStream.range(0, PLACES)
                .forEach(i -> BOOKS.in(
                        () -> BOOKS.ledger.hold(Hold.of(HoldId.derive("ends", "" + i), expiry, "seat", event.one()))));

        var successes = atOnce(
                PLACES * 6,
                call -> BOOKS.in(() -> {
                    var hold = HoldId.derive("ends", "" + call % PLACES);
                    return switch (call / PLACES) {
                        case 0, 1 -> BOOKS.ledger.release(hold, "race") instanceof ReleaseOutcome.Released ? 1 : 0;
                        case 2 ->
                            (int) BOOKS.ledger.expireDue(expiry, 3).stream()
                                    .filter(swept -> IntStream.range(0, PLACES)
                                            .anyMatch(i -> swept.equals(HoldId.derive("ends", "" + i))))
                                    .count();
                        default ->
                            BOOKS.ledger.settle(hold, JournalId.derive("ends", "" + call), Books.NOON)
                                            instanceof Outcome.Posted
                                    ? 1
                                    : 0;
                    };
                }));

        assertThat(successes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(PLACES);
        var seats = BOOKS.ledger.balance(event.seats);
        assertThat(seats.heldOut()).isZero();
        assertThat(seats.posted() + BOOKS.ledger.balance(event.taken).posted()).isEqualTo(PLACES);
    }

    @Test
    void journalsOverAccountsInAnyOrderNeitherDeadlockNorUnbalanceTheBooks() throws Exception {
        var accounts = new ArrayList<AccountCode>();
        var bank = BOOKS.unguarded("mesh:bank", Books.JPY);
        for (int i = 0; i < 8; i++) {
            var account = BOOKS.neverBelowZero("mesh:" + i, Books.JPY);
            accounts.add(account);
            BOOKS.in(() -> BOOKS.ledger.post(Journal.of(
                    JournalId.derive(account.value()),
                    "test",
                    Books.NOON,
                    Leg.into(account, Books.JPY, 50),
                    Leg.outOf(bank, Books.JPY, 50))));
        }
        var over = new AtomicBoolean();
        try (var watcher = Executors.newSingleThreadExecutor()) {
            Future<Integer> looks = watcher.submit(() -> {
                int count = 0;
                while (!over.get()) {
                    assertThat(BOOKS.ledger.trialBalance().sums())
                            .allSatisfy((_, sum) -> assertThat(sum).isZero());
                    count++;
                }
                return count;
            });
            var outcomes = atOnce(300, call -> BOOKS.in(() -> BOOKS.ledger.post(mesh(accounts, call))));
            over.set(true);

            assertThat(looks.get(120, TimeUnit.SECONDS)).isPositive();
            assertThat(outcomes.stream().filter(Outcome::isOnTheBooks)).isNotEmpty();
        }
        assertThat(BOOKS.ledger.balances("mesh:").stream()
                        .mapToLong(balance -> balance.posted())
                        .sum())
                .isZero();
    }

    @Test
    void twoSalesNeverWaitForEachOtherOnUnguardedAccounts() throws Exception {
        var from = BOOKS.unguarded("wait:from", Books.JPY);
        var to = BOOKS.unguarded("wait:to", Books.JPY);
        var posted = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var other = Executors.newSingleThreadExecutor()) {
            var slow = other.submit(() -> BOOKS.transaction.executeWithoutResult(_ -> {
                BOOKS.ledger.post(transfer(from, to, "slow")).orThrow();
                posted.countDown();
                await(commit);
            }));
            await(posted);

            assertThat(BOOKS.in(() -> BOOKS.ledger.post(transfer(from, to, "quick"))))
                    .isInstanceOf(Outcome.Posted.class);
            assertThat(BOOKS.ledger.balance(to).posted()).isEqualTo(1);
            commit.countDown();
            slow.get(120, TimeUnit.SECONDS);
        }
        assertThat(BOOKS.ledger.balance(to).posted()).isEqualTo(2);
    }

    private interface Call<T> {
        T make(int number) throws Exception;
    }

    /// All calls start together; none may fail.
    private static <T> List<T> atOnce(int calls, Call<T> call) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, calls)
                    .mapToObj(number -> threads.submit((Callable<T>) () -> {
                        await(start);
                        return call.make(number);
                    }))
                    .toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get(150, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    private record Event(AccountCode seats, AccountCode taken) {
        Leg[] one() {
            return new Leg[] {Leg.outOf(seats, Asset.SEAT, 1), Leg.into(taken, Asset.SEAT, 1)};
        }
    }

    private static Event event(String name, int places) {
        var issued = BOOKS.unguarded(name + ":issued", Asset.SEAT);
        var event = new Event(
                BOOKS.neverBelowZero(name + ":available", Asset.SEAT), BOOKS.unguarded(name + ":taken", Asset.SEAT));
        BOOKS.in(() -> BOOKS.ledger.post(Journal.of(
                JournalId.derive(name, "issue"),
                "issue",
                Books.NOON,
                Leg.into(event.seats, Asset.SEAT, places),
                Leg.outOf(issued, Asset.SEAT, places))));
        return event;
    }

    private static Journal sale(Event event, String word) {
        return Journal.of(JournalId.derive("sale", word), "sale", Books.NOON, event.one());
    }

    private static Journal transfer(AccountCode from, AccountCode to, String word) {
        return Journal.of(
                JournalId.derive("transfer", word),
                "test",
                Books.NOON,
                Leg.into(to, Books.JPY, 1),
                Leg.outOf(from, Books.JPY, 1));
    }

    /// From some accounts into one, the legs in any order.
    private static Journal mesh(List<AccountCode> accounts, int seed) {
        var random = new SplittableRandom(seed);
        var legs = new ArrayList<Leg>();
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            long amount = random.nextInt(1, 20);
            legs.add(Leg.outOf(accounts.get(random.nextInt(accounts.size())), Books.JPY, amount));
            sum += amount;
        }
        legs.add(Leg.into(accounts.get(random.nextInt(accounts.size())), Books.JPY, sum));
        Collections.shuffle(legs, new Random(seed));
        return Journal.of(JournalId.derive("mesh", "" + seed), "test", Books.NOON, legs.toArray(Leg[]::new));
    }

    private record Answer(JournalId id, long sequence, Instant recordedAt) {}

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Posted(var id, var sequence, var at) -> new Answer(id, sequence, at);
            case Outcome.AlreadyPosted(var id, var sequence, var at) -> new Answer(id, sequence, at);
            case Outcome.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Verification;
import org.tsudoi.ledger.internal.Linearizability.Call;
import org.tsudoi.ledger.internal.Linearizability.Kind;

/// Callers who put into, take out of and read one guarded account at once, some in transactions of their own and
/// some in groups, see what callers one after the other could have seen.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinearizabilityTest {
    private static final Books BOOKS = new Books(8);
    private static final int HISTORIES = 60;
    private static final int CALLERS = 6;
    private static final int CALLS = 5;

    @AfterAll
    static void close() {
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
        BOOKS.close();
    }

    @Test
    void whatCallersSawCouldHaveBeenOneAfterTheOther() throws Exception {
        long seed = System.nanoTime();
        var bank = BOOKS.unguarded("line:bank", Books.JPY);
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            for (int number = 0; number < HISTORIES; number++) {
                var account = BOOKS.neverBelowZero("line:" + number, Books.JPY);
                var history = history(threads, bank, account, new SplittableRandom(seed + number));
                assertThat(Linearizability.of(0, history))
                        .describedAs("history %s of seed %s: %s", number, seed, history)
                        .isTrue();
            }
        }
    }

    private List<Call> history(ExecutorService threads, AccountCode bank, AccountCode account, SplittableRandom random)
            throws Exception {
        var start = new CountDownLatch(1);
        var callers = new ArrayList<Future<List<Call>>>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var own = random.split();
            int first = caller * CALLS;
            callers.add(threads.submit((Callable<List<Call>>) () -> {
                start.await();
                var calls = new ArrayList<Call>();
                for (int call = first; call < first + CALLS; call++) calls.add(call(bank, account, own, call));
                return calls;
            }));
        }
        start.countDown();
        var history = new ArrayList<Call>();
        for (var caller : callers) history.addAll(caller.get());
        return history;
    }

    private static Call call(AccountCode bank, AccountCode account, SplittableRandom random, int number) {
        int what = random.nextInt(8);
        long amount = random.nextLong(1, 10) * (what < 3 ? 1 : -1);
        var journal = Journal.of(
                JournalId.derive(account.value(), "" + number),
                "test",
                Books.NOON,
                new Leg(account, Books.JPY, amount),
                new Leg(bank, Books.JPY, -amount));
        long asked = System.nanoTime();
        if (what > 5) {
            long read = BOOKS.ledger.balance(account).posted();
            return new Call(Kind.READ, read, asked, System.nanoTime());
        }
        var outcome = random.nextBoolean() ? BOOKS.in(() -> BOOKS.ledger.post(journal)) : BOOKS.grouped.post(journal);
        return new Call(outcome.isOnTheBooks() ? Kind.DONE : Kind.REFUSED, amount, asked, System.nanoTime());
    }

    @Test
    void theSearchFindsWhatCannotHaveBeen() {
        var deposit = new Call(Kind.DONE, 5, 0, 10);
        var seen = new Call(Kind.READ, 5, 5, 6);
        assertThat(Linearizability.of(0, List.of(deposit, seen))).isTrue();

        var staleRead = new Call(Kind.READ, 0, 11, 12);
        var seenThenGone = new Call(Kind.READ, 0, 7, 8);
        var spentTwice =
                Stream.of(20, 21).map(at -> new Call(Kind.DONE, -5, at, 30)).toList();
        var refusedAlthoughThere = new Call(Kind.REFUSED, -5, 11, 12);
        assertThat(Linearizability.of(0, List.of(deposit, staleRead))).isFalse();
        assertThat(Linearizability.of(0, List.of(deposit, seen, seenThenGone))).isFalse();
        assertThat(Linearizability.of(0, List.of(deposit, spentTwice.getFirst(), spentTwice.getLast())))
                .isFalse();
        assertThat(Linearizability.of(0, List.of(deposit, refusedAlthoughThere)))
                .isFalse();
    }
}

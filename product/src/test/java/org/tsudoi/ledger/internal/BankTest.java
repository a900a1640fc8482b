package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Verification;

/// The shapes of Jepsen's tests `bank` and `ledger`: callers in transactions of their own and in groups, and readers
/// who look at everything at once meanwhile.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BankTest {
    private static final Books BOOKS = new Books(12);
    private static final int CALLERS = 8;
    private static final int EACH = 60;

    @AfterAll
    static void close() {
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
        BOOKS.close();
    }

    /// `bank`: money moves among accounts, and whoever looks at all of them finds all of it, and none below zero.
    @Test
    void whoeverLooksAtAllAccountsFindsAllTheMoney() throws Exception {
        var accounts = filled("bank", 8, 100);
        long seed = System.nanoTime();
        watched("bank:", 800, caller -> {
            var random = new SplittableRandom(seed + caller);
            for (int call = 0; call < EACH; call++) {
                int from = random.nextInt(accounts.size());
                int to = (from + random.nextInt(1, accounts.size())) % accounts.size();
                long amount = random.nextLong(1, 60);
                post(
                        random.nextBoolean(),
                        Journal.of(
                                JournalId.derive("bank", caller + "-" + call),
                                "test",
                                Books.NOON,
                                Leg.outOf(accounts.get(from), Books.JPY, amount),
                                Leg.into(accounts.get(to), Books.JPY, amount)));
            }
        });
    }

    /// `ledger`: two who each see enough for themselves cannot both take it out.
    @Test
    void twoWhoEachSeeEnoughCannotBothTakeIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            int number = round;
            var account = filled("ledger-" + round, 1, 10).getFirst();
            var bank = new AccountCode("ledger-" + round + ":bank");
            var outcomes = new ArrayList<CompletableFuture<Outcome>>();
            for (int caller = 0; caller < CALLERS; caller++) {
                var take = Journal.of(
                        JournalId.derive("ledger", number + "-" + caller),
                        "test",
                        Books.NOON,
                        Leg.outOf(account, Books.JPY, 9),
                        Leg.into(bank, Books.JPY, 9));
                boolean grouped = caller % 2 == 0;
                outcomes.add(CompletableFuture.supplyAsync(() -> post(grouped, take)));
            }
            assertThat(outcomes.stream().filter(outcome -> outcome.join().isOnTheBooks()))
                    .hasSize(1);
            assertThat(BOOKS.ledger.balance(account).posted()).isEqualTo(1);
        }
    }

    private static Outcome post(boolean grouped, Journal journal) {
        return grouped ? BOOKS.grouped.post(journal) : BOOKS.in(() -> BOOKS.ledger.post(journal));
    }

    private static List<AccountCode> filled(String name, int many, long with) {
        var bank = BOOKS.unguarded(name + ":bank", Books.JPY);
        return IntStream.range(0, many)
                .mapToObj(number -> {
                    var account = BOOKS.neverBelowZero(name + ":own:" + number, Books.JPY);
                    BOOKS.in(() -> BOOKS.ledger.post(Journal.of(
                            JournalId.derive(account.value()),
                            "test",
                            Books.NOON,
                            Leg.into(account, Books.JPY, with),
                            Leg.outOf(bank, Books.JPY, with))));
                    return account;
                })
                .toList();
    }

    private interface Work {
        void of(int caller) throws Exception;
    }

    private static void watched(String prefix, long sum, Work work) throws Exception {
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = IntStream.range(0, 2)
                    .mapToObj(_ -> threads.submit(() -> {
                        int count = 0;
                        while (!over.get()) {
                            var all = BOOKS.ledger.balances(prefix + "own:");
                            assertThat(all)
                                    .allSatisfy(balance ->
                                            assertThat(balance.posted()).isNotNegative());
                            assertThat(all.stream()
                                            .mapToLong(balance -> balance.posted())
                                            .sum())
                                    .isEqualTo(sum);
                            count++;
                        }
                        return count;
                    }))
                    .toList();
            var callers = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> threads.submit((Callable<Boolean>) () -> {
                        work.of(caller);
                        return true;
                    }))
                    .toList();
            try {
                for (var caller : callers) caller.get(150, TimeUnit.SECONDS);
            } finally {
                over.set(true);
            }
            for (var look : looks) assertThat(look.get(120, TimeUnit.SECONDS)).isPositive();
        }
    }
}

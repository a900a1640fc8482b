package org.tsudoi.orders.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.tsudoi.testing.ProductTest;

@ProductTest
class RepeatedTransactionsTest {
    private final RepeatedTransactions transactions;
    private final JdbcClient sql;

    RepeatedTransactionsTest(PlatformTransactionManager transactions, JdbcClient sql) {
        this.transactions = new RepeatedTransactions(transactions);
        this.sql = sql;
    }

    @Test
    void twoThatWaitForEachOtherAreBothServed() {
        var begun = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = CompletableFuture.supplyAsync(() -> locksBoth(7301, 7302, begun), threads);
            var other = CompletableFuture.supplyAsync(() -> locksBoth(7302, 7301, begun), threads);
            assertThat(one.join() + other.join()).as("tries of both").isEqualTo(3);
        }
    }

    private int locksBoth(long first, long second, CyclicBarrier begun) {
        var tries = new AtomicInteger();
        transactions.executeWithoutResult(_ -> {
            lock(first);
            if (tries.incrementAndGet() == 1) await(begun);
            lock(second);
        });
        return tries.get();
    }

    private void lock(long which) {
        sql.sql("select pg_advisory_xact_lock(:which)").param("which", which).query(_ -> {});
    }

    private static void await(CyclicBarrier begun) {
        try {
            begun.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itGivesUpAfterSomeTriesAndLeavesWhatIsInsideToTheOutermost() {
        var tries = new AtomicInteger();
        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> fail(tries)))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(tries).hasValue(4);
        tries.set(0);
        var outer = new AtomicInteger();
        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> {
                    outer.incrementAndGet();
                    transactions.executeWithoutResult(_ -> fail(tries));
                }))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(tries).hasValue(4);
        assertThat(outer).hasValue(4);
    }

    private static void fail(AtomicInteger tries) {
        tries.incrementAndGet();
        throw new CannotAcquireLockException("deadlock detected");
    }
}

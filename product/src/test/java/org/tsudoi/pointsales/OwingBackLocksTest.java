package org.tsudoi.pointsales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.orders.Market;
import org.tsudoi.payments.Payments;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What is owed back and what a bank takes back are locked in one order: neither waits for the other for ever.
@ProductTest
class OwingBackLocksTest {
    private final Counter counter;
    private final Market market;
    private final Points points;
    private final Payments payments;
    private final TransactionTemplate transactions;
    private final JdbcClient sql;
    private final TestClock clock;

    OwingBackLocksTest(
            Counter counter,
            Market market,
            Points points,
            Payments payments,
            TransactionTemplate transactions,
            JdbcClient sql,
            TestClock clock) {
        this.counter = counter;
        this.market = market;
        this.points = points;
        this.payments = payments;
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void whatIsOwedIsNotHeldWhileItsPaymentIsWaitedFor() {
        counter.opened(100_000_000);
        var member = counter.member();
        var order = counter.bought(member, counter.pack(900, 0));
        var use = counter.spent(member, 900, market.organiser());
        counter.forward(Duration.ofDays(185));
        points.expireDue();
        counter.back(use, 600);
        var payment = payments.newestFor(order.toString()).orElseThrow().id();
        var paidBack = Objects.requireNonNull(transactions.execute(_ -> {
            // As a dispute does when it is lost; what is owed comes after it.
            payments.holdStill(payment);
            var later = CompletableFuture.runAsync(counter::jobs);
            while (!somebodyWaits() && !later.isDone()) Thread.onSpinWait();
            assertThat(later).as("it waits for the payment").isNotDone();
            assertThat(sql.sql("select id from point_oddity where lot = :lot and state = 'open' for update nowait")
                            .param("lot", order.value())
                            .query(UUID.class)
                            .list())
                    .as("and holds nothing meanwhile")
                    .hasSize(1);
            return later;
        }));
        paidBack.join();
        assertThat(payments.refundsFor(order.toString())).hasSize(1);
    }

    private boolean somebodyWaits() {
        return sql.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }
}

package org.tsudoi.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Cancelling, tending on several nodes, leaving, asking and buying, all at once: then what must hold is counted.
@ProductTest
class WaitingRushTest {
    private static final int SEATS = 6;
    private static final int WAITING = 10;
    private static final int FREED = 4;

    private final Market market;
    private final Line line;
    private final Applications applications;
    private final Orders orders;
    private final Events events;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;

    WaitingRushTest(
            Market market,
            Line line,
            Applications applications,
            Orders orders,
            Events events,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.line = line;
        this.applications = applications;
        this.orders = orders;
        this.events = events;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void seatsAreOfferedOnceInOrderAndToNobodyElse() throws Exception {
        long seed = System.nanoTime();
        var event = market.event(SEATS);
        var sold = line.soldOut(event);
        var waiting = new ArrayList<ApplicationId>();
        for (int i = 0; i < WAITING; i++) waiting.add(line.enters(event.id(), 1));
        var bought = new ConcurrentLinkedQueue<Orders.Placing>();
        var all = new ArrayList<Callable<Void>>();
        for (var order : sold.subList(0, FREED)) {
            all.add(() -> {
                line.cancels(order.id());
                return null;
            });
        }
        for (int i = 0; i < 8; i++) {
            all.add(() -> {
                bought.add(market.place(event.id(), 1));
                return null;
            });
            all.add(() -> {
                applications.tend(event.id());
                return null;
            });
        }
        // The one before last leaves and the last one is a newcomer: neither changes who is first.
        all.add(() -> {
            applications.leave(waiting.getLast());
            return null;
        });
        all.add(() -> {
            line.enters(event.id(), 1);
            return null;
        });
        Collections.shuffle(all, new Random(seed));
        try (var crowd = Executors.newFixedThreadPool(12)) {
            for (var one : crowd.invokeAll(all)) one.get();
        }
        outbox.runDue();
        applications.tend(event.id());

        assertThat(bought).as("seed " + seed).hasSize(8).allMatch(Orders.Placing.SoldOut.class::isInstance);
        assertThat(waiting.subList(0, FREED).stream().map(line::of)).allMatch(Application.Offered.class::isInstance);
        assertThat(waiting.subList(FREED, WAITING).stream().map(line::of))
                .noneMatch(Application.Offered.class::isInstance);
        assertThat(waiting.subList(0, FREED).stream().map(line::offeredTo).distinct())
                .hasSize(FREED);
        var seats = events.seats(event.id());
        assertThat(List.of(seats.held(), seats.taken(), seats.unoccupied()))
                .containsExactly((long) FREED, (long) SEATS - FREED, 0L);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        assertThat(orders.ofEvent(event.id())).hasSize(SEATS + FREED);
    }
}

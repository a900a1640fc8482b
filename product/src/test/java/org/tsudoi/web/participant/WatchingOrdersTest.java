package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What an open page hears of its order.
@ProductTest
class WatchingOrdersTest {
    private final Market market;
    private final Orders orders;
    private final WatchingOrders watching;
    private final TestClock clock;
    private final TestBrowser browser;

    WatchingOrdersTest(
            Market market, Orders orders, WatchingOrders watching, TestClock clock, @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.watching = watching;
        this.clock = clock;
        this.browser = new TestBrowser(port);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String state(OrderId order, String known) {
        return browser.get("/orders/" + orders.link(order) + "/state?known=" + known)
                .body();
    }

    @Test
    void aQuestionThatWaitsIsAnsweredWhenTheOrderChanges() throws Exception {
        var order = market.held(market.event(5).id(), 1);
        var known = state(order.id(), "");
        var answer = CompletableFuture.supplyAsync(() -> state(order.id(), known));
        Awaitility.await().until(() -> watching.watchers() > 0);
        orders.leave(order.id());
        assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("lapsed");
        assertThat(watching.watchers()).isZero();
    }

    @Test
    void whoeverKnowsAnotherStateIsAnsweredAtOnceAndWhoeverKnowsItHearsItAgain() {
        var order = market.held(market.event(5).id(), 1);
        var known = state(order.id(), "");
        assertThat(known).startsWith("held");
        assertThat(state(order.id(), "paying-0")).isEqualTo(known);
        assertThat(state(order.id(), known)).isEqualTo(known);
        assertThat(browser.get("/orders/nobodys/state?known=held").statusCode()).isEqualTo(404);
        assertThat(watching.watchers()).isZero();
    }
}

package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

@ProductTest
class SlipPagesTest {
    private final Market market;
    private final Orders orders;
    private final TestClock clock;
    private final TestBrowser browser;

    SlipPagesTest(Market market, Orders orders, TestClock clock, @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.clock = clock;
        this.browser = new TestBrowser(port);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        clock.forward(Duration.ofMinutes(15));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String page(String path) {
        var answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    @Test
    void whoHasLostTheSlipHasItIssuedAnewOnTheOrdersPage() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(11));
        var order = market.held(event.id(), 1);
        orders.pay(order.id(), Choice.of(Means.SLIP));
        var path = "/orders/" + orders.link(order.id());
        assertThat(page(path)).contains(path + "/slip\"", "Lost the slip?").doesNotContain("issue no.");
        var answer = browser.post(path + "/slip", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(page(path)).contains("A new slip was issued.", "This is issue no. 2.");
        assertThat(browser.get(path + "/slip.pdf").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyElsesSlipIsIssuedAnew() {
        var unpaid = market.held(market.event(10).id(), 1);
        var path = "/orders/" + orders.link(unpaid.id());
        page(path);
        assertThat(browser.post("/orders/nobodys/slip", Map.of()).statusCode()).isEqualTo(404);
        assertThat(browser.post(path + "/slip", Map.of()).statusCode()).isEqualTo(404);
    }
}

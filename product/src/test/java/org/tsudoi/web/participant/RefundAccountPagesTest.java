package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payments;
import org.tsudoi.payouts.BuyerRefunds;
import org.tsudoi.payouts.BuyerRefunds.Stage;
import org.tsudoi.payouts.Sold;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// A buyer tells where their money goes, over real HTTP.
@ProductTest
class RefundAccountPagesTest {
    private final Sold sold;
    private final Orders orders;
    private final Payments payments;
    private final BuyerRefunds refunds;
    private final TestClock clock;
    private final JdbcClient sql;
    private final TestBrowser browser;

    RefundAccountPagesTest(
            Sold sold,
            Orders orders,
            Payments payments,
            BuyerRefunds refunds,
            TestClock clock,
            JdbcClient sql,
            @LocalServerPort int port) {
        this.sold = sold;
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.clock = clock;
        this.sql = sql;
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

    private String page(OrderId order) {
        return "/orders/" + orders.link(order) + "/refund-account";
    }

    private static Map<String, String> typed(String number, String holder) {
        return Map.of("bankCode", "0001", "branchCode", "００２", "type", "ordinary", "number", number, "holder", holder);
    }

    @Test
    void theBuyerIsAskedByMailAndTellsAnAccount() {
        var order = sold.goingBack();
        var refund = payments.refundsFor(order.toString()).getFirst().id();
        assertThat(sql.sql("select count(*) from outbox where topic = 'notices.refund-account' and key like :key")
                        .param("key", refund + ":%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(browser.get("/orders/" + orders.link(order)).body())
                .contains("/refund-account", "The reason: the organiser cancelled your place.");
        var shown = browser.get(page(order)).body();
        assertThat(PageRules.broken(shown)).isEmpty();
        var told = browser.post(page(order), typed("1234567", "ヤマダ ハナコ"));
        assertThat(told.statusCode()).isEqualTo(303);
        assertThat(refunds.of(order.toString()).getFirst().stage()).isEqualTo(Stage.ACCOUNT_TOLD);
        assertThat(browser.get(page(order)).body()).contains("ﾔﾏﾀﾞ").doesNotContain("1234567");
    }

    @Test
    void whatIsWrongIsSaidBesideItAndNothingTypedIsLost() {
        var order = sold.goingBack();
        browser.get(page(order));
        var again = browser.post(page(order), typed("12345678", "山田花子"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("12345678", "山田花子", "００２", "aria-invalid=\"true\"");
        assertThat(refunds.of(order.toString()).getFirst().stage()).isEqualTo(Stage.ACCOUNT_WANTED);
    }

    @Test
    void whoWaitsForNothingIsNotAsked() {
        var order = sold.byTransfer();
        assertThat(browser.get(page(order)).statusCode()).isEqualTo(303);
        browser.get("/sign-in");
        assertThat(browser.post(page(order), typed("1234567", "ヤマダ ハナコ")).statusCode())
                .isEqualTo(303);
        assertThat(refunds.of(order.toString())).isEmpty();
        assertThat(browser.get("/orders/nobodys-link/refund-account").statusCode())
                .isEqualTo(404);
    }
}

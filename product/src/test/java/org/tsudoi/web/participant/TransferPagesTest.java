package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.PageRules;

/// Giving a place on the pages, from the order to the friend's door.
@ProductTest
class TransferPagesTest {
    private final Market market;
    private final Orders orders;
    private final Transfers transfers;
    private final TestClock clock;
    private final TestBrowser buyer;
    private final TestBrowser friend;

    TransferPagesTest(Market market, Orders orders, Transfers transfers, TestClock clock, @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.transfers = transfers;
        this.clock = clock;
        this.buyer = new TestBrowser(port).with("Accept-Language", "en");
        this.friend = new TestBrowser(port).with("Accept-Language", "en");
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        buyer.close();
        friend.close();
    }

    private static String see(TestBrowser browser, String path) {
        var html = browser.get(path).body();
        assertThat(PageRules.broken(html)).isEmpty();
        return html;
    }

    @Test
    void aPlaceGoesFromTheOrdersPageToTheFriendsDoor() {
        var order = market.paid(market.event(3).id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        var page = "/orders/" + orders.link(order.id());
        var giving = page + "/give/" + ticket.id();
        assertThat(see(buyer, page)).contains(giving);
        see(buyer, giving);
        var wrong = buyer.post(giving, Map.of("name", "Mia", "email", "nobody"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"email-error\"", "value=\"Mia\"");
        var mail = market.mail("friend").value();
        assertThat(buyer.post(giving, Map.of("name", "Mia", "email", mail)).statusCode())
                .isEqualTo(303);
        assertThat(see(buyer, giving)).contains("On its way to Mia", "Take it back");
        var link =
                "/given/" + transfers.link(transfers.of(order.id()).getFirst().id());
        assertThat(see(friend, link)).contains("A place for you", "Accept").doesNotContain("/door/");
        friend.post(link + "/accept", Map.of());
        var given = see(friend, link);
        assertThat(given).contains("The place is yours", "/door/");
        var old = "/door/" + orders.doorLink(ticket.id());
        assertThat(buyer.get(old).statusCode()).isEqualTo(404);
        var door = given.replaceAll("(?s).*href=\"(/door/[^\"]+)\".*", "$1");
        assertThat(see(friend, door)).contains("Mia");
        assertThat(see(buyer, page)).contains("Given to Mia").doesNotContain(old, door);
        assertThat(buyer.get(giving).statusCode()).isEqualTo(404);
    }

    @Test
    void mailsToFriendsAreLimited() {
        var order = market.paid(market.event(3).id(), 1);
        var giving = "/orders/" + orders.link(order.id()) + "/give/"
                + orders.tickets(order.id()).getFirst().id();
        see(buyer, giving);
        int status = 303;
        for (int time = 0; time < 6; time++) {
            var mail = market.mail("friend").value();
            status = buyer.post(giving, Map.of("name", "Mia", "email", mail)).statusCode();
            if (status == 303) buyer.post(giving + "/back", Map.of());
        }
        assertThat(status).isEqualTo(429);
    }
}

package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SignedIn;

/// What people who mean no good get from the pages of buyers.
@ProductTest
class StrangersTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final TestClock clock;
    private final SignedIn signedIn;
    private final TestBrowser browser;

    StrangersTest(
            Market market,
            Orders orders,
            Events events,
            TestClock clock,
            SignedIn signedIn,
            @LocalServerPort int port) {
        this.signedIn = signedIn;
        this.market = market;
        this.orders = orders;
        this.events = events;
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

    @Test
    void aGuestsDoorDoesNotOpenTheWholeOrder() {
        var order = market.paid(market.event(10).id(), 2);
        for (var ticket : orders.tickets(order.id())) {
            var door = browser.get("/door/" + orders.doorLink(ticket.id()));
            assertThat(door.statusCode()).isEqualTo(200);
            assertThat(door.body()).doesNotContain(orders.link(order.id()));
        }
    }

    /// Buyer and visitor have one name; the link to the door may have been passed on.
    @Test
    void aDoorThatWasPassedOnDoesNotOpenTheOrder() {
        var order = market.paid(market.event(10).id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        assertThat(ticket.attendee()).isEqualTo(order.terms().buyer().name());
        var door = "/door/" + orders.doorLink(ticket.id());
        assertThat(browser.get(door).body()).doesNotContain("/orders/");
        try (var other = signedIn.as(market.mail("somebody"))) {
            assertThat(other.get(door).body()).doesNotContain("/orders/");
        }
    }

    @Test
    void whoBoughtItAndIsSignedInFindsTheOrderBehindTheDoor() {
        var order = market.paid(market.event(10).id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        try (var buyer = signedIn.as(order.terms().buyer().email())) {
            assertThat(buyer.get("/door/" + orders.doorLink(ticket.id())).body())
                    .contains("/orders/" + orders.link(order.id()));
        }
    }

    @Test
    void aPlanThatIsGoneIsNotReplacedByAnother() {
        var event = market.event(10);
        var trial = event.particulars().plans().get(1).id().toString();
        var path = "/events/" + event.particulars().slug() + "/apply";
        browser.get(path + "?plan=" + trial);
        events.change(
                event.id(),
                event.particulars()
                        .with(event.particulars()
                                .sale()
                                .withPlans(event.particulars().plans().subList(0, 1))));
        var answer = browser.post(path, filled(trial, market.mail("hanako").value()));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(orders.ofEvent(event.id())).isEmpty();
    }

    @Test
    void nobodysMailboxIsFilledWithTickets() {
        var victim = market.mail("victim").value();
        var answers = new ArrayList<Integer>();
        for (int i = 0; i < 21; i++) {
            var event = market.event(10);
            var path = "/events/" + event.particulars().slug() + "/apply";
            var plan = event.particulars().plans().get(1).id().toString();
            if (i == 0) browser.get(path);
            answers.add(browser.post(path, filled(plan, victim)).statusCode());
        }
        assertThat(answers.subList(0, 20)).containsOnly(303);
        assertThat(answers.getLast()).isEqualTo(429);
    }

    @Test
    void anOrderIsKeptByNobodyOnTheWay() {
        var order = market.held(market.event(10).id(), 1);
        assertThat(order).isInstanceOf(Order.Held.class);
        var page = browser.get("/orders/" + orders.link(order.id()));
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void aSearchForNothingReadableFindsNothing() {
        assertThat(browser.get("/?q=%00yoga%00").statusCode()).isEqualTo(200);
    }

    private static Map<String, String> filled(String plan, String mail) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("key", UUID.randomUUID().toString());
        fields.put("plan", plan);
        fields.put("places", "1");
        fields.put("name", "Hanako");
        fields.put("email", mail);
        fields.put("agreed", "yes");
        return fields;
    }
}

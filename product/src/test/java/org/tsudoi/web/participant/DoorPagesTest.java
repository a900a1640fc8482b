package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// The door as a buyer reaches it by the order.
@ProductTest
class DoorPagesTest {
    private final Market market;
    private final Orders orders;
    private final Organisers organisers;
    private final Payments payments;
    private final Attendance attendance;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final TestClock clock;
    private final TestBrowser browser;

    DoorPagesTest(
            Market market,
            Orders orders,
            Organisers organisers,
            Payments payments,
            Attendance attendance,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.organisers = organisers;
        this.payments = payments;
        this.attendance = attendance;
        this.outbox = outbox;
        this.sql = sql;
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

    @ParameterizedTest
    @CsvSource({"ja,お支払い待ち", "en,Payment pending", "th,รอการชำระเงิน"})
    void beforeTheMoneyTheDoorSaysSo(String language, String said) {
        var order = market.held(market.event(10).id(), 1);
        var page = browser.get(path(order.id()) + "/door?lang=" + language).body();
        assertThat(page).contains(said).contains("data-poll=\"" + path(order.id()) + "/state\"");
        assertThat(page).as("no dead end").contains("href=\"" + path(order.id()) + "\"");
    }

    /// What is asked for again and again is little, and says the same as the page.
    @Test
    void theSmallQuestionAnswersWhatThePageSays() {
        var order = market.held(market.event(10).id(), 2);
        saysTheSame(order.id());
        orders.pay(order.id());
        saysTheSame(order.id());
        market.payAtProvider(market.session(order.id()));
        orders.askAgain(order.id());
        saysTheSame(order.id());
        var one = java.util.Set.of(orders.tickets(order.id()).getFirst().id());
        var quote = orders.quote(order.id(), one, Ticket.CancelledBy.PARTICIPANT);
        orders.cancel(order.id(), one, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
        saysTheSame(order.id());
        outbox.runDue();
        saysTheSame(order.id());
    }

    private void saysTheSame(OrderId order) {
        assertThat(browser.get(path(order)).body())
                .contains("data-state=\"" + browser.get(path(order) + "/state").body() + "\"");
    }

    @Test
    void theWaitingPageMovesOnOnceTheMoneyIsThere() {
        var order = market.held(market.event(10).id(), 1);
        orders.pay(order.id());
        var page = browser.get(path(order.id()) + "/door").body();
        var before = browser.get(path(order.id()) + "/state").body();
        assertThat(page).contains("data-state=\"" + before + "\"");
        market.payAtProvider(market.session(order.id()));
        orders.askAgain(order.id());
        assertThat(browser.get(path(order.id()) + "/state").body()).isNotEqualTo(before);
        var next = browser.get(path(order.id()) + "/door");
        assertThat(next.statusCode()).isEqualTo(303);
        assertThat(next.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location)
                        .endsWith("/door/"
                                + orders.doorLink(
                                        orders.tickets(order.id()).getFirst().id())));
    }

    @Test
    void severalPlacesHaveADoorEach() {
        var order = market.paid(market.event(10).id(), 2);
        var page = browser.get(path(order.id()) + "/door").body();
        for (var ticket : orders.tickets(order.id())) {
            assertThat(page).contains("/door/" + orders.doorLink(ticket.id()));
        }
    }

    @Test
    void whoseTimeToPayIsOverIsToldAndMayApplyAgain() {
        var event = market.event(10);
        var order = market.held(event.id(), 1);
        clock.forward(Duration.ofMinutes(11));
        orders.lapseDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(browser.get(path(order.id()) + "/door").body())
                .contains("The time to pay is over")
                .contains("/events/" + event.particulars().slug());
    }

    @Test
    void whoWasRemovedIsLedToTheOrganiserAndTheirTicketIsNotFineAnyMore() {
        var event = market.event(market.organiser(), 10, Duration.ofMinutes(30));
        outbox.runDue();
        var ticket = orders.tickets(market.paid(event.id(), 1).id()).getFirst();
        var path = "/door/" + orders.doorLink(ticket.id());
        clock.forward(Duration.ofMinutes(21));
        assertThat(browser.get(path).body()).contains(">OK</span>");
        browser.post(path, Map.of());
        var admission = sql.sql("select admission from door_pass where ticket = :ticket")
                .param("ticket", ticket.id().value())
                .query(UUID.class)
                .single();
        attendance.hostRemoves(new MeetingId(event.id().value()), new AdmissionId(admission));
        var organiser =
                organisers.find(event.particulars().organiser()).orElseThrow().slug();
        assertThat(browser.get(path).body())
                .contains("Removed by the host", "href=\"/o/" + organiser + "\"")
                .doesNotContain(">OK</span>", "class=\"stamp", orders.passCode(ticket.id()));
    }

    @Test
    void moneyThatHasArrivedIsNotSaidToBeOnItsWay() {
        var order = market.paid(market.event(10).id(), 2);
        var ticket = orders.tickets(order.id()).getFirst();
        var one = Set.of(ticket.id());
        var quote = orders.quote(order.id(), one, Ticket.CancelledBy.PARTICIPANT);
        orders.cancel(order.id(), one, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
        var pages = List.of("/door/" + orders.doorLink(ticket.id()), path(order.id()));
        for (var path : pages) assertThat(browser.get(path).body()).contains("¥1,500 goes back to you");
        for (int time = 0; time < 12 && !isRefunded(order.id()); time++) {
            outbox.runDue();
            clock.forward(Duration.ofMinutes(10));
            TownProcess.running().sameTimeAs(clock);
        }
        for (var path : pages) {
            assertThat(browser.get(path).body())
                    .contains("¥1,500 has been refunded")
                    .doesNotContain("goes back to you");
        }
    }

    private boolean isRefunded(OrderId order) {
        return payments.refundsFor(order.toString()).getFirst() instanceof Refund.Succeeded;
    }

    private String path(OrderId order) {
        return "/orders/" + orders.link(order);
    }
}

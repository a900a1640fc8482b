package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Moves;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// What a buyer reads and does when an event is moved, or when nobody came to hold it.
@ProductTest
class MovedPagesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Market market;
    private final Orders orders;
    private final Moves moves;
    private final Outcomes outcomes;
    private final Talk talk;
    private final TestClock clock;
    private final TestBrowser browser;

    MovedPagesTest(
            Market market,
            Orders orders,
            Moves moves,
            Outcomes outcomes,
            Conversations conversations,
            Organisers organisers,
            OutboxRunner outbox,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.moves = moves;
        this.outcomes = outcomes;
        this.talk = new Talk(conversations, organisers, outbox);
        this.clock = clock;
        this.browser = new TestBrowser(port);
        clock.forward(Duration.ofMinutes(15));
    }

    private record Talk(Conversations conversations, Organisers organisers, OutboxRunner outbox) {}

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Event event(Duration startsIn) {
        var event = market.event(market.organiser(), 10, startsIn);
        talk.outbox.runDue();
        return event;
    }

    private void moveBy(Event event, Duration by) {
        clock.forward(Duration.ofSeconds(1));
        var start = market.particulars(event.id()).startsAt().orElseThrow().plus(by);
        moves.move(
                event.id(), new Schedule.Fixed(LocalDateTime.ofInstant(start, TOKYO), Duration.ofMinutes(60), TOKYO));
    }

    private String path(Order order) {
        return "/orders/" + orders.link(order.id());
    }

    private String page(String path) {
        var answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).as(answer.body()).isEmpty();
        return answer.body();
    }

    @Test
    void theBuyerSaysThatTheyStayAndMayLeaveAllTheSame() {
        var event = event(Duration.ofHours(1));
        var order = market.paid(event.id(), 1);
        assertThat(browser.get(path(order) + "/moved").statusCode()).isEqualTo(303);
        moveBy(event, Duration.ofDays(9));
        assertThat(page(path(order))).contains("This event has a new time", path(order) + "/moved");
        var page = page(path(order) + "/moved");
        assertThat(page).contains("I stay", "I leave, all of it back (¥1,500)", "name=\"move\" value=\"1\"");
        assertThat(browser.post(path(order) + "/moved", Map.of("say", "stay", "move", "1"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(page(path(order))).contains("Your place is yours at the new time", "You have said that you stay");
        page(path(order) + "/moved?say=leave");
        browser.post(path(order) + "/moved", Map.of("say", "leave", "refund", "1500"));
        assertThat(page(path(order))).contains("You have left", "the event was moved, and you left");
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
    }

    @Test
    void nobodyLeavesForAnotherAmountThanTheyRead() {
        var event = event(Duration.ofHours(1));
        var order = market.paid(event.id(), 1);
        moveBy(event, Duration.ofDays(9));
        page(path(order) + "/moved");
        browser.post(path(order) + "/moved", Map.of("say", "leave", "refund", "1"));
        assertThat(orders.tickets(order.id())).hasOnlyElementsOfType(Ticket.Valid.class);
        assertThat(page(path(order) + "/moved")).contains("nothing has happened yet");
        moveBy(event, Duration.ofDays(1));
        browser.post(path(order) + "/moved", Map.of("say", "stay", "move", "1"));
        assertThat(page(path(order) + "/moved")).contains("moved once more");
    }

    @Test
    void theMoveIsOverWhenItsTimeIs() {
        var event = event(Duration.ofHours(1));
        var order = market.paid(event.id(), 1);
        moveBy(event, Duration.ofDays(9));
        clock.forward(Duration.ofDays(7));
        assertThat(page(path(order))).doesNotContain("This event has a new time");
        assertThat(page(path(order) + "/moved")).contains("usual rules").doesNotContain("I stay");
    }

    @Test
    void theBuyerIsToldThatNobodyWasSeenAndObjectsWithOneButton() {
        var event = event(Duration.ofHours(5));
        var order = market.paid(event.id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        clock.forwardTo(event.particulars().startsAt().orElseThrow().plus(Duration.ofMinutes(5)));
        assertThat(page("/door/" + orders.doorLink(ticket.id())))
                .contains("whoever leads it has not come yet", "you get everything back");
        clock.forwardTo(event.particulars().endsAt().orElseThrow().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(page(path(order))).contains("and are asking the organiser").doesNotContain("/objection");
        var owner = talk.organisers
                .people(event.particulars().organiser())
                .getFirst()
                .member();
        outcomes.answer(new Outcome.Of.Meeting(event.id()), owner, true);
        assertThat(page(path(order))).contains("the organiser says that it took place", "/objection\"");
        browser.post(path(order) + "/objection", Map.of());
        browser.post(path(order) + "/objection", Map.of());
        assertThat(page(path(order))).contains("You have objected").doesNotContain("/objection\"");
        assertThat(talk.conversations.of(order.id()).messages())
                .filteredOn(org.tsudoi.conversations.Message.Said.class::isInstance)
                .hasSize(1);
    }
}

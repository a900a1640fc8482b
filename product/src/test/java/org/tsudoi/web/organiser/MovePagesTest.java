package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// An organiser moves an event, and answers for one at which nobody was seen.
@ProductTest
class MovePagesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Market market;
    private final Events events;
    private final Orders orders;
    private final Outcomes outcomes;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final Desk desk;
    private final OrganiserId organiser;
    private final TestBrowser browser;

    MovePagesTest(
            Market market,
            Events events,
            Orders orders,
            Outcomes outcomes,
            OutboxRunner outbox,
            TestClock clock,
            Desk desk) {
        this.market = market;
        this.events = events;
        this.orders = orders;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.clock = clock;
        this.desk = desk;
        clock.forward(Duration.ofMinutes(15));
        this.organiser = market.organiser();
        this.browser = desk.browserOf(organiser);
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

    private Event event(Duration startsIn) {
        var event = market.event(
                organiser,
                10,
                startsIn,
                market.plan(org.tsudoi.offerings.Plan.Kind.ONCE, org.tsudoi.money.Money.jpy(1500), 4));
        outbox.runDue();
        return event;
    }

    private String home(Event event) {
        return "/organise/" + desk.organiser(organiser).slug() + "/events/" + event.id();
    }

    private static Map<String, String> fields(Instant start) {
        var local = LocalDateTime.ofInstant(start, TOKYO);
        return new HashMap<>(Map.of(
                "startDate",
                local.toLocalDate().toString(),
                "startTime",
                "%02d:%02d".formatted(local.getHour(), local.getMinute()),
                "startZone",
                "Asia/Tokyo",
                "length",
                "60"));
    }

    private static String page(HttpResponse<String> answer) {
        assertThat(PageRules.broken(answer.body())).as(answer.body()).isEmpty();
        return answer.body();
    }

    @Test
    void theOrganiserSeesWhomItConcernsBeforeItIsMovedAndWhatTheySaidAfterwards() {
        var event = event(Duration.ofDays(3));
        var order = market.paid(event.id(), 2);
        clock.forward(Duration.ofSeconds(1));
        assertThat(page(browser.get(home(event)))).contains(home(event) + "/move\"");
        assertThat(page(browser.get(home(event) + "/move"))).contains("See what it means");
        var fields = fields(clock.instant().plus(Duration.ofDays(20)));
        var sure = browser.post(home(event) + "/move", fields);
        assertThat(sure.statusCode()).isEqualTo(200);
        assertThat(page(sure))
                .contains("Move it now?", "¥3,000", "Could go back at most", "may leave and gets everything back");
        assertThat(events.get(event.id()).particulars().sequence())
                .as("nothing yet")
                .isZero();
        fields.put("sure", "yes");
        assertThat(Desk.led(browser.post(home(event) + "/move", fields))).isEqualTo(home(event) + "/moves");
        assertThat(events.get(event.id()).particulars().sequence()).isEqualTo(1);
        assertThat(page(browser.get(home(event) + "/moves")))
                .contains("1 did not say", order.terms().buyer().name().value(), "Has not said");
        assertThat(page(browser.get(home(event)))).contains(home(event) + "/moves\"");
    }

    @Test
    void whatIsWrongStandsBesideItsField() {
        var event = event(Duration.ofDays(3));
        browser.get(home(event) + "/move");
        var past = browser.post(home(event) + "/move", fields(clock.instant().minus(Duration.ofDays(2))));
        assertThat(past.statusCode()).isEqualTo(422);
        assertThat(page(past)).contains("startDate-error", "It would already have begun");
        var none = fields(clock.instant().plus(Duration.ofDays(2)));
        none.put("length", "a while");
        assertThat(page(browser.post(home(event) + "/move", none))).contains("length-error", "value=\"a while\"");
    }

    @Test
    void theLongFormLeadsThereWithTheTimesFilledIn() {
        var event = event(Duration.ofDays(3));
        market.paid(event.id(), 1);
        browser.get(home(event) + "/edit");
        var fields = Desk.filled();
        var led = Desk.led(browser.post(home(event) + "/edit", fields));
        assertThat(page(browser.get(led)))
                .contains("value=\"2031-03-05\"", "value=\"07:30\"", "All but the time is saved");
        assertThat(events.get(event.id()).particulars().title()).isEqualTo("Gentle yoga & tea");
    }

    @Test
    void nobodyElseMovesIt() {
        var event = event(Duration.ofDays(3));
        try (var other = desk.browserOf(market.organiser())) {
            for (var page : List.of("/move", "/moves", "/took-place")) {
                assertThat(other.get(home(event) + page).statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void anOwnerIsAskedWhetherItTookPlace() {
        var event = event(Duration.ofHours(5));
        var order = market.paid(event.id(), 1);
        clock.forwardTo(event.particulars().endsAt().orElseThrow().plus(Duration.ofMinutes(31)));
        assertThat(Desk.led(browser.get(home(event) + "/took-place"))).isEqualTo(home(event));
        outcomes.look();
        assertThat(page(browser.get(home(event)))).contains(home(event) + "/took-place\"");
        assertThat(page(browser.get(home(event) + "/took-place")))
                .contains("What we saw", "Yes, it took place", "No, it did not", "¥1,500");
        assertThat(Desk.led(browser.post(home(event) + "/took-place", Map.of("held", "no"))))
                .isEqualTo(home(event) + "/took-place");
        outbox.runDue();
        assertThat(page(browser.get(home(event) + "/took-place")))
                .contains("It did not take place", "Thank you, noted.");
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        browser.post(home(event) + "/took-place", Map.of("held", "yes"));
        assertThat(page(browser.get(home(event) + "/took-place"))).contains("This was decided before.");
    }
}

package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// An organiser reads before publishing and moving that whoever leads it has sold that time; and may do it all the
/// same.
@ProductTest
class BookedHostsTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String WARNING = "has a booked session at that time";

    private final SessionMarket sessions;
    private final Market market;
    private final Events events;
    private final Organisers organisers;
    private final Desk desk;
    private final TestClock clock;

    BookedHostsTest(
            SessionMarket sessions, Market market, Events events, Organisers organisers, Desk desk, TestClock clock) {
        this.sessions = sessions;
        this.market = market;
        this.events = events;
        this.organisers = organisers;
        this.desk = desk;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private static Schedule.Fixed at(Instant start) {
        return new Schedule.Fixed(LocalDateTime.ofInstant(start, TOKYO), Duration.ofHours(1), TOKYO);
    }

    private static String see(TestBrowser browser, String path) {
        var answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    @Test
    void itIsSaidBeforePublishingAndMovingAndNobodyIsRefused() {
        var two = sessions.two();
        var ticket = sessions.tickets(sessions.bought(two, 0, 1).id()).getFirst();
        var slot = sessions.free(two).getLast();
        sessions.booked(two, ticket, slot.startsAt());
        var organiser = two.sessions().particulars().organiser();
        var pages = "/organise/" + organisers.find(organiser).orElseThrow().slug() + "/events/";
        var other = market.event(organiser, 5, Duration.ofDays(60), market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        var clash = events.duplicate(other.id(), at(slot.startsAt().plus(Duration.ofMinutes(30))));
        var beside = events.duplicate(other.id(), at(slot.endsAt()));
        try (var browser = desk.browserOf(organiser)) {
            assertThat(see(browser, pages + clash + "/preview?lang=en")).contains(WARNING);
            assertThat(see(browser, pages + beside + "/preview?lang=en"))
                    .as("one after the other")
                    .doesNotContain(WARNING);
            assertThat(browser.post(pages + clash + "/publish", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(events.get(clash)).isInstanceOf(Event.Published.class);
            var to = LocalDateTime.ofInstant(slot.startsAt(), TOKYO);
            var moved = browser.post(
                    pages + other.id() + "/move?lang=en",
                    Map.of(
                            "startDate",
                            to.toLocalDate().toString(),
                            "startTime",
                            to.toLocalTime().toString(),
                            "startZone",
                            "Asia/Tokyo",
                            "length",
                            "60"));
            assertThat(moved.statusCode()).isEqualTo(200);
            assertThat(PageRules.broken(moved.body())).isEmpty();
            assertThat(moved.body()).contains(WARNING);
        }
    }
}

package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.series.SeriesOfEvents;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

@ProductTest
class SeriesPagesTest {
    private final Market market;
    private final SeriesOfEvents series;
    private final TestClock clock;
    private final Desk desk;
    private final OrganiserId organiser;
    private final TestBrowser browser;

    SeriesPagesTest(Market market, SeriesOfEvents series, TestClock clock, Desk desk) {
        this.market = market;
        this.series = series;
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

    private static String page(HttpResponse<String> answer) {
        assertThat(PageRules.broken(answer.body())).as(answer.body()).isEmpty();
        return answer.body();
    }

    @Test
    void theDatesAreSeenBeforeTheyAreMadeAndListedAfterwards() {
        Event event = market.event(organiser, 10, Duration.ofDays(2));
        var home = "/organise/" + desk.organiser(organiser).slug() + "/events/" + event.id();
        assertThat(page(browser.get(home))).contains(home + "/series\"");
        assertThat(page(browser.get(home + "/series"))).contains("Every two weeks");
        var fields = new HashMap<>(Map.of("rhythm", "weekly", "count", "many", "until", "", "publish", "yes"));
        var wrong = browser.post(home + "/series", fields);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(page(wrong)).contains("count-error", "value=\"many\"");
        fields.put("count", "3");
        assertThat(page(browser.post(home + "/series", fields))).contains("These 3 dates will be made");
        assertThat(series.of(event.id())).isEmpty();
        fields.put("sure", "yes");
        assertThat(Desk.led(browser.post(home + "/series", fields))).isEqualTo(home + "/series");
        assertThat(page(browser.get(home + "/series"))).contains("The dates are made.", "End the series");
        assertThat(page(browser.get(home + "/following"))).contains("Change 2 dates");
        var made = series.of(event.id()).orElseThrow();
        try (var stranger = desk.nobody()) {
            assertThat(page(stranger.get("/series/" + made.slug()))).contains("Coming dates", "Every week");
            assertThat(page(stranger.get("/events/" + event.particulars().slug())))
                    .contains("/series/" + made.slug(), "Other dates");
            assertThat(stranger.get("/series/nothing").statusCode()).isEqualTo(404);
        }
        assertThat(Desk.led(browser.post(home + "/series/end", Map.of()))).isEqualTo(home);
    }
}

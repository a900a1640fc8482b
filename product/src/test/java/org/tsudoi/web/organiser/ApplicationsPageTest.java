package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.Applications;
import org.tsudoi.applications.Line;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;

/// An organiser sees who asks, and decides.
@ProductTest
class ApplicationsPageTest extends AtTheDesk {
    private final Applications applications;
    private final Events events;
    private final Line line;

    ApplicationsPageTest(
            Market market, Applications applications, Events events, Line line, Desk desk, TestClock clock) {
        super(market, desk, clock);
        this.applications = applications;
        this.events = events;
        this.line = line;
    }

    private String page(Event event) {
        return home + "/events/" + event.id() + "/applications";
    }

    private String see(String path) {
        var html = browser.get(path).body();
        assertThat(PageRules.broken(html)).isEmpty();
        return html;
    }

    @Test
    void approvalIsChosenAndWhoAsksIsAcceptedOrRefused() {
        var event = market.event(organiser, 5, Duration.ofDays(3));
        assertThat(see(home + "/events/" + event.id())).contains(page(event));
        see(page(event));
        Desk.led(browser.post(page(event), Map.of("who", "accepted", "hours", "48")));
        assertThat(events.get(event.id()).particulars().sale().to()).isEqualTo(Event.SaleTo.ACCEPTED);
        assertThat(applications.rules(event.id()).offerHours()).isEqualTo(48);
        var liked = line.enters(event.id(), 1);
        var not = line.enters(event.id(), 2);
        assertThat(see(page(event))).contains("林 さくら", "はじめまして");
        assertThat(see(page(event)).split("button small primary|button primary", -1))
                .as("one obvious action, though two wait")
                .hasSize(2);
        Desk.led(browser.post(page(event) + "/" + liked + "/accept", Map.of("words", "")));
        Desk.led(browser.post(page(event) + "/" + not + "/refuse", Map.of("words", "また今度")));
        assertThat(line.of(liked)).isInstanceOf(Application.Offered.class);
        assertThat(line.of(not))
                .isInstanceOfSatisfying(
                        Application.Refused.class, it -> assertThat(it.words()).contains("また今度"));
    }

    @Test
    void theHoursAreKeptWithinBoundsAndApprovalWaitsForTheLine() {
        var event = market.event(organiser, 1, Duration.ofDays(3));
        market.held(event.id(), 1);
        line.enters(event.id(), 1);
        see(page(event));
        assertThat(browser.post(page(event), Map.of("who", "anybody", "hours", "0"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.post(page(event), Map.of("who", "accepted", "hours", "24"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void eventsAndApplicationsOfOthersAreNotThere() {
        var own = market.event(organiser, 1, Duration.ofDays(3));
        var other = market.event(1);
        market.held(other.id(), 1);
        var waiting = line.enters(other.id(), 1);
        see(page(own));
        assertThat(browser.get(page(other)).statusCode()).isEqualTo(404);
        assertThat(browser.post(page(own) + "/" + waiting + "/refuse", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(guest.get(page(own)).statusCode()).isNotEqualTo(200);
    }
}

package org.tsudoi.web.organiser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Tests of pages with an organiser before one browser and somebody whom nobody knows before another.
abstract class AtTheDesk {
    final Market market;
    final Desk desk;
    final TestClock clock;
    final OrganiserId organiser;
    final String home;
    final TestBrowser browser;
    final TestBrowser guest;

    AtTheDesk(Market market, Desk desk, TestClock clock) {
        this.market = market;
        this.desk = desk;
        this.clock = clock;
        this.organiser = market.organiser();
        this.home = "/organise/" + desk.organiser(organiser).slug();
        this.browser = desk.browserOf(organiser);
        this.guest = desk.nobody();
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
        guest.close();
    }
}

package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.promises.Moves;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// A date of a course is moved on its organiser's page, and whoever has it answers on theirs.
@ProductTest
class CourseMovePagesTest {
    private final Market market;
    private final CourseMarket courses;
    private final Orders orders;
    private final Moves moves;
    private final TestClock clock;
    private final Desk desk;
    private final OrganiserId organiser;
    private final TestBrowser browser;
    private Event course;
    private String home;

    CourseMovePagesTest(Market market, CourseMarket courses, Orders orders, Moves moves, TestClock clock, Desk desk) {
        this.market = market;
        this.courses = courses;
        this.orders = orders;
        this.moves = moves;
        this.clock = clock;
        this.desk = desk;
        clock.forward(Duration.ofMinutes(15));
        this.organiser = market.organiser();
        this.browser = desk.browserOf(organiser);
    }

    @BeforeEach
    void threeDates() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        course = courses.course(
                organiser,
                3,
                Money.jpy(9_000),
                CourseMarket.late(CourseRules.Joining.DATES_LEFT, 2, CourseMarket.keeping(300)));
        home = "/organise/" + desk.organiser(organiser).slug() + "/events/" + course.id();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String page(String address) {
        var answer = browser.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    /// All of the form, with one date a day later.
    private Map<String, String> aDayLater(int number) {
        var typed = new HashMap<String, String>();
        var dates = courses.courseOf(course.id()).dates();
        for (int row = 0; row < dates.size(); row++) {
            var date = dates.get(row);
            var day = date.times().start().toLocalDate().plusDays(row == number - 1 ? 1 : 0);
            typed.put("d" + row + "-id", date.id().toString());
            typed.put("d" + row + "Date", day.toString());
            typed.put("d" + row + "Time", date.times().start().toLocalTime().toString());
            typed.put("d" + row + "-minutes", "60");
            typed.put("d" + row + "-title", date.title());
        }
        typed.putAll(Map.of("do", "save", "rows", "3", "joining", "dates-left", "missed", "2"));
        typed.putAll(Map.of("leaving", "rest", "fee", "300", "service", "none"));
        return typed;
    }

    private String path(Order order) {
        return "/orders/" + orders.link(order.id());
    }

    @Test
    void theOrganiserReadsWhatItMeansBeforeAnythingHappens() {
        market.paid(course.id(), 2);
        page(home + "/dates");
        var typed = aDayLater(2);
        var asked = browser.post(home + "/dates", typed);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(PageRules.broken(asked.body())).isEmpty();
        assertThat(asked.body()).contains("Move these dates?", "No. 2", "not yet held");
        assertThat(moves.of(course.id())).isEmpty();
        typed.put("sure", "yes");
        assertThat(Desk.led(browser.post(home + "/dates", typed))).isEqualTo(home);
        assertThat(moves.of(course.id())).singleElement().matches(move -> move.matters());
        assertThat(page(home + "/moves")).contains("No. 2", "did not say", home + "/dates");
    }

    @Test
    void aCourseHasDatesAndNoOneTime() {
        assertThat(page(home)).contains(home + "/dates").doesNotContain(home + "/move\"");
        assertThat(Desk.led(browser.get(home + "/move"))).isEqualTo(home + "/dates");
        assertThat(browser.post(home + "/move", aDayLater(2)).statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyIsAskedWhereNobodyHasAPlace() {
        page(home + "/dates");
        assertThat(Desk.led(browser.post(home + "/dates", aDayLater(3)))).isEqualTo(home);
        assertThat(moves.of(course.id())).hasSize(1);
    }

    @Test
    void theBuyerLeavesWithWhatIsForTheDatesNotYetHeld() {
        var order = market.paid(course.id(), 1);
        clock.forwardTo(courses.date(course.id(), 1).begin().plus(Duration.ofMinutes(1)));
        courses.move(course.id(), 3, Duration.ofDays(1));
        assertThat(page(path(order))).contains("Dates of this course have new times", "/moved");
        assertThat(page(path(order) + "/moved")).contains("No. 3", "I leave, ¥6,000 back", "not yet held");
        var sequence = Integer.toString(moves.of(course.id()).getFirst().sequence());
        browser.post(path(order) + "/moved", Map.of("say", "stay", "move", sequence));
        assertThat(page(path(order))).contains("You have said that you stay.");
        browser.post(path(order) + "/moved", Map.of("say", "leave", "refund", "6000"));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(page(path(order))).contains("What is for the dates not yet held comes back to you.");
    }
}

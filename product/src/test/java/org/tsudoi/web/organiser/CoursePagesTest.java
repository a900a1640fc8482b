package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.door.Door;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.ContinuousService;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// A course on the pages of its organiser and of those who buy it.
@ProductTest
class CoursePagesTest {
    private static final String PHONE = "phone-phone-phone-phone1";

    private final Market market;
    private final CourseMarket courses;
    private final Events events;
    private final Orders orders;
    private final Door door;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final Desk desk;
    private final OrganiserId organiser;
    private final String home;
    private final TestBrowser browser;

    CoursePagesTest(
            Market market,
            CourseMarket courses,
            Events events,
            Orders orders,
            Door door,
            OutboxRunner outbox,
            TestClock clock,
            Desk desk) {
        this.market = market;
        this.courses = courses;
        this.events = events;
        this.orders = orders;
        this.door = door;
        this.outbox = outbox;
        this.clock = clock;
        this.desk = desk;
        clock.forward(Duration.ofMinutes(15));
        this.organiser = market.organiser();
        this.home = "/organise/" + desk.organiser(organiser).slug();
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

    private String page(String address) {
        var answer = browser.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    private Event only() {
        return events.ofOrganiser(organiser).getFirst();
    }

    private static CourseRules datesLeft(Leaving leaving) {
        return CourseMarket.late(CourseRules.Joining.DATES_LEFT, 2, leaving);
    }

    private void after(Event course, int number) {
        clock.forwardTo(courses.date(course.id(), number).begin().plus(Duration.ofMinutes(1)));
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void aCourseIsMadeOfItsFirstDateAndThenEachDateIsChanged() {
        page(home + "/events/new?kind=course");
        var fields = Desk.filled();
        fields.putAll(Map.of("kind", "course", "dates", "3", "every", "7"));
        var next = Desk.led(browser.post(home + "/events/new", fields));
        var course = only();
        assertThat(next).isEqualTo(home + "/events/" + course.id() + "/dates");
        assertThat(courses.courseOf(course.id()).dates())
                .extracting(date -> date.times().start().toString())
                .containsExactly("2031-03-05T07:30", "2031-03-12T07:30", "2031-03-19T07:30");
        assertThat(page(next)).contains("No. 3", "2031-03-19");
        var typed = typed(course);
        typed.put("do", "more");
        typed.putAll(Map.of("more", "2", "every", "14"));
        assertThat(browser.post(next, typed).body()).contains("No. 5", "2031-04-16");
        typed = typed(course);
        typed.put("d1Time", "19:00");
        typed.put("d2-title", "Reading");
        typed.putAll(Map.of("joining", "dates-left", "missed", "1", "leaving", "rest", "fee", "500"));
        typed.put("service", "language");
        var preview = Desk.led(browser.post(next, typed));
        assertThat(preview).endsWith("/preview");
        assertThat(page(preview)).contains("Reading", "19:00", "¥500", "Articles 41–50");
        var kept = courses.courseOf(course.id());
        assertThat(kept.rules())
                .isEqualTo(new CourseRules(
                        CourseRules.Joining.DATES_LEFT,
                        1,
                        new Leaving(
                                java.util.Optional.of(Money.jpy(500)),
                                java.util.Optional.of(ContinuousService.LANGUAGE))));
        assertThat(page(home + "/events/" + course.id() + "/edit")).contains("/dates");
        browser.post(home + "/events/" + course.id() + "/publish", Map.of());
        assertThat(only()).isInstanceOf(Event.Published.class);
        assertThat(page(home + "/events/" + course.id())).contains("/attendance", "/dates");
    }

    private Map<String, String> typed(Event course) {
        var typed = new HashMap<String, String>();
        int row = 0;
        for (CourseDate date : courses.courseOf(course.id()).dates()) {
            typed.put("d" + row + "-id", date.id().toString());
            typed.put("d" + row + "Date", date.times().start().toLocalDate().toString());
            typed.put("d" + row + "Time", date.times().start().toLocalTime().toString());
            typed.put(
                    "d" + row + "-minutes", Long.toString(date.times().length().toMinutes()));
            typed.put("d" + row + "-title", date.title());
            row++;
        }
        typed.putAll(Map.of(
                "do",
                "save",
                "rows",
                Integer.toString(row),
                "joining",
                "never",
                "missed",
                "1",
                "leaving",
                "none",
                "fee",
                "0",
                "service",
                "none"));
        return typed;
    }

    @Test
    void whatIsWrongIsToldBesideItsFieldAndNothingTypedIsLost() {
        var course = courses.course(organiser, 3, Money.jpy(9_000), CourseRules.USUAL);
        var address = home + "/events/" + course.id() + "/dates";
        page(address);
        var typed = typed(course);
        var first = courses.date(course.id(), 1).times().start();
        typed.put("d1Date", first.toLocalDate().toString());
        typed.put("d1-title", "一緒に話す");
        var overlap = browser.post(address, typed);
        assertThat(overlap.statusCode()).isEqualTo(422);
        assertThat(overlap.body()).contains("d1Date-error", "before another one is over", "一緒に話す");
        typed = typed(course);
        typed.put("d1Date", "2021-01-01");
        assertThat(browser.post(address, typed).statusCode()).isEqualTo(422);
        typed = typed(course);
        typed.put("joining", "full");
        typed.put("missed", "3");
        assertThat(browser.post(address, typed).body()).contains("missed-error");
        var event = market.event(organiser, 5, Duration.ofDays(2));
        assertThat(browser.get(home + "/events/" + event.id() + "/dates").statusCode())
                .isEqualTo(404);
        try (var other = desk.browserOf(market.organiser())) {
            assertThat(other.get(address).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void onlyWhatCanStillBeJoinedIsFound() {
        var joined = courses.course(organiser, 3, Money.jpy(9_000), datesLeft(CourseMarket.keeping(0)));
        var begun = courses.course(organiser, 3, Money.jpy(9_000), CourseRules.USUAL);
        after(begun, 1);
        assertThat(page("/o/" + desk.organiser(organiser).slug())).contains("6,000");
        assertThat(page("/"))
                .contains("/events/" + joined.particulars().slug() + "\"")
                .doesNotContain("/events/" + begun.particulars().slug() + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void whoJoinsLateSeesTheCalculationBeforePaying(String language) {
        var rules = datesLeft(
                new Leaving(java.util.Optional.of(Money.jpy(300)), java.util.Optional.of(ContinuousService.COMPUTER)));
        var course = courses.course(organiser, 3, Money.jpy(100_000), rules);
        var address = "/events/" + course.particulars().slug() + "?lang=" + language;
        page(address);
        assertThat(page("/events/" + course.particulars().slug())).contains("はじめに", "300");
        after(course, 1);
        assertThat(page("/events/" + course.particulars().slug())).contains("100,000", "66,666");
        var plan = course.particulars().plans().getFirst().id();
        assertThat(page("/events/" + course.particulars().slug() + "/apply?plan=" + plan))
                .contains("100,000", "66,666");
    }

    @Test
    void whereNobodyTellsWhoIsInsideAttendanceIsWhoWentThroughTheDoor() {
        var id = courses.draft(organiser, 2, 10, Money.jpy(9_000), datesLeft(CourseMarket.keeping(0)));
        var told = events.get(id).particulars();
        events.change(
                id,
                new Event.Particulars(
                        told.organiser(),
                        told.slug(),
                        told.presentation(),
                        told.schedule(),
                        told.sale(),
                        new Event.Venue("jitsi", told.doorsBefore()),
                        told.sequence()));
        events.publish(id);
        outbox.runDue();
        var order = (Order.Paid) market.paid(id, 1);
        var ticket = orders.tickets(order.id()).getFirst();
        clock.forwardTo(courses.date(id, 1).begin());
        TownProcess.running().sameTimeAs(clock);
        assertThat(door.enter(ticket.id(), PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
        assertThat(page(home + "/events/" + id + "/attendance?lang=en"))
                .contains("1 of 1 went through the door", "went through the door at", "not how long they stayed")
                .doesNotContain("since ", "1 of 1 came", "left for good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void theBuyerFindsTheNextDateAndWhereTheyHaveBeen(String language) {
        var course = courses.course(organiser, 3, Money.jpy(9_000), datesLeft(CourseMarket.keeping(0)));
        outbox.runDue();
        var order = (Order.Paid) market.paid(course.id(), 1);
        var link = "/orders/" + orders.link(order.id());
        page("/?lang=" + language);
        clock.forwardTo(courses.date(course.id(), 1).begin().minus(Duration.ofMinutes(5)));
        var ticket = orders.tickets(order.id()).getFirst();
        var went = door.enter(ticket.id(), PHONE, false);
        assertThat(went).isInstanceOf(Door.Entering.Welcome.class);
        after(course, 2);
        var shown = page(link);
        assertThat(shown).contains(orders.doorLink(ticket.id()), "id=\"dates\"");
        assertThat(page("/door/" + orders.doorLink(ticket.id())))
                .contains(DateTimeFormatter.ofPattern("H:mm")
                        .format(courses.date(course.id(), 2).times().start()));
        assertThat(page(link + "/cancel")).contains("3,000");
        assertThat(page(home + "/events/" + course.id() + "/attendance")).contains("<h2>");
        assertThat(page(home + "/events/" + course.id() + "/dates")).contains("d2Date");
        var calendar = browser.get(link + "/calendar.ics");
        assertThat(calendar.body()).contains("METHOD:PUBLISH");
        assertThat(page(home)).contains(course.particulars().title());
    }
}

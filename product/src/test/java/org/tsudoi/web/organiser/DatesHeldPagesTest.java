package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// Where owners say what became of the dates of a course, and what its buyers read of it.
@ProductTest
class DatesHeldPagesTest {
    private final Market market;
    private final CourseMarket courses;
    private final Orders orders;
    private final Outcomes outcomes;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final Desk desk;
    private final OperatorInvitation invitation;
    private final Organisers organisers;
    private final OrganiserId organiser;
    private final TestBrowser browser;
    private Event course;
    private String page;

    DatesHeldPagesTest(
            Market market,
            CourseMarket courses,
            Orders orders,
            Outcomes outcomes,
            OutboxRunner outbox,
            TestClock clock,
            Desk desk,
            OperatorInvitation invitation,
            Organisers organisers) {
        this.market = market;
        this.courses = courses;
        this.orders = orders;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.clock = clock;
        this.desk = desk;
        this.invitation = invitation;
        this.organisers = organisers;
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
                CourseMarket.late(CourseRules.Joining.DATES_LEFT, 2, CourseMarket.keeping(0)));
        page = "/organise/" + desk.organiser(organiser).slug() + "/events/" + course.id() + "/dates-held";
        outbox.runDue();
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

    private String order(Order order) {
        return page("/orders/" + orders.link(order.id()));
    }

    private Map<String, String> says(String word, int number) {
        return Map.of(
                "held", word, "date", courses.date(course.id(), number).id().toString());
    }

    @Test
    void anOwnerSaysThatADateDidNotTakePlace() {
        var order = market.paid(course.id(), 1);
        assertThat(page(page)).contains("No date is over yet.");
        clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(order(order)).contains("in the room of date 1");
        assertThat(page(page)).contains("We saw nobody who leads it in the room.", "name=\"held\" value=\"yes\"");
        assertThat(Desk.led(browser.post(page, says("no", 1)))).isEqualTo(page);
        outbox.runDue();
        assertThat(page(page)).contains("Everybody gets back what they paid for this date.");
        assertThat(order(order)).contains("Date 1 did not take place.");
    }

    @Test
    void aBuyerObjectsWithOneButtonAndTheOperatorSeesIt() {
        var order = market.paid(course.id(), 1);
        clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        page(page);
        browser.post(page, says("yes", 1));
        assertThat(page(page)).contains("and may object");
        var address = "/orders/" + orders.link(order.id());
        var date = courses.date(course.id(), 1).id().toString();
        assertThat(order(order))
                .contains("the organiser says that it took place", "Date 1 did not take place</button>");
        assertThat(browser.post(address + "/objection", Map.of("date", "date_nonsense"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(Desk.led(browser.post(address + "/objection", Map.of("date", date))))
                .isEqualTo(address);
        browser.post(address + "/objection", Map.of("date", date));
        assertThat(order(order)).contains("You have objected about date 1").doesNotContain("/objection\"");
        assertThat(page(address + "/conversation")).contains("I object: date 1 of this course did not take place.");
        try (var operator = desk.nobody()) {
            var path = invitation.issue().path();
            var mail = "operator-" + UUID.randomUUID() + "@operate.example";
            operator.get(path);
            operator.post(path, Map.of("mail", mail, "mailAgain", mail));
            var doubts = operator.get("/operate/doubts?lang=en").body();
            assertThat(doubts)
                    .contains(
                            course.particulars().title(),
                            "No. 1",
                            "Says it took place",
                            "To be decided",
                            "What would come back now: ");
            assertThat(PageRules.broken(doubts)).isEmpty();
            assertThat(operator.get("/operate?lang=en").body()).contains("Objections to events");
            var decided = Map.of("event", course.id().toString(), "date", date, "held", "yes");
            assertThat(operator.post("/operate/doubts", decided).statusCode()).isEqualTo(303);
            assertThat(operator.get("/operate/doubts?lang=en").body()).contains("Decided: took place");
        }
        assertThat(order(order)).contains("the people who run this service find that it took place");
        assertThat(browser.post(address + "/objection", Map.of("date", date)).statusCode())
                .as("decided")
                .isEqualTo(409);
    }

    @Test
    void anOwnerOffersAnotherDateAndBuyersChoose() {
        var comes = market.paid(course.id(), 1);
        var leaves = market.paid(course.id(), 1);
        var other = market.event(organiser, 5, Duration.ofDays(20));
        clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(page(page))
                .contains("Offer another date instead", other.particulars().title());
        var says = new HashMap<>(says("instead", 1));
        assertThat(Desk.led(browser.post(page, says))).isEqualTo(page);
        assertThat(page(page)).contains("That date cannot be offered.", "name=\"held\" value=\"yes\"");
        says.put("instead", OccasionId.of(other.id()).toString());
        assertThat(Desk.led(browser.post(page, says))).isEqualTo(page);
        outbox.runDue();
        assertThat(page(page)).contains("You offered another date");

        var date = courses.date(course.id(), 1).id().toString();
        assertThat(order(comes))
                .contains("Please choose by", "Come to this instead of date 1", "Money back for date 1");
        choose(comes, "date", date);
        assertThat(order(comes)).contains("You come to another date instead.").doesNotContain("Please choose by");
        choose(comes, "money", date);
        assertThat(order(comes)).contains("There is nothing to choose any more.", "You come to another date instead.");
        choose(leaves, "money", date);
        assertThat(order(leaves)).contains("What you paid for it comes back.").doesNotContain("Please choose by");
        assertThat(browser.post(
                                "/orders/" + orders.link(comes.id()) + "/instead",
                                Map.of("date", date, "choose", "both"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoCameInsteadObjectsWithOneButton() {
        var order = market.paid(course.id(), 1);
        var other = market.event(organiser, 5, Duration.ofDays(20));
        clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        var says = new HashMap<>(says("instead", 1));
        says.put("instead", OccasionId.of(other.id()).toString());
        page(page);
        browser.post(page, says);
        order(order);
        choose(order, "date", courses.date(course.id(), 1).id().toString());
        clock.forwardTo(other.particulars().endsAt().orElseThrow().plus(Duration.ofMinutes(31)));
        TownProcess.running().sameTimeAs(clock);
        outcomes.look();
        assertThat(order(order)).contains("your own date counts again");
        var owner = organisers.people(organiser).getFirst().member();
        outcomes.answer(new Outcome.Of.Meeting(other.id()), owner, true);
        assertThat(order(order)).contains(other.particulars().title(), "It did not take place</button>");
        var address = "/orders/" + orders.link(order.id());
        var foreign = market.event(organiser, 5, Duration.ofDays(20));
        assertThat(browser.post(
                                address + "/objection",
                                Map.of("instead", OccasionId.of(foreign.id()).toString()))
                        .statusCode())
                .isEqualTo(404);
        var instead = Map.of("instead", OccasionId.of(other.id()).toString());
        assertThat(Desk.led(browser.post(address + "/objection", instead))).isEqualTo(address);
        assertThat(order(order)).contains("You have objected.").doesNotContain("/objection\"");
        assertThat(page(address + "/conversation")).contains(other.particulars().title() + "” did not take place.");
    }

    private void choose(Order order, String what, String date) {
        var address = "/orders/" + orders.link(order.id());
        assertThat(Desk.led(browser.post(address + "/instead", Map.of("date", date, "choose", what))))
                .isEqualTo(address);
    }

    @Test
    void anOwnerCallsADateOff() {
        var order = market.paid(course.id(), 1);
        assertThat(page(page)).contains("Call off one date", "Call off date 2");
        assertThat(Desk.led(browser.post(page, says("off", 2)))).isEqualTo(page);
        outbox.runDue();
        assertThat(page(page)).contains("You have called it off.").doesNotContain("Call off date 2");
        assertThat(order(order)).contains("Date 2 is called off.", "Called off");
        assertThat(page("/events/" + course.particulars().slug())).contains("Called off");
    }

    @Test
    void nobodyAnswersForADateOfAnotherCourse() {
        page(page);
        var foreign = courses.course(2, Money.jpy(1_000), CourseRules.USUAL);
        var date = courses.date(foreign.id(), 1).id().toString();
        assertThat(browser.post(page, Map.of("held", "no", "date", date)).statusCode())
                .isEqualTo(404);
        assertThat(browser.post(page, Map.of("held", "off", "date", date)).statusCode())
                .isEqualTo(404);
        assertThat(browser.get(page.replace(course.id().toString(), foreign.id().toString()))
                        .statusCode())
                .isEqualTo(404);
    }
}

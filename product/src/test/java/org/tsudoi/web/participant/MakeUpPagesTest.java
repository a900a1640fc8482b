package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
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
import org.tsudoi.web.SignedIn;

/// Make-up dates on the pages of those who offer them and of those who take them, over real HTTP.
@ProductTest
class MakeUpPagesTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");
    private static final Pattern ORDER = Pattern.compile("/orders/[A-Za-z0-9_-]+");

    private final Market market;
    private final CourseMarket courses;
    private final MakeUps makeUps;
    private final Orders orders;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final TestBrowser browser;
    private final TestBrowser desk;
    private final String home;
    private final OrganiserId organiser;
    private Event course;
    private Event other;

    MakeUpPagesTest(
            Market market,
            CourseMarket courses,
            MakeUps makeUps,
            Orders orders,
            OutboxRunner outbox,
            TestClock clock,
            Organisers organisers,
            Members members,
            SignedIn signedIn) {
        this.market = market;
        this.courses = courses;
        this.makeUps = makeUps;
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
        clock.forward(Duration.ofMinutes(15));
        this.organiser = market.organiser();
        this.home = "/organise/" + organisers.find(organiser).orElseThrow().slug();
        var owner = members.find(organisers.people(organiser).getFirst().member())
                .orElseThrow()
                .email();
        this.desk = signedIn.as(owner);
        this.browser = signedIn.nobody();
    }

    @BeforeEach
    void twoCourses() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        var rules = CourseMarket.late(CourseRules.Joining.DATES_LEFT, 1, CourseMarket.keeping(0));
        course = courses.course(organiser, 3, 4, Money.jpy(9_000), rules);
        other = courses.course(organiser, 3, 4, Money.jpy(9_000), rules);
        for (int number = 3; number >= 1; number--) courses.move(other.id(), number, Duration.ofHours(26));
        outbox.runDue();
    }

    @AfterEach
    void close() {
        browser.close();
        desk.close();
    }

    private String page(TestBrowser reader, String address) {
        var answer = reader.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    private CourseDate date(Event of, int number) {
        return courses.date(of.id(), number);
    }

    private OccasionId occasion(Event of, int number) {
        return OccasionId.of(date(of, number).id());
    }

    private Map<String, String> opening(int number, String places) {
        var fields = new HashMap<String, String>();
        for (int i = 1; i <= 3; i++) fields.put("places-" + occasion(other, i), i == number ? places : "0");
        fields.putAll(Map.of("most", "1", "hours", "24", "gives", "yes"));
        return fields;
    }

    @Test
    void theOrganiserOpensPlacesAndIsToldWhatIsWrong() {
        makeUps.rule(course.id(), new MakeUps.Rules(1, Duration.ofHours(24), true));
        var address = home + "/events/" + other.id() + "/make-ups";
        assertThat(page(desk, home + "/events/" + other.id())).contains(address);
        page(desk, address);
        var wrong = desk.post(address, opening(2, "many"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("places-" + occasion(other, 2) + "-error", "many");
        assertThat(desk.post(address, opening(2, "1")).statusCode()).isEqualTo(303);
        assertThat(makeUps.rules(other.id()).most()).isEqualTo(1);
        var order = market.paid(course.id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        assertThat(makeUps.take(ticket.id(), date(course, 3).id(), occasion(other, 2)))
                .isInstanceOf(MakeUps.Taking.Taken.class);
        assertThat(page(desk, address)).contains(ticket.attendee().value());
        var less = desk.post(address, opening(2, "0"));
        assertThat(less.statusCode()).isEqualTo(422);
        assertThat(less.body()).contains("places-" + occasion(other, 2) + "-error");
        try (var stranger = browser) {
            assertThat(stranger.get(address).statusCode()).isIn(303, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void aDateIsReplacedAndTakenBackByItsBuyer(String language) {
        makeUps.rule(course.id(), new MakeUps.Rules(2, Duration.ofHours(24), true));
        var order = (Order.Paid) market.paid(course.id(), 1);
        var link = "/orders/" + orders.link(order.id());
        var ticket = orders.tickets(order.id()).getFirst().id();
        var address = link + "/make-up/" + ticket + "/" + date(course, 3).id();
        page(browser, "/?lang=" + language);
        assertThat(page(browser, link)).contains(address);
        assertThat(page(browser, address)).doesNotContain("name=\"instead\"");
        makeUps.open(other.id(), occasion(other, 3), 1);
        assertThat(page(browser, address)).contains(occasion(other, 3).toString());
        var nothing = browser.post(address, Map.of());
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("instead-error");
        assertThat(browser.post(address, Map.of("instead", occasion(other, 3).toString()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(page(browser, link))
                .contains(address + "/undo", TIME.format(date(other, 3).times().start()));
        browser.post(address + "/undo", Map.of());
        assertThat(page(browser, link)).contains(address).doesNotContain(address + "/undo");
        var foreign =
                orders.tickets(market.paid(course.id(), 1).id()).getFirst().id();
        assertThat(browser.get(link + "/make-up/" + foreign + "/"
                                + date(course, 3).id())
                        .statusCode())
                .isEqualTo(404);
    }

    /// The whole way: join late, be there at the second date, come to another one instead of the third.
    @Test
    void whoJoinsLateComesToTheSecondDateAndToAnotherInsteadOfTheThird() {
        makeUps.rule(course.id(), new MakeUps.Rules(1, Duration.ofHours(24), true));
        makeUps.open(other.id(), occasion(other, 3), 1);
        clock.forwardTo(date(course, 1).begin().plus(Duration.ofMinutes(1)));
        TownProcess.running().sameTimeAs(clock);
        var address = "/events/" + course.particulars().slug();
        assertThat(page(browser, address)).contains("9,000", "6,000");
        var plan = course.particulars().plans().getFirst().id().toString();
        page(browser, address + "/apply?plan=" + plan);
        var mail = market.mail("late").value();
        var placed = browser.post(
                address + "/apply",
                Map.of(
                        "plan",
                        plan,
                        "places",
                        "1",
                        "name",
                        "山田 花子",
                        "email",
                        mail,
                        "agreed",
                        "yes",
                        "key",
                        UUID.randomUUID().toString()));
        var link = placed.headers().firstValue("Location").orElseThrow();
        assertThat(ORDER.matcher(link).find()).as(link).isTrue();
        link = link.substring(link.indexOf("/orders/"));
        var order = orders.byLink(link.substring("/orders/".length())).orElseThrow();
        assertThat(order.toPay()).isEqualTo(Money.jpy(6_000));
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        orders.askAgain(order.id());
        var ticket = orders.tickets(order.id()).getFirst();
        var door = "/door/" + orders.doorLink(ticket.id());
        assertThat(page(browser, link)).contains(door);
        clock.forwardTo(date(course, 2).begin().minus(Duration.ofMinutes(5)));
        page(browser, door);
        assertThat(browser.post(door, Map.of()).headers().firstValue("Location").orElseThrow())
                .contains("/room/");
        clock.forwardTo(date(course, 2).end().plus(Duration.ofHours(2)));
        var choosing = link + "/make-up/" + ticket.id() + "/" + date(course, 3).id();
        page(browser, choosing);
        browser.post(choosing, Map.of("instead", occasion(other, 3).toString()));
        clock.forwardTo(date(course, 3).begin().minus(Duration.ofMinutes(5)));
        page(browser, door);
        assertThat(browser.post(door, Map.of()).headers().firstValue("Location").orElseThrow())
                .as("the missed date's door is shut")
                .contains("/door/");
        clock.forwardTo(date(other, 3).begin().minus(Duration.ofMinutes(5)));
        page(browser, door);
        assertThat(browser.post(door, Map.of()).headers().firstValue("Location").orElseThrow())
                .contains("/room/");
    }
}

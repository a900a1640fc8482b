package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.applications.Line;
import org.tsudoi.contact.PersonName;
import org.tsudoi.dues.Salon;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// What a member has that is no order of theirs stands on their page too, each kind for itself.
@ProductTest
class MinePlacesTest {
    private final World world;
    private final Market market;
    private final Orders orders;
    private final Transfers transfers;
    private final TestClock clock;
    private final Member member;
    private final TestBrowser browser;

    record World(
            Line line,
            Salon salon,
            Memberships memberships,
            CourseMarket courses,
            MakeUps makeUps,
            HandedTickets handed,
            OutboxRunner outbox) {}

    MinePlacesTest(
            Line line,
            Salon salon,
            Memberships memberships,
            CourseMarket courses,
            MakeUps makeUps,
            HandedTickets handed,
            OutboxRunner outbox,
            Market market,
            Orders orders,
            Transfers transfers,
            SignedIn signedIn,
            TestClock clock) {
        this.world = new World(line, salon, memberships, courses, makeUps, handed, outbox);
        this.market = market;
        this.orders = orders;
        this.transfers = transfers;
        this.clock = clock;
        this.member = world.salon.member();
        this.browser = signedIn.as(member.email());
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

    private String shown(String address) {
        var body = browser.get(address).body();
        assertThat(PageRules.broken(body)).isEmpty();
        return body;
    }

    private Order bought(Event event) {
        var key = UUID.randomUUID().toString();
        var placed = (Orders.Placing.Placed) market.place(event.id(), 0, 1, member.email(), key);
        return world.line.pays(placed.order().id());
    }

    private Transfer given(Event event) {
        var order = market.paid(event.id(), 1);
        var giving = transfers.give(
                order.id(),
                orders.tickets(order.id()).getFirst().id(),
                new Transfer.Friend(new PersonName("青木 つばさ"), member.email(), Locale.JAPANESE, member.zone()));
        return ((Transfers.Giving.Offered) giving).transfer();
    }

    @Test
    void whoWaitsSeesTheirPlaceInLineAndThenTheOfferWithItsHour() {
        var event = market.event(1);
        var sold = world.line.soldOut(event).getFirst();
        var own = Line.entered(world.line.asks(event.id(), 0, 1, member.email(), true));
        assertThat(shown("/tickets?lang=en")).contains("You are number 1 in line", "/asked/", ">Waiting");
        world.line.cancels(sold.id());
        world.outbox.runDue();
        var order = "/orders/" + orders.link(world.line.offeredTo(own.id()).id());
        var offered = shown("/tickets?lang=en");
        assertThat(offered).contains("Kept for you until", "Take the place", order);
        assertThat(offered.split(order, -1))
                .as("it is shown once: title and button")
                .hasSize(3);
        assertThat(offered.split("button small primary", -1))
                .as("one obvious action")
                .hasSize(2);
        world.line.pays(world.line.offeredTo(own.id()).id());
        world.outbox.runDue();
        assertThat(shown("/tickets?lang=en")).contains("/door/").doesNotContain("Kept for you until");
    }

    @Test
    void whatAFriendGivesIsTakenHereAndLeadsToItsOwnDoor() {
        var gift = given(market.event(3));
        var page = "/given/" + transfers.link(gift.id());
        assertThat(shown("/tickets?lang=en"))
                .contains("A place from 山田 花子", page, "See it")
                .doesNotContain("/door/");
        transfers.accept(gift.id());
        var door = "/door/"
                + world.handed
                        .keys(orders.ticket(gift.gift().ticket()).orElseThrow())
                        .doorLink();
        assertThat(shown("/tickets?lang=en")).contains(door, "A place from 山田 花子");
        assertThat(shown("/tickets?kind=meetings")).contains(door);
        assertThat(shown("/tickets?kind=waiting")).doesNotContain(page);
        world.line.cancels(gift.gift().order());
        assertThat(shown("/tickets")).doesNotContain("/door/");
        assertThat(shown("/tickets?show=past")).contains(page);
    }

    @Test
    void aSalonStandsWithItsNextFeeAndItsDay() {
        var plan = world.salon.plan(market.organiser(), FirstMonth.FREE, new Anchor.FixedDay(31), 3300);
        var own = world.salon.join(plan, member, new PayBy.Invoice());
        var next = world.memberships.coming(own.id(), 1).getFirst();
        assertThat(next.amount()).isEqualTo(Money.jpy(3300));
        assertThat(shown("/tickets?lang=en")).contains("/salons/" + plan.id(), "Next: ", "3,300", "Free trial");
        assertThat(shown("/tickets?kind=salons&lang=en")).contains("/salons/" + plan.id());
        assertThat(shown("/tickets?kind=courses&lang=en"))
                .doesNotContain("/salons/" + plan.id())
                .contains("Find a course");
        world.memberships.leaveAtOnce(own.id(), "mem_self");
        assertThat(shown("/tickets?kind=salons&lang=en"))
                .doesNotContain("/account/memberships/" + own.id())
                .contains("Salons and lessons you join are here");
        assertThat(shown("/tickets?show=past")).contains("/account/memberships/" + own.id());
    }

    @Test
    void aCourseStandsByItsNextDateBeItAMakeUp() {
        var organiser = market.organiser();
        var course = world.courses.course(organiser, 3, Money.jpy(9_000), CourseRules.USUAL);
        var other = market.event(organiser, 3, Duration.ofDays(4));
        world.makeUps.rule(course.id(), new MakeUps.Rules(1, Duration.ofHours(24), true));
        world.makeUps.open(other.id(), OccasionId.of(other.id()), 1);
        var order = bought(course);
        var later = bought(market.event(market.organiser(), 3, Duration.ofHours(84)));
        assertThat(shown("/tickets?lang=en&kind=courses"))
                .contains("/orders/" + orders.link(order.id()))
                .doesNotContain("/orders/" + orders.link(later.id()), "Make-up date");
        assertThat(shown("/tickets")).containsSubsequence(link(order), link(later));
        var ticket = orders.tickets(order.id()).getFirst().id();
        var missed = world.courses.date(course.id(), 1).id();
        assertThat(world.makeUps.take(ticket, missed, OccasionId.of(other.id())))
                .isInstanceOf(MakeUps.Taking.Taken.class);
        assertThat(shown("/tickets?lang=en&kind=courses"))
                .contains("Make-up date", other.particulars().title());
        assertThat(shown("/tickets")).as("by the date that it is now").containsSubsequence(link(later), link(order));
    }

    private String link(Order order) {
        return "/orders/" + orders.link(order.id());
    }

    @Test
    void whereThereIsNothingOfAKindItIsSaidWhatToDo() {
        assertThat(shown("/tickets?lang=en")).contains("Find something").doesNotContain("kind=salons");
        bought(market.event(3));
        for (var kind : MineView.Kind.values()) {
            for (var lang : new String[] {"ja", "en", "th"}) {
                for (var show : MineView.Show.values()) {
                    shown("/tickets?show=" + show.word() + "&kind=" + kind.word() + "&lang=" + lang);
                }
            }
        }
        assertThat(shown("/tickets?kind=sessions&lang=en"))
                .as("the kind is kept by the tabs")
                .contains("show=past&amp;kind=sessions", "href=\"/find\"");
        assertThat(shown("/tickets?kind=anything&show=whatever&lang=en")).contains("kind=all");
    }
}

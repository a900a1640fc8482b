package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// From the mark "members only" to the door: what an organiser, a stranger and a member see and may do.
@ProductTest
class MembersOnlyPagesTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern PLAN = Pattern.compile("name=\"plan\" value=\"([^\"]+)\"");

    private final Events events;
    private final Orders orders;
    private final Salon salon;
    private final Market market;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;
    private final String home;
    private final TestBrowser owner;
    private final TestBrowser stranger;
    private final TestBrowser inside;
    private final Member member;

    MembersOnlyPagesTest(
            Events events,
            Orders orders,
            Salon salon,
            Market market,
            Organisers organisers,
            Members members,
            SignedIn signedIn,
            TestClock clock) {
        this.events = events;
        this.orders = orders;
        this.salon = salon;
        this.market = market;
        this.clock = clock;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        this.home = "/organise/" + organisers.find(organiser).orElseThrow().slug();
        var lead = organisers.people(organiser).getFirst().member();
        this.owner = signedIn.as(members.find(lead).orElseThrow().email());
        this.stranger = signedIn.nobody();
        this.member = salon.member();
        this.inside = signedIn.as(member.email());
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        owner.close();
        stranger.close();
        inside.close();
    }

    private Event event(long price) {
        return market.event(organiser, 2, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(price), 4));
    }

    private void reserve(Event event) {
        var page = home + "/events/" + event.id() + "/members";
        assertThat(see(owner, page)).contains(plan.id().toString());
        assertThat(owner.post(page, Map.of("who", plan.id().toString())).statusCode())
                .isEqualTo(303);
    }

    private static String see(TestBrowser browser, String path) {
        var answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    private static String address(Event event) {
        return "/events/" + event.particulars().slug();
    }

    @Test
    void aStrangerIsShownTheSalonAndOrdersNothing() {
        var event = event(0);
        reserve(event);
        assertThat(see(stranger, address(event) + "?lang=en"))
                .contains("Members only", "/salons/" + plan.id(), "3,300", "/sign-in?next=" + address(event))
                .doesNotContain(address(event) + "/apply", "/ask\"");
        assertThat(stranger.get(address(event) + "/apply").statusCode()).isEqualTo(303);
        see(stranger, "/sign-in");
        for (var held : List.of(event, events.get(event.id()))) {
            var made = Map.of(
                    "key", "a-key-that-is-long-enough",
                    "plan", held.particulars().plans().getFirst().id().toString(),
                    "places", "1",
                    "name", "山田 太郎",
                    "email", market.mail("stranger").value(),
                    "agreed", "yes");
            assertThat(stranger.post(address(event) + "/apply", made).headers().firstValue("Location"))
                    .as("also by a form from before it was for members")
                    .hasValueSatisfying(to -> assertThat(to).endsWith(address(event)));
        }
        var tap = "/salons/" + plan.id() + "/events/" + event.id() + "/place";
        assertThat(stranger.post(tap, Map.of("key", "a-key-that-is-long-enough"))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/sign-in"));
        see(inside, address(event));
        assertThat(inside.post(tap, Map.of("key", "a-key-that-is-long-enough"))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(address(event)));
        assertThat(events.seats(event.id()).taken() + events.seats(event.id()).held())
                .isZero();
        assertThat(see(stranger, "/salons/" + plan.id() + "?lang=en"))
                .contains("Coming for members", event.particulars().title())
                .doesNotContain("/place\"");
        assertThat(see(stranger, "/find?lang=en")).isNotEmpty();
    }

    /// The monthly fee pays for it (月謝): from joining to the room.
    @Test
    void whoeverPaysByTheMonthTakesAPlaceByOneTapAndEntersByTheDoor() {
        var event = event(0);
        reserve(event);
        salon.join(plan, member, new PayBy.Points());
        var salonPage = see(inside, "/salons/" + plan.id() + "?lang=en");
        var key = KEY.matcher(salonPage);
        assertThat(key.find()).isTrue();
        var tap = "/salons/" + plan.id() + "/events/" + event.id() + "/place";
        var taken = inside.post(tap, Map.of("key", key.group(1)));
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(inside.post(tap, Map.of("key", "another-key-of-another-tab"))
                        .headers()
                        .firstValue("Location"))
                .as("a second tap")
                .isEqualTo(taken.headers().firstValue("Location"));
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
        var order = taken.headers().firstValue("Location").orElseThrow();
        order = order.substring(order.indexOf("/orders/"));
        assertThat(see(inside, "/salons/" + plan.id())).contains(order).doesNotContain(tap);
        assertThat(see(inside, address(event) + "?lang=en")).contains("You have a place.", order);
        assertThat(see(stranger, address(event))).doesNotContain(order);
        clock.forward(Duration.ofDays(3));
        var place = orders.tickets(orders.byLink(order.substring("/orders/".length()))
                        .orElseThrow()
                        .id())
                .getFirst();
        var entered = inside.post("/door/" + orders.doorLink(place.id()), Map.of());
        assertThat(entered.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/room/"));
    }

    @Test
    void aMemberOrdersWhatCostsSomethingByTheFormOnePlaceAtATime() {
        var event = event(1500);
        reserve(event);
        salon.join(plan, member, new PayBy.Points());
        assertThat(see(inside, "/salons/" + plan.id())).contains(address(event) + "/apply");
        var form = see(inside, address(event) + "/apply");
        assertThat(form).doesNotContain("places-choice");
        var key = KEY.matcher(form);
        assertThat(key.find()).isTrue();
        var fields = new HashMap<>(Map.of(
                "key",
                key.group(1),
                "plan",
                event.particulars().plans().getFirst().id().toString(),
                "places",
                "1",
                "name",
                "山田 花子",
                "email",
                member.email().value(),
                "agreed",
                "yes"));
        var again = inside.post(address(event) + "/apply", fields);
        assertThat(again.statusCode())
                .as("a form from before it was for members")
                .isEqualTo(422);
        var offered = PLAN.matcher(again.body());
        assertThat(offered.find()).isTrue();
        fields.put("plan", offered.group(1));
        var two = new HashMap<>(fields);
        two.put("places", "2");
        two.put("attendee1", "鈴木");
        assertThat(inside.post(address(event) + "/apply", two).statusCode()).isEqualTo(422);
        assertThat(inside.post(address(event) + "/apply", fields).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/orders/"));
        assertThat(events.seats(event.id()).held()).isEqualTo(1);
    }

    @Test
    void anOrganiserOpensItAgainAndEventsOfOthersAreNotThere() {
        var event = event(0);
        reserve(event);
        var page = home + "/events/" + event.id() + "/members";
        assertThat(owner.post(page, Map.of("who", "mpl_none")).statusCode()).isEqualTo(422);
        assertThat(owner.post(page, Map.of("who", "anybody")).statusCode()).isEqualTo(303);
        assertThat(events.get(event.id()).sellsToAnybody()).isTrue();
        assertThat(see(owner, home + "/events/" + event.id())).contains(page);
        var other = market.event(1);
        assertThat(owner.get(home + "/events/" + other.id() + "/members").statusCode())
                .isEqualTo(404);
        assertThat(stranger.get(page).statusCode()).isNotEqualTo(200);
        see(inside, address(event));
        assertThat(inside.post("/salons/" + plan.id() + "/events/" + event.id() + "/place", Map.of("key", "x"))
                        .statusCode())
                .as("not for members any more")
                .isEqualTo(404);
    }
}

package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// A price for members beside that for everybody: how an organiser sets it, who sees what, and who takes a place.
@ProductTest
class MembersPricesPagesTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    private final Events events;
    private final Orders orders;
    private final Salon salon;
    private final Market market;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;
    private final CircleId circle;
    private final String home;
    private final TestBrowser owner;
    private final TestBrowser stranger;
    private final TestBrowser inside;
    private final Member member;

    MembersPricesPagesTest(
            Events events, Orders orders, Salon salon, Market market, Desk desk, SignedIn signedIn, TestClock clock) {
        this.events = events;
        this.orders = orders;
        this.salon = salon;
        this.market = market;
        this.clock = clock;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        this.circle = new CircleId(plan.id().value());
        this.home = "/organise/" + desk.organiser(organiser).slug();
        this.owner = desk.browserOf(organiser);
        this.stranger = desk.nobody();
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
        return market.event(
                organiser,
                5,
                Duration.ofDays(3),
                market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4),
                market.plan(Plan.Kind.ONCE, Money.jpy(price), 4).forMembersOf(Optional.of(circle)));
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

    private static Plan members(Event event) {
        return event.particulars().membersPlans().getFirst();
    }

    private static String key(String page) {
        var key = KEY.matcher(page);
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    private long seats(Event event) {
        var seats = events.seats(event.id());
        return seats.taken() + seats.held();
    }

    private Map<String, String> typed() {
        var fields = Desk.filled();
        fields.put("plan1-name", "Salon");
        fields.put("plan1-kind", "once");
        fields.put("plan1-places", "1");
        fields.put("plan0-for", "everybody");
        fields.put("plan1-for", circle.toString());
        return fields;
    }

    @Test
    void anOrganiserSaysInTheFormWhomEachPriceIsFor() {
        assertThat(see(owner, home + "/events/new")).contains("plan0-for", circle.toString(), plan.name());
        var fields = typed();
        fields.put("plan0-for", circle.toString());
        var refused = owner.post(home + "/events/new?lang=en", fields);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("At least one price has to be for anybody.", "value=\"Gentle yoga");
        fields.put("plan0-for", "mpl_of_somebody_else");
        assertThat(owner.post(home + "/events/new", fields).statusCode()).isEqualTo(422);
        var preview = Desk.led(owner.post(home + "/events/new", typed()));
        assertThat(see(owner, preview + "?lang=en")).contains("For members", "included", "1,500");
        var made = events.ofOrganiser(organiser).getFirst();
        assertThat(made.particulars().plans()).extracting(Plan::name).containsExactly("Single");
        assertThat(members(made).circle()).contains(circle);

        var edit = home + "/events/" + made.id() + "/edit";
        assertThat(see(owner, edit)).contains("value=\"" + circle + "\" selected");
        var again = typed();
        again.put("plan0-id", made.particulars().plans().getFirst().id().toString());
        again.put("plan1-id", members(made).id().toString());
        again.remove("plan1-for");
        owner.post(edit, again);
        assertThat(members(events.get(made.id())).circle())
                .as("nothing is said: as it was")
                .contains(circle);
        again.put("plan1-for", "everybody");
        owner.post(edit, again);
        assertThat(events.get(made.id()).particulars().membersPlans()).isEmpty();
    }

    @Test
    void aPriceForMembersIsForOnePlaceWhateverIsTyped() {
        var fields = typed();
        fields.put("plan1-places", "4");
        assertThat(see(owner, home + "/events/new")).contains("several-only");
        Desk.led(owner.post(home + "/events/new", fields));
        assertThat(members(events.ofOrganiser(organiser).getFirst()).placesMax())
                .isEqualTo(1);
        fields.remove("plan1-places");
        assertThat(Desk.led(owner.post(home + "/events/new", fields))).endsWith("/preview");
    }

    @Test
    void aFormThatGetsOneMorePriceKeepsItsPicture() {
        var fields = typed();
        fields.put("seed", "4711");
        fields.put("art", "tea");
        fields.put("do", "addPlan");
        see(owner, home + "/events/new");
        var again = owner.post(home + "/events/new", fields).body();
        assertThat(again)
                .contains("plan2-name", "name=\"seed\" value=\"4711\"", "/art/tea/4711.svg")
                .containsPattern("value=\"tea\"[^>]* checked");
    }

    @Test
    void whatDoesNotGoTogetherIsSaidWhereItIsTried() {
        var event = event(0);
        var page = home + "/events/" + event.id();
        see(owner, page + "/members");
        var whole = owner.post(page + "/members?lang=en", Map.of("who", circle.toString()));
        assertThat(whole.statusCode()).isEqualTo(422);
        assertThat(whole.body()).contains("Some of its prices are for members.");
        var approval = owner.post(page + "/applications?lang=en", Map.of("who", "accepted", "hours", "24"));
        assertThat(approval.statusCode()).isEqualTo(422);
        assertThat(approval.body()).contains("Some prices are for members");
    }

    @Test
    void aStrangerBuysAtThePriceForEverybodyAndIsShownTheSalon() {
        var event = event(0);
        var theirs = members(event).id().toString();
        assertThat(see(stranger, address(event) + "?lang=en"))
                .contains("1,500", "included", "/salons/" + plan.id(), "3,300", "/sign-in?next=" + address(event))
                .contains("href=\"/salons/" + plan.id())
                .doesNotContain("value=\"" + theirs, "/place\"");
        assertThat(Desk.led(stranger.get(address(event) + "/apply?plan=" + theirs)))
                .isEqualTo(address(event));
        assertThat(see(stranger, address(event) + "/apply")).contains("1,500");
        var made = Map.of(
                "key", "a-key-that-is-long-enough",
                "plan", theirs,
                "places", "1",
                "name", "山田 太郎",
                "email", market.mail("stranger").value(),
                "agreed", "yes");
        assertThat(Desk.led(stranger.post(address(event) + "/apply", made))).isEqualTo(address(event));
        assertThat(seats(event)).isZero();
        assertThat(see(stranger, "/o/" + home.substring("/organise/".length()) + "?lang=en"))
                .contains("1,500")
                .doesNotContain("from ¥0", ">Free<");
    }

    @Test
    void whoHoldsTheLastSeatInAnotherTabIsLedToIt() {
        var event = market.event(organiser, 1, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        var typed = new HashMap<>(Map.of(
                "key", "a-key-of-the-first-tab",
                "plan", event.particulars().plans().getFirst().id().toString(),
                "places", "1",
                "name", "山田 太郎",
                "email", member.email().value(),
                "agreed", "yes"));
        see(inside, address(event) + "/apply");
        var own = Desk.led(inside.post(address(event) + "/apply", typed));
        assertThat(own).startsWith("/orders/");
        typed.put("key", "a-key-of-the-second-tab");
        assertThat(Desk.led(inside.post(address(event) + "/apply", typed))).isEqualTo(own);
        assertThat(see(inside, address(event) + "?lang=en"))
                .contains("You hold this seat yourself", "href=\"" + own + "\"");
        assertThat(see(stranger, address(event) + "?lang=en")).doesNotContain("You hold this seat", own);
    }

    @Test
    void aMemberTakesTheirPlaceByOneTapOnTheEventsOwnPage() {
        var event = event(0);
        assertThat(see(inside, address(event))).doesNotContain("/place\"");
        salon.join(plan, member, new PayBy.Points());
        var page = see(inside, address(event) + "?lang=en");
        var tap = "/salons/" + plan.id() + "/events/" + event.id() + "/place";
        assertThat(page).contains(tap, "Take a place", "Other ways to take part", "1,500");
        assertThat(page.split("button primary", -1)).as("one obvious button").hasSize(2);
        var order = Desk.led(inside.post(tap, Map.of("key", key(page))));
        assertThat(order).startsWith("/orders/");
        var placed = orders.byLink(order.substring("/orders/".length())).orElseThrow();
        assertThat(placed).isInstanceOf(Order.Paid.class);
        assertThat(placed.terms().plan()).isEqualTo(members(event).id());
        assertThat(see(inside, order)).doesNotContain("/give/");
        assertThat(see(inside, address(event) + "?lang=en"))
                .contains("You have a place.", order)
                .doesNotContain(tap);
        assertThat(see(inside, "/salons/" + plan.id())).contains(order);
        assertThat(seats(event)).isEqualTo(1);
    }

    @Test
    void whatCostsMembersSomethingIsOrderedByTheFormAtTheirPrice() {
        var event = event(500);
        salon.join(plan, member, new PayBy.Points());
        var apply = address(event) + "/apply?plan=" + members(event).id();
        assertThat(see(inside, address(event))).contains(apply);
        assertThat(see(inside, "/salons/" + plan.id())).contains(apply);
        var form = see(inside, apply);
        assertThat(form).contains("500").doesNotContain("places-choice");
        var fields = new HashMap<>(Map.of(
                "key", key(form),
                "plan", members(event).id().toString(),
                "places", "2",
                "name", "山田 花子",
                "attendee1", "鈴木",
                "email", member.email().value(),
                "agreed", "yes"));
        assertThat(inside.post(address(event) + "/apply", fields).statusCode()).isEqualTo(422);
        fields.put("places", "1");
        var order = Desk.led(inside.post(address(event) + "/apply", fields));
        assertThat(orders.byLink(order.substring("/orders/".length()))
                        .orElseThrow()
                        .toPay())
                .isEqualTo(Money.jpy(500));
    }
}

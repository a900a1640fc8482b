package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.Counter;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// An operator sets on which terms points are sold, and a member buys some.
@ProductTest
class BuyingPointsPagesTest {
    private static final Pattern PACK = Pattern.compile("name=\"pack\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("name=\"id\" value=\"(pck_[^\"]+)\"");

    private final Counter counter;
    private final PointSales sales;
    private final Points points;
    private final House house;
    private final Organisers organisers;
    private final Market market;
    private final Orders orders;
    private final SignedIn signedIn;
    private final OperatorInvitation invitation;
    private final TestClock clock;
    private final TestBrowser operator;

    BuyingPointsPagesTest(
            Counter counter,
            PointSales sales,
            Points points,
            House house,
            Organisers organisers,
            Market market,
            Orders orders,
            SignedIn signedIn,
            OperatorInvitation invitation,
            TestClock clock,
            @LocalServerPort int port) {
        this.counter = counter;
        this.sales = sales;
        this.points = points;
        this.house = house;
        this.organisers = organisers;
        this.market = market;
        this.orders = orders;
        this.signedIn = signedIn;
        this.invitation = invitation;
        this.clock = clock;
        this.operator = new TestBrowser(port);
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        var path = invitation.issue().path();
        var mail = "operator-" + UUID.randomUUID() + "@operate.example";
        operator.get(path);
        operator.post(path, Map.of("mail", mail, "mailAgain", mail));
    }

    @AfterEach
    void nothingIsSold() {
        sales.packs().forEach(pack -> sales.retire(pack.id()));
        sales.set(SaleTerms.NONE, new MemberId(UUID.randomUUID()));
        operator.close();
    }

    private static Map<String, String> terms(Map<String, String> other) {
        var typed = new HashMap<>(Map.ofEntries(
                Map.entry("onSale", "yes"),
                Map.entry("ground", "six_months"),
                Map.entry("licence", ""),
                Map.entry("life", "6"),
                Map.entry("inAll", "9999999"),
                Map.entry("once", "50000"),
                Map.entry("day", "50000"),
                Map.entry("month", "100000"),
                Map.entry("bonus", "0"),
                Map.entry("bonusDays", "90"),
                Map.entry("told", "14")));
        typed.putAll(other);
        return typed;
    }

    private static String first(Pattern what, String page) {
        var found = what.matcher(page);
        assertThat(found.find()).as("%s in the page", what).isTrue();
        return found.group(1);
    }

    @Test
    void anOperatorChoosesTheHouseTheTermsAndAPackAndAMemberBuysIt() {
        OrganiserId seller = market.organiser();
        operator.get("/operate/house");
        assertThat(operator.post("/operate/house", Map.of("slug", "nobody-at-all"))
                        .statusCode())
                .isEqualTo(422);
        var slug = organisers.find(seller).orElseThrow().slug();
        assertThat(operator.post("/operate/house", Map.of("slug", slug)).statusCode())
                .isEqualTo(303);
        assertThat(house.seller()).contains(seller);
        operator.get("/operate/points/sale");
        assertThat(operator.post("/operate/points/sale", terms(Map.of())).statusCode())
                .isEqualTo(303);
        var page = operator.get("/operate/points/sale").body();
        var id = first(ID, page);
        assertThat(operator.post("/operate/points/sale/packs", Map.of("id", id, "points", "1000", "onTop", "50"))
                        .statusCode())
                .isEqualTo(303);

        Member member = counter.member();
        var browser = signedIn.as(member.email());
        assertThat(browser.get("/account/points").body()).contains("/account/points/buy");
        var offered = browser.get("/account/points/buy").body();
        var wish = Map.of("pack", first(PACK, offered), "key", first(KEY, offered));
        var first = browser.post("/account/points/buy", wish)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(browser.post("/account/points/buy", wish).headers().firstValue("Location"))
                .contains(first);
        var order = orders.byLink(first.replaceAll(".*/orders/", "")).orElseThrow();
        assertThat(browser.get(first).body()).contains("1,000").doesNotContain("/reductions");
        assertThat(browser.get("/account/points").body()).contains(first.replaceAll(".*/orders/", "/orders/"));
        assertThat(counter.pay(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(browser.get(first).body()).contains("/account").doesNotContain("/door/", "calendar.ics");
        assertThat(points.wallet(member.id()).points()).isEqualTo(1050);
        assertThat(browser.get("/account/points/statement.csv").body().lines()).hasSize(3);
        assertThat(browser.get("/tickets").body()).doesNotContain(first);

        var purchases = operator.get("/operate/points/purchases").body();
        assertThat(purchases).contains(member.email().value(), order.id() + "/refund");
        var refund = "/operate/points/purchases/" + order.id() + "/refund";
        var sure = operator.get(refund + "?lang=en").body();
        assertThat(PageRules.broken(sure)).isEmpty();
        assertThat(sure).contains(member.email().value(), "Give ¥1,000 back", "1,000 + 50");
        assertThat(operator.post(refund, Map.of()).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains(refund));
        assertThat(points.wallet(member.id()).points()).as("nobody was asked yet").isEqualTo(1050);
        assertThat(operator.post(refund, Map.of("sure", "yes")).statusCode()).isEqualTo(303);
        assertThat(points.wallet(member.id()).points()).isZero();
        assertThat(browser.get(first).statusCode()).isEqualTo(200);
        browser.close();
    }

    @Test
    void otherGroundsAreNotChosenWithoutARightAndNothingTypedIsLost() {
        operator.get("/operate/points/sale");
        var again = operator.post("/operate/points/sale", terms(Map.of("ground", "licence", "month", "77777")));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("77777", "licence-error");
        assertThat(operator.post("/operate/points/sale", terms(Map.of("life", "7")))
                        .statusCode())
                .isEqualTo(422);
        assertThat(sales.terms().onSale()).isFalse();
    }

    @Test
    void thePagesKeepTheRulesInEveryLanguage() {
        counter.opened(1_000_000);
        counter.pack(2000, 100);
        var member = counter.member();
        var lost = counter.bought(member, counter.pack(700, 0));
        counter.spent(member, 700, market.organiser());
        counter.lostToTheBank(lost);
        counter.bought(member, counter.pack(900, 0));
        var browser = signedIn.as(member.email());
        for (var language : new String[] {"ja", "en", "th"}) {
            for (var path : new String[] {
                "/operate/house",
                "/operate/points/sale",
                "/operate/points/purchases",
                "/operate/points/report",
                "/operate/points"
            }) {
                keepsTheRules(operator, path, language);
            }
            for (var path : new String[] {"/account/points", "/account/points/buy"}) {
                keepsTheRules(browser, path, language);
            }
        }
        assertThat(operator.get("/operate/points/report.csv?year=2027").body()).contains("2027-03-31,2026-10-01,paid,");
        browser.close();
    }

    private static void keepsTheRules(TestBrowser browser, String path, String language) {
        var answer = browser.get(path + "?lang=" + language);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).contains("<html lang=\"" + language + "\"");
        assertThat(PageRules.broken(answer.body())).as(path).isEmpty();
    }

    @Test
    void aFullHouseSaysSo() {
        counter.opened(100);
        var pack = counter.pack(500, 0);
        var browser = signedIn.as(counter.member().email());
        browser.get("/account/points/buy");
        var refused =
                browser.post("/account/points/buy", Map.of("pack", pack.id().toString(), "key", "k"));
        assertThat(refused.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/account/points/buy"));
        assertThat(browser.post("/account/points/buy", Map.of("pack", "pck_nothing", "key", "k"))
                        .statusCode())
                .isEqualTo(404);
        browser.close();
    }
}

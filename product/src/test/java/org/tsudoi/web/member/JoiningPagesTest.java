package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SignedIn;
import tools.jackson.databind.node.JsonNodeFactory;

/// Joining a salon, and one's own membership, as a member sees them.
@ProductTest
class JoiningPagesTest {
    private static final Pattern FIELD = Pattern.compile("name=\"(key|shown|back)\" value=\"([^\"]+)\"");

    private final Salon salon;
    private final Memberships memberships;
    private final MonthlyPlans plans;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;
    private final Member member;
    private final TestBrowser browser;

    JoiningPagesTest(
            Salon salon,
            Memberships memberships,
            MonthlyPlans plans,
            Market market,
            SignedIn signedIn,
            TestClock clock) {
        this.salon = salon;
        this.memberships = memberships;
        this.plans = plans;
        this.signedIn = signedIn;
        this.clock = clock;
        this.organiser = market.organiser();
        this.plan = salon.plan(market.organiser(), FirstMonth.FULL, new Anchor.FixedDay(31), 3300);
        this.member = salon.member();
        this.browser = signedIn.as(member.email());
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static Map<String, String> hidden(HttpResponse<String> page) {
        var fields = new HashMap<String, String>();
        var found = FIELD.matcher(page.body());
        while (found.find()) fields.put(found.group(1), found.group(2));
        return fields;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void allThatIsAgreedToStandsAboveTheButton() {
        try (var nobody = signedIn.nobody()) {
            assertThat(nobody.get("/salons/" + plan.id() + "?lang=en").body()).contains("/join");
            var asked = nobody.get("/salons/" + plan.id() + "/join");
            assertThat(location(asked)).startsWith("/sign-in").contains("join");
        }
        var page = browser.get("/salons/" + plan.id() + "/join?lang=en");
        assertThat(page.statusCode()).isEqualTo(200);
        var fees = memberships.preview(plan.id(), member.id()).fees();
        assertThat(fees).hasSize(3);
        assertThat(page.body())
                .contains("3,300", "Day 31 of each month", "its last day counts", "/legal", "You can leave by yourself")
                .contains("Join, and pay");
        assertThat(page.body().split("class=\"r num\"")).hasSize(4);
    }

    @Test
    void whoJoinsPaysOnTheUsualPageAndIsInThen() {
        var fields = hidden(browser.get("/salons/" + plan.id() + "/join?lang=en"));
        fields.put("by", "hand");
        var joined = browser.post("/salons/" + plan.id() + "/join", fields);
        assertThat(joined.statusCode()).isEqualTo(303);
        assertThat(location(joined)).startsWith("/orders/");
        var order = browser.get(location(joined) + "?lang=en");
        assertThat(order.body())
                .contains("3,300", "Keep this card for the coming fees", "fee of")
                .doesNotContain("data-countdown", "/leave\"");
        assertThat(location(browser.post("/salons/" + plan.id() + "/join", fields)))
                .isEqualTo(location(joined));
        var own = memberships.running(plan.id(), member.id()).orElseThrow();
        assertThat(own).isInstanceOf(Membership.Joining.class);
        var page = "/account/memberships/" + own.id() + "?lang=en";
        assertThat(browser.get(page).body()).contains("Pay now", location(joined));
        salon.payByHand(salon.order(own, 0).id(), member, Salon.GOOD);
        assertThat(salon.now(own)).isInstanceOf(Membership.Active.class);
        assertThat(browser.get(page).body()).contains("Paid", "receipt.pdf").doesNotContain("Pay now");
        assertThat(browser.get(location(joined) + "?lang=en").body())
                .contains("The fee is paid")
                .doesNotContain("/door/", "calendar.ics");
        assertThat(browser.get("/account/salons?lang=en").body()).contains("/account/memberships/" + own.id());
        assertThat(browser.file(location(joined) + "/receipt.pdf").statusCode()).isEqualTo(200);
    }

    @Test
    void whatChangedMeanwhileIsReadOnceMore() {
        var fields = hidden(browser.get("/salons/" + plan.id() + "/join?lang=en"));
        fields.put("by", "hand");
        plans.announce(plan.id(), Money.jpy(1100), salon.date().plusDays(1), "test");
        var again = browser.post("/salons/" + plan.id() + "/join?lang=en", fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("1,100");
        assertThat(memberships.running(plan.id(), member.id())).isEmpty();
        fields.put("by", "nothing");
        assertThat(browser.post("/salons/" + plan.id() + "/join", fields).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aCardIsChosenForTheComingFeesOnlyWithConsent() {
        var own = salon.joinByCard(plan, member, Salon.GOOD);
        var page = "/account/memberships/" + own.id();
        assertThat(browser.get(page + "?lang=en").body()).contains("•••• 4242", "name=\"agree\"");
        var card = ((PayBy.Stored) memberships.payBy(own.id())).reference();
        assertThat(browser.post(page + "/means", Map.of("by", "hand")).statusCode())
                .isEqualTo(303);
        assertThat(memberships.payBy(own.id())).isEqualTo(new PayBy.Invoice());
        assertThat(browser.post(page + "/means", Map.of("by", "crd_other")).statusCode())
                .isEqualTo(422);
        assertThat(browser.post(page + "/means", Map.of("by", card)).statusCode())
                .isEqualTo(303);
        assertThat(memberships.payBy(own.id())).isEqualTo(new PayBy.Stored(card));
        try (var other = signedIn.as(salon.member().email())) {
            other.get("/account");
            assertThat(other.get(page).statusCode()).isEqualTo(404);
            assertThat(other.post(page + "/means", Map.of("by", "hand")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whoRemovesACardThatPaysReadsBeforeWhatFollows() {
        var own = salon.joinByCard(plan, member, Salon.GOOD);
        var card = ((PayBy.Stored) memberships.payBy(own.id())).reference();
        var cards = "/account/cards";
        assertThat(browser.get(cards + "?lang=en").body()).contains("Pays the fees of 朝の読書サロン");
        var asked = browser.post(cards + "/" + card + "/remove?lang=en", Map.of());
        assertThat(asked.body()).contains("These fees are paid by this card", "/account/memberships/" + own.id());
        assertThat(memberships.payBy(own.id())).isEqualTo(new PayBy.Stored(card));
        assertThat(browser.get(cards).body()).contains("•••• 4242");
        var removed = browser.post(cards + "/" + card + "/remove", Map.of("sure", "true"));
        assertThat(removed.statusCode()).isEqualTo(303);
        assertThat(memberships.payBy(own.id())).isEqualTo(new PayBy.Invoice());
        assertThat(browser.get(cards).body()).doesNotContain("•••• 4242");
    }

    @Test
    void theWordsThatWereAgreedToAreKeptInTheirLanguage() {
        var fields = hidden(browser.get("/salons/" + plan.id() + "/join"));
        fields.put("by", "hand");
        var order = location(browser.post("/salons/" + plan.id() + "/join", fields));
        var pay = hidden(browser.get(order + "?lang=th"));
        pay.putAll(Map.of("means", "card", "may-remember", "yes", "remember", "yes"));
        assertThat(browser.post(order + "/pay", pay).statusCode()).isEqualTo(302);
        var own = memberships.running(plan.id(), member.id()).orElseThrow();
        salon.payOnPage(salon.order(own, 0).id(), Salon.GOOD);
        assertThat(memberships.payBy(own.id())).isInstanceOf(PayBy.Stored.class);
        assertThat(browser.get("/account/cards?lang=en").body())
                .contains("What you agreed to", "lang=\"th\"", "เก็บบัตรนี้ไว้สำหรับค่าสมาชิกครั้งต่อไป");
    }

    @Test
    void whoHasAFreeMonthKeepsACardWithoutPaying() {
        var free = salon.plan(organiser, FirstMonth.FREE, new Anchor.FixedDay(31), 3300);
        var fields = hidden(browser.get("/salons/" + free.id() + "/join"));
        fields.put("by", "hand");
        var home = location(browser.post("/salons/" + free.id() + "/join", fields));
        var own = memberships.running(free.id(), member.id()).orElseThrow();
        assertThat(home).isEqualTo("/account/memberships/" + own.id());
        assertThat(browser.get(home + "?lang=en").body()).contains("Add a card and pay by itself");
        var pays = own.id().toString();
        assertThat(location(browser.post("/account/cards/add", Map.of("pays", pays))))
                .isEqualTo(home);
        var added = location(browser.post("/account/cards/add?lang=ja", Map.of("pays", pays, "agree", "yes")));
        var session = added.substring(added.lastIndexOf('/') + 1);
        var kept = TownProcess.running()
                .call(
                        "POST",
                        "/town/stripe/sessions/" + session + "/pay",
                        JsonNodeFactory.instance.objectNode().put("card", Salon.GOOD));
        var back = URI.create(kept.path("successUrl").asString());
        assertThat(location(browser.get(back.getPath() + "?" + back.getQuery())))
                .isEqualTo(home);
        assertThat(memberships.payBy(own.id())).isInstanceOf(PayBy.Stored.class);
        assertThat(browser.get("/account/cards?lang=en").body())
                .contains("•••• 4242", "Pays the fees of 朝の読書サロン", "自動で請求されることに同意します");
        salon.until(own.agreement().calendar().start(1));
        assertThat(salon.order(own, 1)).isInstanceOf(Order.Paid.class);
        try (var other = signedIn.as(salon.member().email())) {
            other.get("/account");
            assertThat(other.get(back.getPath() + "?" + back.getQuery()).statusCode())
                    .isEqualTo(404);
            assertThat(location(other.get(back.getPath()))).isEqualTo("/account/cards");
            assertThat(other.get("/account/cards").body()).doesNotContain("4242");
        }
    }

    @Test
    void whoLeavesAtOnceReadsBeforeWhatComesBack() {
        var own = salon.joinByCard(plan, member, Salon.GOOD);
        var page = "/account/memberships/" + own.id();
        var shown = hidden(browser.get(page + "?lang=en"));
        browser.post(page + "/leave-now", Map.of("back", "1"));
        assertThat(salon.now(own)).isInstanceOf(Membership.Active.class);
        assertThat(browser.post(page + "/leave-now", shown).statusCode()).isEqualTo(303);
        assertThat(salon.now(own)).isInstanceOf(Membership.Ended.class);
        salon.jobs();
        assertThat(salon.order(own, 0)).isInstanceOf(Order.Cancelled.class);
        assertThat(browser.get(page + "?lang=en").body()).contains("Join again", "went back");
    }
}

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
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SignedIn;
import tools.jackson.databind.json.JsonMapper;

/// Keeping a PayPal wallet while a fee is paid, and what its holder sees and does afterwards.
@ProductTest
class KeptWalletPagesTest {
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");

    private final TownProcess town = TownProcess.running();
    private final Salon salon;
    private final Memberships memberships;
    private final Orders orders;
    private final Payments payments;
    private final SavedCards cards;
    private final TestClock clock;
    private final MonthlyPlan plan;
    private final Member member;
    private final TestBrowser browser;
    private final Market market;
    private final SignedIn signedIn;

    KeptWalletPagesTest(
            Salon salon,
            Memberships memberships,
            Orders orders,
            Payments payments,
            SavedCards cards,
            TestClock clock,
            Market market,
            SignedIn signedIn) {
        this.salon = salon;
        this.memberships = memberships;
        this.orders = orders;
        this.payments = payments;
        this.cards = cards;
        this.clock = clock;
        this.market = market;
        this.signedIn = signedIn;
        this.plan = salon.plan(market.organiser(), FirstMonth.FULL, new Anchor.DayOfJoining(), 3300);
        this.member = salon.member();
        this.browser = signedIn.as(member.email());
    }

    @BeforeEach
    void aFairTown() {
        town.fair();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String page(Order order) {
        return "/orders/" + orders.link(order.id());
    }

    /// As the form sends it.
    private HttpResponse<String> pay(Order order, Map<String, String> ticked) {
        var shown = SHOWN.matcher(browser.get(page(order) + "?lang=en").body());
        assertThat(shown.find()).isTrue();
        var fields = new HashMap<>(ticked);
        fields.put("shown", shown.group(1));
        return browser.post(page(order) + "/pay", fields);
    }

    private void approve(Order order) {
        var payment =
                (Payment.Submitted) payments.newestFor(order.id().toString()).orElseThrow();
        town.call(
                "POST",
                "/town/paypal/orders/" + payment.reference() + "/approve",
                JsonMapper.shared().createObjectNode());
        orders.askAgain(order.id());
        salon.jobs();
    }

    private Membership joined() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var order = salon.order(joined, 0);
        assertThat(location(pay(order, Map.of("means", "paypal", "keepWallet", "yes"))))
                .contains("/paypal/checkoutnow");
        approve(order);
        return salon.now(joined);
    }

    @Test
    void aTickKeepsTheWalletForTheFeesThatCome() {
        var waiting = salon.join(plan, member, new PayBy.Invoice());
        var order = salon.order(waiting, 0);
        assertThat(browser.get(page(order) + "?lang=en").body())
                .contains("name=\"keepWallet\" value=\"yes\"", "Keep this PayPal account for the coming fees");
        assertThat(location(pay(order, Map.of("means", "paypal", "keepWallet", "yes"))))
                .contains("/paypal/checkoutnow");
        approve(order);
        assertThat(memberships.payBy(waiting.id())).isInstanceOf(PayBy.Stored.class);
        var home = "/account/memberships/" + waiting.id() + "?lang=en";
        assertThat(browser.get(home).body())
                .contains("PayPal t***@town.example", "Charged to this PayPal account")
                .contains("Use another PayPal account");
        assertThat(browser.get("/account/cards?lang=en").body())
                .contains("Cards and PayPal", "PayPal t***@town.example", "Pays the fees of " + plan.name())
                .contains("I agree that each fee is charged to this PayPal account");
    }

    @Test
    void withoutATickOrByAnotherMeansNothingIsKept() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var order = salon.order(joined, 0);
        pay(order, Map.of("means", "card", "keepWallet", "yes"));
        assertThat(payments.cardWish(payments.newestFor(order.id().toString())
                                .orElseThrow()
                                .id())
                        .toString())
                .isEqualTo("None[]");
        pay(order, Map.of("means", "paypal"));
        approve(order);
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
        assertThat(cards.means(new CardHolder(member.id().value()))).isEmpty();
        assertThat(browser.get("/account/memberships/" + joined.id() + "?lang=en")
                        .body())
                .contains("Have PayPal pay by itself");
    }

    @Test
    void onlyMonthlyFeesAreOfferedIt() {
        var meeting = market.held(market.event(5).id(), 1);
        assertThat(browser.get(page(meeting)).body()).doesNotContain("keepWallet");
    }

    @Test
    void aMembershipChangesToItAndBackAndItIsRemovedAfterAsking() {
        var joined = joined();
        var wallet = cards.means(new CardHolder(member.id().value())).getFirst();
        var home = "/account/memberships/" + joined.id();
        browser.post(home + "/means", Map.of("by", "hand"));
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
        browser.post(home + "/means", Map.of("by", wallet.id().toString()));
        assertThat(memberships.payBy(joined.id())).isInstanceOf(PayBy.Stored.class);
        var remove = "/account/cards/" + wallet.id() + "/remove";
        assertThat(browser.post(remove + "?lang=en", Map.of()).body())
                .contains("These fees are paid by this PayPal account", plan.name());
        assertThat(browser.post(remove, Map.of("sure", "true")).statusCode()).isEqualTo(303);
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
        assertThat(browser.get("/account/cards?lang=en").body()).doesNotContain("t***@town.example");
        assertThat(browser.post(remove, Map.of("sure", "true")).statusCode()).isEqualTo(404);
    }

    @Test
    void whoHasAFreeMonthKeepsPayPalWithoutPaying() {
        var free = salon.plan(market.organiser(), FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        var own = salon.join(free, member, new PayBy.Invoice());
        var home = "/account/memberships/" + own.id();
        assertThat(browser.get(home + "?lang=en").body())
                .contains("Have PayPal pay by itself", "I agree that each fee is charged to this PayPal account");
        var wish = Map.of("by", "paypal", "pays", own.id().toString());
        assertThat(location(browser.post("/account/cards/add", wish))).isEqualTo(home);
        assertThat(browser.post("/account/cards/add", Map.of("by", "paypal")).statusCode())
                .isEqualTo(404);
        var agreed = new HashMap<>(wish);
        agreed.put("agree", "yes");
        var approve = location(browser.post("/account/cards/add?lang=ja", agreed));
        assertThat(approve).contains("/paypal/agreements/approve");
        var setup = approve.substring(approve.lastIndexOf('=') + 1);
        var back = URI.create(town.call(
                        "POST",
                        "/town/paypal/vault/setups/" + setup + "/approve",
                        JsonMapper.shared().createObjectNode())
                .path("returnUrl")
                .asString());
        var address = back.getPath() + "?" + back.getQuery();
        try (var other = signedIn.as(salon.member().email())) {
            other.get("/account");
            assertThat(other.get(address).statusCode()).isEqualTo(404);
            assertThat(location(other.get(back.getPath()))).isEqualTo("/account/cards");
            assertThat(other.get("/account/cards").body()).doesNotContain("t***@town.example");
        }
        assertThat(location(browser.get(address))).isEqualTo(home);
        assertThat(memberships.payBy(own.id())).isInstanceOf(PayBy.Stored.class);
        assertThat(browser.get(home + "?lang=en").body())
                .contains("PayPal is kept and pays the coming fees", "PayPal t***@town.example");
        browser.post(home + "/means", Map.of("by", "hand"));
        assertThat(location(browser.get(address))).isEqualTo(home);
        salon.jobs();
        assertThat(memberships.payBy(own.id())).isEqualTo(new PayBy.Invoice());
        assertThat(browser.get("/account/cards?lang=en").body())
                .contains("PayPal t***@town.example", "自動で請求されることに同意します");
    }

    @Test
    void whatWasTickedIsStillTickedAfterComingBackAndWhenItIsToBeReadAgain() {
        var ticked = "name=\"keepWallet\" value=\"yes\" checked";
        var order = salon.order(salon.join(plan, member, new PayBy.Invoice()), 0);
        assertThat(browser.get(page(order)).body()).contains("keepWallet").doesNotContain(ticked);
        var again = browser.post(
                page(order) + "/pay", Map.of("means", "paypal", "keepWallet", "yes", "shown", "something else"));
        assertThat(location(again)).endsWith("?ticked=paypal");
        assertThat(browser.get(location(again)).body()).contains(ticked);
        pay(order, Map.of("means", "paypal", "keepWallet", "yes"));
        assertThat(browser.get(page(order)).body()).contains(ticked);
        pay(order, Map.of("means", "paypal"));
        assertThat(browser.get(page(order)).body()).doesNotContain(ticked);
        pay(order, Map.of("means", "card", "remember", "yes", "may-remember", "yes"));
        assertThat(browser.get(page(order)).body())
                .contains("name=\"remember\" value=\"yes\" checked")
                .doesNotContain(ticked);
    }
}

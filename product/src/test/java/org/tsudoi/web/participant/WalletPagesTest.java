package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// The page where wallets pay: who gets in, and how little the script on it can reach.
@ProductTest
class WalletPagesTest {
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]{64})\"");

    /// `{seed:[0-9]{1,9}}` has braces within.
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]|\\{[^{}]*})*}");

    private static final Pattern SCRIPT = Pattern.compile("data-wallet=\"(http://127\\.0\\.0\\.1:[0-9]+)/");

    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final PlatformSettings settings;
    private final RequestMappingHandlerMapping controllers;
    private final TestClock clock;
    private final TestBrowser browser;
    private final int port;

    WalletPagesTest(
            Market market,
            Orders orders,
            Payments payments,
            PlatformSettings settings,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.settings = settings;
        this.controllers = controllers;
        this.clock = clock;
        this.browser = new TestBrowser(port);
        this.port = port;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        clock.forward(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Order held() {
        return market.held(market.event(10).id(), 1);
    }

    private String path(OrderId order) {
        return "/orders/" + orders.link(order);
    }

    private HttpResponse<String> choose(Order order, String means) {
        var page = browser.get(path(order.id())).body();
        var shown = SHOWN.matcher(page);
        assertThat(shown.find()).as(page).isTrue();
        return browser.post(path(order.id()) + "/pay", Map.of("means", means, "shown", shown.group(1)));
    }

    /// Answers the address of the page for the wallet.
    private String wallet(Order order) {
        return location(choose(order, "wallet"));
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private Payment payment(Order order) {
        return payments.newestFor(order.id().toString()).orElseThrow();
    }

    private void payAtTown(Order order) {
        var intent = ((Payment.Submitted) payment(order)).reference();
        TownProcess.running().call("POST", "/town/stripe/intents/" + intent + "/wallet", null);
    }

    @Test
    void theRoomIsOfGlass() {
        var order = held();
        var room = browser.get(wallet(order));
        assertThat(room.statusCode()).isEqualTo(200);
        var script = SCRIPT.matcher(room.body());
        assertThat(script.find()).isTrue();
        var town = script.group(1);
        var ours = settings.link("/assets/");
        assertThat(room.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src " + ours + " " + town + "; connect-src " + town
                        + "; frame-src " + town + "; style-src " + ours + "; img-src " + ours
                        + " data:; worker-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'; "
                        + "frame-ancestors 'none'");
        assertThat(room.headers().allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin-allow-popups");
        assertThat(room.headers().allValues("Referrer-Policy")).containsExactly("origin");
        assertThat(room.headers().firstValue("Permissions-Policy"))
                .hasValueSatisfying(it -> assertThat(it).contains("payment=(self \"" + town + "\")", "camera=()"));
        assertThat(room.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(it -> assertThat(it).contains("no-store"));
    }

    @Test
    void nothingOfTheBuyerOrTheirOrderIsInIt() {
        var order = held();
        var address = wallet(order);
        assertThat(address).isEqualTo("/wallet/" + payment(order).id());
        var page = browser.get(address + "?lang=ja").body();
        assertThat(PageRules.broken(page)).isEmpty();
        assertThat(page).contains("¥1,500", "data-secret=\"pi_", "data-key=\"pk_test_town\"");
        assertThat(page)
                .doesNotContain(
                        orders.link(order.id()),
                        order.id().toString(),
                        order.terms().buyer().email().value(),
                        "山田",
                        "_csrf",
                        "<form",
                        "<nav",
                        "sk_test");
    }

    /// The link goes in a cookie that scripts cannot read, to this one page.
    @Test
    void theWayThereTellsNothingOfTheOrder() {
        var order = held();
        var answer = choose(order, "wallet");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("wallet=" + orders.link(order.id()))
                        && cookie.contains("Path=" + location(answer) + ";")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
        assertThat(browser.get(path(order.id())).headers().firstValue("Referrer-Policy"))
                .as("navigation.entries() shows no address of such a page")
                .contains("no-referrer");
        assertThat(location(browser.get(location(answer) + "/back"))).isEqualTo(path(order.id()) + "/back");
    }

    @Test
    void strangersFindNothing() {
        var address = wallet(held());
        try (var stranger = new TestBrowser(port)) {
            assertThat(stranger.get(address).statusCode()).isEqualTo(404);
            assertThat(stranger.get("/wallet/nonsense").statusCode()).isEqualTo(404);
            var back = stranger.get(address + "/back");
            assertThat(back.statusCode()).isEqualTo(200);
            assertThat(back.body()).doesNotContain("/orders/");
            // With an order of their own they do not get at that of another.
            var own = market.held(market.event(10).id(), 1);
            stranger.cookies().put("wallet", orders.link(own.id()));
            var led = stranger.get(address);
            assertThat(led.statusCode()).isEqualTo(303);
            assertThat(location(led)).isEqualTo(path(own.id()));
        }
    }

    @Test
    void whatIsPaidIsShownByTheOrderAndWhichWalletItWas() {
        var order = held();
        var address = wallet(order);
        payAtTown(order);
        assertThat(location(browser.get(address + "/back"))).isEqualTo(path(order.id()) + "/back");
        assertThat(browser.get(path(order.id()) + "/back").body()).contains("Visa •••• 4242");
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(payments.card(payment(order).id()).orElseThrow().wallet()).isEqualTo("apple_pay");
        assertThat(location(browser.get(address)))
                .as("no secret is given any more")
                .isEqualTo(path(order.id()));
    }

    @Test
    void twoTabsNeverPayTwice() {
        var order = held();
        var address = wallet(order);
        assertThat(wallet(order)).as("the same payment").isEqualTo(address);
        payAtTown(order);
        // The other tab still has the secret, and tries once more.
        payAtTown(order);
        browser.get(path(order.id()) + "/back");
        var tally = TownProcess.running().call("GET", "/town/stripe/tally", null);
        var charge = ((Payment.Captured) payment(order)).charge();
        assertThat(tally.path(charge).path("charges").asInt()).isEqualTo(1);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void whoeverChoosesAnotherWayCannotPayHereAnyMore() {
        var order = held();
        var address = wallet(order);
        var first = payment(order);
        assertThat(location(choose(order, "card"))).contains("/stripe/c/pay/");
        assertThat(payments.get(first.id())).isInstanceOf(Payment.Withdrawn.class);
        assertThat(location(browser.get(address))).isEqualTo(path(order.id()));
        var intent = TownProcess.running()
                .call("GET", "/stripe/v1/payment_intents?limit=100", null)
                .path("data");
        assertThat(intent.valueStream()
                        .filter(it -> it.path("metadata")
                                .path("payment")
                                .asString("")
                                .equals(first.id().toString()))
                        .map(it -> it.path("status").asString("")))
                .containsExactly("canceled");
    }

    @Test
    void aDeclinedWalletLeavesTheRoomOpen() {
        var order = held();
        var address = wallet(order);
        var intent = ((Payment.Submitted) payment(order)).reference();
        TownProcess.running()
                .call("POST", "/town/stripe/intents/" + intent + "/wallet?card=pm_card_chargeDeclined", null);
        assertThat(browser.get(path(order.id()) + "/back").body()).contains("The payment was not approved");
        assertThat(browser.get(address).statusCode()).isEqualTo(200);
    }

    @Test
    void aSilentStripeLeadsBackToTheOrder() {
        var order = held();
        var address = wallet(order);
        TownProcess.running().weather("stripe", "GET /v1/payment_intents/*", "error-before", 1);
        var answer = browser.get(address);
        assertThat(location(answer)).isEqualTo(path(order.id()) + "/back");
        assertThat(browser.get(address).statusCode()).isEqualTo(200);
    }

    /// Whether a page with these headers would be within reach of the script in the room, or be like it.
    private static boolean isOpen(HttpHeaders headers) {
        return !headers.allValues("Cross-Origin-Opener-Policy").equals(List.of("same-origin"))
                || headers.allValues("Content-Security-Policy").stream()
                        .noneMatch(it -> it.startsWith("default-src 'self'") && it.contains("frame-ancestors 'none'"))
                || !headers.firstValue("X-Frame-Options").orElse("").equals("DENY");
    }

    @Test
    void noOtherAnswerIsLikeIt() {
        var room = browser.get(wallet(held()));
        assertThat(isOpen(room.headers()))
                .as("the room itself is seen by this test")
                .isTrue();
        var paths = controllers.getHandlerMethods().keySet().stream()
                .filter(it -> it.getMethodsCondition().getMethods().isEmpty()
                        || it.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(it -> it.getPatternValues().stream())
                .map(it -> VARIABLE.matcher(it).replaceAll("x").replace("**", "x"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(paths).hasSizeGreaterThan(50);
        paths.addAll(Set.of("/nowhere", "/assets/x/none.js", "/favicon.ico", "/robots.txt"));
        paths.removeIf(path -> path.endsWith("/socket") || path.endsWith("/events-stream"));
        assertThat(paths)
                .allSatisfy(path ->
                        assertThat(isOpen(browser.get(path).headers())).as(path).isFalse());
    }
}

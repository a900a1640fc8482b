package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What goes wrong while people pay: refused cards, closed tabs, double clicks, a provider that does not
/// answer.
@ExtendWith(SharedWorld.class)
class TroubleTest {
    private static final Duration SOON = Await.LONG;
    private static final String REFUSED_CARD = "4000000000000002";
    private static final String ASKING_CARD = "4000002760003184";
    private static final long PRICE = 1200;

    private final World world;
    private final Chromium chromium;
    private Organiser.Offer offer = new Organiser.Offer(new UUID(0, 0), "", "", 0, "");

    TroubleTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @BeforeEach
    void anOfferOfItsOwn() {
        offer = Organiser.signUp(world).offer("Trouble", PRICE, 4, Duration.ofDays(2));
    }

    @AfterEach
    void fairWeather() {
        world.town().fairWeather();
    }

    @Test
    void mailReachesTheAddressesOfJapaneseCarriers() throws Exception {
        var mail = "saki..tanaka.@docomo.ne.jp";
        var purchase = new Purchase(world, offer.slug(), mail);
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        assertThat(world.town().letter(mail, offer.title()).link("/door/")).isNotBlank();
    }

    @Test
    void aClosedTabIsFollowedByTheWebhookAlone() throws Exception {
        var purchase = atThePaymentPage(1);
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.awaitState("paid-1", SOON);
        takenOnce(1);
    }

    @Test
    void aLostWebhookIsMadeGoodByComingBack() throws Exception {
        world.town().weather("webhook-lost", "*", 20);
        var purchase = atThePaymentPage(1);
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        takenOnce(1);
    }

    @Test
    void aRefusedCardAndARefusedQuestionLeaveTheSeatForAnotherCard() throws Exception {
        var purchase = atThePaymentPage(1);
        assertThat(purchase.pay(REFUSED_CARD, true)).isEqualTo("declined");
        purchase.comeBack();
        assertThat(purchase.state()).startsWith("paying");
        assertThat(purchase.pay(ASKING_CARD, false)).isEqualTo("declined");
        purchase.comeBack();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        takenOnce(1);
    }

    @Test
    void whoLeavesTheIssuersQuestionCanGoOnPaying() {
        try (var phone = Phone.of(world, chromium.browser(), "en")) {
            var page = phone.page();
            phone.open("/events/" + offer.slug() + "/apply");
            page.locator("#name").fill("Hanako Yamada");
            page.locator("#email").fill("leaving@example.jp");
            page.locator("#agreed").check();
            page.locator("form.form button.primary").click();
            phone.waitForPath("/orders/[^/]+");
            page.locator("form[action$='/pay'] button").click();
            type(phone, REFUSED_CARD);
            page.locator("#declined").waitFor();
            type(phone, ASKING_CARD);
            phone.waitForPath("/stripe/3ds/.*");
            page.locator("main a").first().click();
            phone.waitForPath("/orders/[^/]+");
            page.locator("form[action$='/pay']").waitFor();
            phone.isAccessible();
            page.locator("form[action$='/pay'] button").click();
            type(phone, "4242424242424242");
            phone.waitForPath("/orders/[^/]+(/back)?");
            page.locator("section.ticket").waitFor();
        }
        takenOnce(1);
    }

    private static void type(Phone phone, String card) {
        Page page = phone.page();
        phone.waitForPath("/stripe/c/pay/.*");
        page.locator("#card").fill(card);
        page.locator("#expiry").fill("12 / 34");
        page.locator("#cvc").fill("123");
        page.locator("#pay").click();
    }

    @Test
    void doubleClicksAndTwoTabsMakeOneOrderAndOnePayment() throws Exception {
        var purchase = new Purchase(world, offer.slug(), "double@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        var first = purchase.order();
        allAtOnce(purchase::sendForm);
        assertThat(purchase.order()).isEqualTo(first);
        assertThat(purchase.goToPay()).isTrue();
        allAtOnce(purchase::sendPayForm);
        var session = purchase.session();
        assertThat(purchase.pay()).isEqualTo("paid");
        assertThat(purchase.pay()).isEqualTo("complete");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        assertThat(purchase.sendPayForm()).isFalse();
        assertThat(purchase.session()).isEqualTo(session);
        try (var books = world.books()) {
            assertThat(books.number("select count(*) from orders where event = ?", offer.id()))
                    .isEqualTo(1);
        }
        takenOnce(1);
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForAgainAndChargedOnce() throws Exception {
        var purchase = new Purchase(world, offer.slug(), "cut@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        world.town().weather("cut-after", "POST /v1/checkout/sessions", 1);
        purchase.goToPay();
        world.town().fairWeather();
        Await.until("a page to pay at", SOON, () -> {
            try {
                return purchase.goToPay();
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        takenOnce(1);
    }

    @Test
    void whoPaysTooLateForTheLastSeatGetsEverythingBack() throws Exception {
        var late = atThePaymentPage(4);
        // The page stays open although the product wants it closed.
        world.town().weather("error-before", "POST /v1/checkout/sessions/*/expire", 50);
        late.leave();
        late.awaitState("lapsed.*", SOON);
        var quick = atThePaymentPage(4);
        assertThat(quick.pay()).isEqualTo("paid");
        quick.comeBack();
        quick.awaitState("paid-4", SOON);
        assertThat(late.pay()).isEqualTo("paid");
        late.comeBack();
        late.awaitState("unseated.*-done", SOON);
        try (var books = world.books()) {
            assertThat(books.takenSeats(offer.id())).isEqualTo(4);
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private Purchase atThePaymentPage(int places) throws java.io.IOException {
        var purchase = new Purchase(world, offer.slug(), UUID.randomUUID() + "@example.jp");
        assertThat(purchase.hold(places)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        return purchase;
    }

    private static void allAtOnce(Callable<?> click) throws Exception {
        try (var hands = Executors.newFixedThreadPool(4)) {
            var clicks = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) clicks.add(hands.submit(click));
            for (var one : clicks) one.get();
        }
    }

    /// The ledger has these seats as sold, and the payments of this event were captured once each.
    private void takenOnce(int seats) {
        try (var books = world.books()) {
            assertThat(books.takenSeats(offer.id())).isEqualTo(seats);
            assertThat(books.rows("""
                            select p.state, count(*) from payment p join orders o on o.payment = p.id
                            where o.event = ? group by p.state""", offer.id())).isEqualTo(List.of(List.of("captured", "1")));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
        assertThat(world.town().tally().values())
                .allSatisfy(one -> assertThat(one.charges()).isEqualTo(1));
    }
}

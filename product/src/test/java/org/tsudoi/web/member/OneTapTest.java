package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Members;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SavedCard;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SignedIn;
import tools.jackson.databind.json.JsonMapper;

/// A card is remembered with a payment; the next is paid by one tap, confirmed by a passkey.
@ProductTest
class OneTapTest {
    private static final String SITE = "http://localhost:8080";
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");
    private static final Pattern HANDLE = Pattern.compile("\"user\":\\{[^}]*\"id\":\"([^\"]+)\"");

    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final SavedCards cards;
    private final Members members;
    private final SignedIn signedIn;
    private final JdbcClient sql;
    private final TestClock clock;
    private final SoftAuthenticator phone = new SoftAuthenticator(SITE, "localhost");
    private final EmailAddress mail = new EmailAddress("tap." + UUID.randomUUID() + "@example.jp");
    private TestBrowser browser;
    private String handle = "";

    OneTapTest(
            Market market,
            Orders orders,
            Payments payments,
            SavedCards cards,
            Members members,
            SignedIn signedIn,
            JdbcClient sql,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.cards = cards;
        this.members = members;
        this.signedIn = signedIn;
        this.sql = sql;
        this.clock = clock;
        clock.forward(Duration.ofMinutes(15));
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        this.browser = signedIn.as(mail);
    }

    @BeforeEach
    void makeAPasskey() {
        browser.get("/account");
        var options = browser.postJson("/account/passkeys/options", "").body();
        handle = found(HANDLE, options);
        assertThat(browser.postJson("/account/passkeys", phone.make(found(CHALLENGE, options), "My phone"))
                        .statusCode())
                .isEqualTo(204);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aCardIsRememberedOnlyWhenThatIsWished() {
        var order = placed();
        assertThat(browser.get(path(order)).body())
                .contains("name=\"remember\"")
                .doesNotContain("data-tap=");
        browser.post(path(order) + "/pay", Map.of());
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(cards.of(holder())).isEmpty();
        assertThat(browser.get(path(order)).body()).contains("Visa •••• 4242");
    }

    @Test
    void whoeverTakesTheWishBackIsLedToAPageThatRemembersNothing() {
        var order = placed();
        browser.get(path(order));
        browser.post(path(order) + "/pay", Map.of("remember", "yes", "may-remember", "yes"));
        var first = market.session(order.id());
        browser.get(path(order));
        browser.post(path(order) + "/pay", Map.of("may-remember", "yes"));
        assertThat(market.session(order.id())).isNotEqualTo(first);
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(cards.of(holder())).isEmpty();
    }

    @Test
    void theNextIsPaidByOneTapAndTheAnswerIsGoodOnce() {
        var card = remembered();
        var order = placed();
        assertThat(browser.get(path(order)).body())
                .contains("data-tap=", card.id().toString(), "Visa •••• 4242");
        var answer = phone.sign(challenge(order, card), handle);
        var paid = browser.postJson(path(order) + "/tap", answer);
        assertThat(paid.statusCode()).isEqualTo(200);
        assertThat(paid.body()).isEqualTo(path(order));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(payments.newestFor(order.id().toString()).orElseThrow())
                .isInstanceOfSatisfying(
                        Payment.Captured.class, it -> assertThat(it.reference()).startsWith("pi_"));
        browser.get("/account");
        assertThat(browser.postJson(path(order) + "/tap", answer).statusCode())
                .as("once more")
                .isEqualTo(422);
    }

    @Test
    void whatDoesNotFitIsRefusedAndChargesNothing() {
        var card = remembered();
        var order = placed();
        assertThat(tap(order, phone.sign("c29tZXRoaW5nIGVsc2UgYWx0b2dldGhlcg", handle)))
                .as("another challenge")
                .isEqualTo(422);
        assertThat(tap(order, "[")).as("broken").isEqualTo(422);
        assertThat(tap(order, phone.sign(challenge(order, card), handle, 0x01)))
                .as("owner not verified")
                .isEqualTo(422);
        var stranger = new SoftAuthenticator(SITE, "localhost");
        assertThat(tap(order, stranger.sign(challenge(order, card), handle)))
                .as("unknown passkey")
                .isEqualTo(422);
        var late = phone.sign(challenge(order, card), handle);
        clock.forward(Duration.ofMinutes(3));
        assertThat(tap(order, late)).as("too late").isEqualTo(422);
        var other = placed();
        assertThat(tap(other, phone.sign(challenge(order, card), handle)))
                .as("another order")
                .isEqualTo(409);
        var changed = phone.sign(challenge(order, card), handle);
        sql.sql("update payment_consent set amount = amount + 1 where spent_at is null")
                .update();
        assertThat(tap(order, changed)).as("another amount").isEqualTo(409);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Held.class);
        assertThat(payments.newestFor(order.id().toString())).isEmpty();
    }

    @Test
    void whatIsWithdrawnBeforeStripeHeardOfItIsNotCharged() {
        var card = remembered();
        var order = placed();
        var answer = phone.sign(challenge(order, card), handle);
        TownProcess.running().weather("stripe", "POST /v1/payment_intents", "cut-before", 1);
        assertThat(tap(order, answer)).isEqualTo(200);
        TownProcess.running().fair();
        var begun = payments.newestFor(order.id().toString()).orElseThrow();
        assertThat(begun).isInstanceOf(Payment.Unknown.class);
        assertThat(payments.withdrawNow(begun.id())).isInstanceOf(Payment.Withdrawn.class);
    }

    @Test
    void whatWasChargedIsFoundHoweverLateItIsAsked() {
        var card = remembered();
        var hoursLater = charged(card, "cut-after");
        clock.forward(Duration.ofHours(3));
        TownProcess.running().sameTimeAs(clock);
        assertThat(payments.ask(hoursLater)).isInstanceOf(Payment.Captured.class);
        var daysLater = charged(card, "cut-after");
        clock.forward(Duration.ofDays(2));
        TownProcess.running().sameTimeAs(clock);
        assertThat(payments.ask(daysLater)).isInstanceOf(Payment.Captured.class);
        var never = charged(card, "cut-before");
        clock.forward(Duration.ofDays(2));
        TownProcess.running().sameTimeAs(clock);
        assertThat(payments.ask(never)).isInstanceOf(Payment.Withdrawn.class);
    }

    @Test
    void aCardIsNotChargedAnyMoreOnceItWasRemoved() {
        var card = remembered();
        var begun = charged(card, "cut-before");
        cards.forget(holder(), card.id());
        assertThat(payments.ask(begun)).isInstanceOf(Payment.Withdrawn.class);
    }

    /// @param weather in which Stripe is asked; its answer never comes
    private PaymentId charged(SavedCard card, String weather) {
        var order = placed();
        var answer = phone.sign(challenge(order, card), handle);
        TownProcess.running().weather("stripe", "POST /v1/payment_intents", weather, 1);
        assertThat(tap(order, answer)).isEqualTo(200);
        TownProcess.running().fair();
        var begun = payments.newestFor(order.id().toString()).orElseThrow();
        assertThat(begun).isInstanceOf(Payment.Unknown.class);
        return begun.id();
    }

    @Test
    void whoeverElsePaysIsLedToAPageThatRemembersNothing() {
        var order = placed();
        browser.get(path(order));
        browser.post(path(order) + "/pay", Map.of("remember", "yes", "may-remember", "yes"));
        var first = market.session(order.id());
        try (var friend = signedIn.nobody()) {
            friend.get(path(order));
            friend.post(path(order) + "/pay", Map.of());
        }
        assertThat(market.session(order.id())).isNotEqualTo(first);
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(cards.of(holder())).isEmpty();
    }

    @Test
    void aPasskeyThatIsYoungerThanTheCardWaitsForThreeDays() {
        var card = remembered();
        clock.forward(Duration.ofMinutes(20));
        browser = signedIn.as(mail);
        var younger = new SoftAuthenticator(SITE, "localhost");
        browser.get("/account");
        var options = browser.postJson("/account/passkeys/options", "").body();
        assertThat(browser.postJson("/account/passkeys", younger.make(found(CHALLENGE, options), "New phone"))
                        .statusCode())
                .isEqualTo(204);
        var order = placed();
        assertThat(tap(order, younger.sign(challenge(order, card), handle)))
                .as("new passkey, older card")
                .isEqualTo(409);
        assertThat(payments.newestFor(order.id().toString())).isEmpty();
        clock.forward(Duration.ofDays(3).plusMinutes(1));
        TownProcess.running().sameTimeAs(clock);
        browser = signedIn.as(mail);
        var later = placed();
        assertThat(tap(later, younger.sign(challenge(later, card), handle))).isEqualTo(200);
    }

    @Test
    void aCardOfAWalletAndAnOlderNameOfTheSameCardAreForgottenAtOnce() {
        var first = remembered();
        var second = remembered();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(cards.of(holder())).containsExactly(second);
        var order = placed();
        browser.get(path(order));
        browser.post(path(order) + "/pay", Map.of("means", "card", "remember", "yes"));
        TownProcess.running()
                .call(
                        "POST",
                        "/town/stripe/sessions/" + market.session(order.id()) + "/pay",
                        JsonMapper.shared()
                                .createObjectNode()
                                .put("card", "5555555555554444")
                                .put("wallet", "apple_pay"));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(cards.of(holder())).containsExactly(second);
        assertThat(sql.sql("select count(*) from saved_card where holder = :holder and forget_wished_at is not null")
                        .param("holder", holder().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whoeverIsGoneAtStripeStillPays() {
        remembered();
        var customer = sql.sql("select customer from card_holder where holder = :holder")
                .param("holder", holder().value())
                .query(String.class)
                .single();
        TownProcess.running().call("DELETE", "/stripe/v1/customers/" + customer, null);
        var order = placed();
        browser.get(path(order));
        browser.post(path(order) + "/pay", Map.of("means", "card", "remember", "yes"));
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void anAnswerIsGoodInItsSessionAndForNothingElse() {
        var card = remembered();
        var order = placed();
        var answer = phone.sign(challenge(order, card), handle);
        try (var elsewhere = signedIn.as(mail)) {
            elsewhere.get(path(order));
            assertThat(elsewhere.postJson(path(order) + "/tap", answer).statusCode())
                    .as("another session")
                    .isEqualTo(422);
        }
        browser.get("/sign-in");
        assertThat(browser.postJson("/sign-in/passkey", answer).statusCode())
                .as("signing in")
                .isEqualTo(422);
        browser.get("/account");
        assertThat(browser.postJson(path(order) + "/tap", answer).statusCode())
                .as("here, and for the first time")
                .isEqualTo(200);
    }

    @Test
    void nobodySeesOrTapsWhatIsSomebodyElses() {
        var card = remembered();
        var order = placed();
        var options = path(order) + "/tap/options?card=" + card.id();
        try (var stranger = signedIn.as(market.mail("taro"))) {
            assertThat(stranger.get(path(order)).body()).doesNotContain("data-tap=", "name=\"remember\"");
            assertThat(stranger.postJson(options, "").statusCode()).isEqualTo(404);
            stranger.get("/account/cards");
            stranger.post("/account/cards/" + card.id() + "/remove", Map.of());
        }
        assertThat(cards.of(holder())).containsExactly(card);
    }

    @Test
    void aRemovedCardIsNotOfferedAnyMore() {
        var card = remembered();
        assertThat(browser.get("/account/cards").body()).contains("Visa •••• 4242");
        assertThat(browser.post("/account/cards/" + card.id() + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(303);
        var order = placed();
        assertThat(browser.get(path(order)).body()).doesNotContain("data-tap=");
        assertThat(browser.postJson(path(order) + "/tap/options?card=" + card.id(), "")
                        .statusCode())
                .isEqualTo(404);
    }

    private SavedCard remembered() {
        var order = placed();
        browser.get(path(order));
        assertThat(browser.post(path(order) + "/pay", Map.of("means", "card", "remember", "yes"))
                        .statusCode())
                .isEqualTo(302);
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        return cards.of(holder()).getFirst();
    }

    private Order placed() {
        var event = market.event(20);
        return ((Orders.Placing.Placed)
                        market.place(event.id(), 0, 1, mail, UUID.randomUUID().toString()))
                .order();
    }

    private CardHolder holder() {
        return new CardHolder(members.findByMail(mail).orElseThrow().id().value());
    }

    private String path(Order order) {
        return "/orders/" + orders.link(order.id());
    }

    private String challenge(Order order, SavedCard card) {
        browser.get(path(order));
        var options = browser.postJson(path(order) + "/tap/options?card=" + card.id(), "");
        assertThat(options.statusCode()).as(options.body()).isEqualTo(200);
        assertThat(options.body()).contains("\"userVerification\":\"required\"", "allowCredentials");
        return found(CHALLENGE, options.body());
    }

    private int tap(Order order, String answer) {
        return browser.postJson(path(order) + "/tap", answer).statusCode();
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}

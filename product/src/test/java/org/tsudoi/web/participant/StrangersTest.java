package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SignedIn;

/// What people who mean no good get from the pages of buyers.
@ProductTest
class StrangersTest {
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    private final Market market;
    private final Orders orders;
    private final Events events;
    private final TestClock clock;
    private final SignedIn signedIn;
    private final TestBrowser browser;
    private final int port;

    StrangersTest(
            Market market,
            Orders orders,
            Events events,
            TestClock clock,
            SignedIn signedIn,
            @LocalServerPort int port) {
        this.port = port;
        this.signedIn = signedIn;
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.clock = clock;
        this.browser = new TestBrowser(port);
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

    @Test
    void aGuestsDoorDoesNotOpenTheWholeOrder() {
        var order = market.paid(market.event(10).id(), 2);
        for (var ticket : orders.tickets(order.id())) {
            var door = browser.get("/door/" + orders.doorLink(ticket.id()));
            assertThat(door.statusCode()).isEqualTo(200);
            assertThat(door.body()).doesNotContain(orders.link(order.id()));
        }
    }

    /// Buyer and visitor have one name; the link to the door may have been passed on.
    @Test
    void aDoorThatWasPassedOnDoesNotOpenTheOrder() {
        var order = market.paid(market.event(10).id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        assertThat(ticket.attendee()).isEqualTo(order.terms().buyer().name());
        var door = "/door/" + orders.doorLink(ticket.id());
        assertThat(browser.get(door).body()).doesNotContain("/orders/");
        try (var other = signedIn.as(market.mail("somebody"))) {
            assertThat(other.get(door).body()).doesNotContain("/orders/");
        }
    }

    @Test
    void whoBoughtItAndIsSignedInFindsTheOrderBehindTheDoor() {
        var order = market.paid(market.event(10).id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        try (var buyer = signedIn.as(order.terms().buyer().email())) {
            assertThat(buyer.get("/door/" + orders.doorLink(ticket.id())).body())
                    .contains("/orders/" + orders.link(order.id()));
        }
    }

    @Test
    void aPlanThatIsGoneIsNotReplacedByAnother() {
        var event = market.event(10);
        var trial = event.particulars().plans().get(1).id().toString();
        var path = "/events/" + event.particulars().slug() + "/apply";
        browser.get(path + "?plan=" + trial);
        events.change(
                event.id(),
                event.particulars()
                        .with(event.particulars()
                                .sale()
                                .withPlans(event.particulars().plans().subList(0, 1))));
        var answer = browser.post(path, filled(trial, market.mail("hanako").value()));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(orders.ofEvent(event.id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "email, zz, en, Please check the address",
        "email, zz, ja, メールアドレスの形",
        "email, zz, th, กรุณาตรวจสอบอีเมล",
        "name, LONG, en, Please write a name of up to 80 characters",
        "attendee0, LONG, en, Please write a name of up to 80 characters",
        "attendee1, LONG, en, Please write a name of up to 80 characters"
    })
    void whatCannotBeReadIsSaidBesideItsFieldAndNothingIsSold(
            String field, String typed, String language, String said) {
        var event = market.event(10);
        var path = "/events/" + event.particulars().slug() + "/apply";
        browser.get(path + "?lang=" + language);
        var fields = filled(
                event.particulars().plans().getFirst().id().toString(),
                market.mail("hanako").value());
        fields.put("places", "2");
        fields.put("attendee1", "Taro");
        fields.put(field, typed.replace("LONG", "a".repeat(81)));
        var answer = browser.post(path, fields);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"" + field + "-error\">" + said, "value=\"" + fields.get(field) + "\"");
        assertThat(orders.ofEvent(event.id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "1, 5"})
    void nobodysMailboxIsFilled(int plan, int times) {
        var victim = market.mail("victim").value();
        var answers = new ArrayList<Integer>();
        for (int i = 0; i < times + 1; i++)
            answers.add(apply(market.event(10), plan, victim).statusCode());
        assertThat(answers.subList(0, times)).containsOnly(303);
        assertThat(answers.getLast()).isEqualTo(429);
        var refused = apply(market.event(10), plan, victim);
        assertThat(refused.body()).contains("id=\"email-error\">Many bookings", "value=\"" + victim + "\"");
    }

    @Test
    void whoHasSignedInWithTheirAddressIsStoppedByNobody() {
        var victim = market.mail("victim");
        for (int i = 0; i < 21; i++) apply(market.event(10), 0, victim.value());
        try (var own = signedIn.as(victim)) {
            assertThat(apply(own, market.event(10), 0, victim.value(), key()).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void aStrangerElsewhereStopsNobody() {
        var victim = market.mail("victim").value();
        for (int i = 0; i < 21; i++) apply(market.event(10), 0, victim);
        try (var elsewhere = new TestBrowser(port, "127.0.0.2")) {
            assertThat(apply(elsewhere, market.event(10), 0, victim, key()).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void aSecondClickIsNotCounted() {
        var event = market.event(10);
        var mail = market.mail("hanako").value();
        var key = key();
        for (int i = 0; i < 21; i++) {
            assertThat(apply(browser, event, 0, mail, key).statusCode()).isEqualTo(303);
        }
        assertThat(orders.ofEvent(event.id())).hasSize(1);
        assertThat(apply(market.event(10), 0, mail).statusCode()).isEqualTo(303);
    }

    @Test
    void comingBackAgainAndAgainDoesNotAskTheProviderEachTime() {
        var order = market.held(market.event(10).id(), 1);
        orders.pay(order.id());
        var session = market.session(order.id());
        long before = asked(session);
        for (int i = 0; i < 20; i++) {
            assertThat(browser.get("/orders/" + orders.link(order.id()) + "/back")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(asked(session) - before).isBetween(1L, 3L);
        market.payAtProvider(session);
        clock.forward(Duration.ofSeconds(10));
        TownProcess.running().sameTimeAs(clock);
        browser.get("/orders/" + orders.link(order.id()) + "/back");
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    private static long asked(String session) {
        return TownProcess.running()
                .call("GET", "/town/stripe/requests", null)
                .valueStream()
                .filter(request -> request.toString().contains("/v1/checkout/sessions/" + session))
                .count();
    }

    @Test
    void whoTypesAnothersAddressLearnsNothingOfTheirTrial() {
        var organiser = market.organiser();
        var used = market.mail("used");
        var first = market.place(market.event(organiser, 10, THREE_DAYS).id(), 1, 1, used, key());
        orders.confirm(((Orders.Placing.ToConfirm) first).order().id());
        var event = market.event(organiser, 10, THREE_DAYS);
        var path = "/events/" + event.particulars().slug() + "/mail-sent";
        for (var mail : List.of(used, market.mail("fresh"))) {
            var answer = apply(event, 1, mail.value());
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValueSatisfying(at -> assertThat(at).endsWith(path));
            var page = browser.get(path).body();
            assertThat(page)
                    .contains("We have sent an email to " + mail.value())
                    .doesNotContain("/orders/");
        }
    }

    @ParameterizedTest
    @CsvSource({"ja,申し込みを確定する", "en,Take the place", "th,รับที่นั่ง"})
    void theLinkOfTheMailGivesTheTrialAtOneClick(String language, String button) {
        var placing = market.place(market.event(10).id(), 1, 1, market.mail("trial"), key());
        var order = ((Orders.Placing.ToConfirm) placing).order();
        var path = "/orders/" + orders.link(order.id());
        assertThat(browser.get(path + "?lang=" + language).body()).contains(button);
        assertThat(orders.get(order.id())).as("looking changes nothing").isInstanceOf(Order.Unconfirmed.class);
        assertThat(browser.get(path + "/door").headers().firstValue("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith(path));
        assertThat(browser.post(path + "/confirm", Map.of()).statusCode()).isEqualTo(303);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(browser.get(path).body()).contains("/door/");
    }

    @ParameterizedTest
    @CsvSource({"ja,未払いのまま", "en,can be held unpaid", "th,ยังไม่ชำระ"})
    void oneAddressDoesNotHoldAllSeatsUnpaid(String language, String said) {
        var event = market.event(40);
        browser.get("/?lang=" + language);
        for (int i = 0; i < 20; i++) {
            assertThat(apply(event, 0, market.mail("greedy").value()).statusCode())
                    .isEqualTo(303);
        }
        var refused = apply(event, 0, "typed@example.jp");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(said).contains("typed@example.jp");
        assertThat(events.seats(event.id()).held()).isEqualTo(20);
        assertThat(apply(market.event(10), 0, market.mail("other").value()).statusCode())
                .as("another event")
                .isEqualTo(303);
        orders.leave(orders.ofEvent(event.id()).getFirst().id());
        assertThat(apply(event, 0, market.mail("next").value()).statusCode())
                .as("one was let go")
                .isEqualTo(303);
    }

    @Test
    void oneFormSentForTwoPlansCountsTwice() {
        var event = market.event(40);
        for (int i = 0; i < 10; i++) {
            var key = key();
            for (int plan : new int[] {1, 0}) {
                assertThat(apply(browser, event, plan, market.mail("two").value(), key)
                                .statusCode())
                        .isEqualTo(303);
            }
        }
        assertThat(apply(event, 0, market.mail("more").value()).statusCode()).isEqualTo(422);
        assertThat(events.seats(event.id()).held()).isEqualTo(20);
    }

    private HttpResponse<String> apply(Event event, int plan, String mail) {
        return apply(browser, event, plan, mail, key());
    }

    private static HttpResponse<String> apply(TestBrowser buyer, Event event, int plan, String mail, String key) {
        var path = "/events/" + event.particulars().slug() + "/apply";
        buyer.get(path);
        var fields = filled(event.particulars().plans().get(plan).id().toString(), mail);
        fields.put("key", key);
        return buyer.post(path, fields);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void anOrderIsKeptByNobodyOnTheWay() {
        var order = market.held(market.event(10).id(), 1);
        assertThat(order).isInstanceOf(Order.Held.class);
        var page = browser.get("/orders/" + orders.link(order.id()));
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void aSearchForNothingReadableFindsNothing() {
        assertThat(browser.get("/?q=%01yoga%01").statusCode()).isEqualTo(200);
    }

    /// The soonest of everybody, and not of whoever publishes most.
    @Test
    void oneOrganiserDoesNotFillTheFrontPage() {
        var greedy = market.organiser();
        for (int i = 0; i < 5; i++) market.event(greedy, 10, Duration.ofHours(1));
        var ofGreedy = events.ofOrganiser(greedy).stream()
                .map(event -> event.particulars().slug())
                .toList();
        assertThat(ofGreedy).filteredOn(browser.get("/").body()::contains).hasSizeLessThanOrEqualTo(3);
        assertThat(ofGreedy.stream().filter(found(null, 3)::contains).count()).isEqualTo(3);
        assertThat(found("ヨガ", 1000)).containsAll(ofGreedy);
    }

    private List<String> found(@Nullable String text, int ofEach) {
        var now = clock.instant();
        return events
                .search(new Events.Search(text, now, now.plus(THREE_DAYS), false, Locale.JAPANESE, 1000, ofEach))
                .stream()
                .map(one -> one.event().particulars().slug())
                .toList();
    }

    private static LinkedHashMap<String, String> filled(String plan, String mail) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("key", key());
        fields.put("plan", plan);
        fields.put("places", "1");
        fields.put("name", "Hanako");
        fields.put("email", mail);
        fields.put("agreed", "yes");
        return fields;
    }
}

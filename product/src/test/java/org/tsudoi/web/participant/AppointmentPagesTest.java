package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// From the page of sessions to a booked time, over real HTTP and without scripts.
@ProductTest
class AppointmentPagesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Pattern TIME = Pattern.compile("name=\"start\" value=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");
    private static final Pattern HOST = Pattern.compile("name=\"host\" value=\"([^\"]+)\"");

    private final SessionMarket selling;
    private final Market market;
    private final Orders orders;
    private final SignedIn signedIn;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final SessionMarket.Two two;
    private final Event sessions;
    private final TestBrowser browser;

    AppointmentPagesTest(
            SessionMarket selling,
            Market market,
            Orders orders,
            SignedIn signedIn,
            OutboxRunner outbox,
            TestClock clock) {
        this.outbox = outbox;
        this.selling = selling;
        this.market = market;
        this.orders = orders;
        this.signedIn = signedIn;
        this.clock = clock;
        this.two = selling.two();
        this.sessions = two.sessions();
        this.browser = signedIn.as(two.buyer().email());
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

    private OrderId bought() {
        return selling.bought(two, 0, 1).id();
    }

    private String page(OrderId order) {
        return "/orders/" + orders.link(order) + "/appointments/"
                + orders.tickets(order).getFirst().id();
    }

    private static String found(Pattern pattern, String body) {
        var matcher = pattern.matcher(body);
        assertThat(matcher.find()).as(pattern + " in\n" + body).isTrue();
        return matcher.group(1);
    }

    @Test
    void sessionsAreFoundAndTellTheirRules() {
        var list = browser.get("/sessions").body();
        assertThat(list).contains("/events/" + sessions.particulars().slug());
        assertThat(PageRules.broken(list)).isEmpty();
        var page = browser.get("/events/" + sessions.particulars().slug()).body();
        assertThat(page).contains("¥12,500", "¥3,000");
        assertThat(PageRules.broken(page)).isEmpty();
    }

    @Test
    void aPackIsOneTicketAndSaysWhatIsLeftOfIt() {
        var order = selling.bought(two, 1, 5).id();
        var page = "/orders/" + orders.link(order);
        var shown = browser.get(page + "?lang=en").body();
        assertThat(shown)
                .containsOnlyOnce("<section class=\"ticket\"")
                .contains("5 sessions of 60 minutes", "5 of 5")
                .doesNotContain("× 5");
        assertThat(PageRules.broken(shown)).isEmpty();
        var cancelling = browser.get(page + "/cancel?lang=en").body();
        assertThat(cancelling)
                .contains("Cancel 5 sessions", "No time yet")
                .doesNotContain("A time that was booked", "5 places");
        assertThat(PageRules.broken(cancelling)).isEmpty();
    }

    @Test
    void whoeverHasPaidChoosesATimeAndSeesIt() {
        var order = bought();
        var page = page(order);
        assertThat(browser.get("/orders/" + orders.link(order)).body()).contains(page);
        var choosing = browser.get(page).body();
        assertThat(PageRules.broken(choosing)).isEmpty();
        var fields = Map.of("id", found(ID, choosing), "host", found(HOST, choosing), "do", "book");
        var nothing = browser.post(page, fields);
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("start-error");
        var chosen = new java.util.HashMap<>(fields);
        chosen.put("start", found(TIME, choosing));
        var answer = browser.post(page, chosen);
        assertThat(answer.statusCode()).isEqualTo(303);
        var booking = browser.get(answer.headers().firstValue("Location").orElseThrow());
        assertThat(PageRules.broken(booking.body())).isEmpty();
        assertThat(browser.get(page).statusCode()).as("leads to the booking").isEqualTo(303);
        assertThat(browser.post(page, chosen).statusCode()).as("a second click").isEqualTo(303);
    }

    @Test
    void timesAreAskedForAndWhatIsTypedStays() {
        var page = page(bought());
        var choosing = browser.get(page).body();
        var day = clock.instant().atZone(TOKYO).toLocalDate().plusDays(4).toString();
        var wrong = browser.post(
                page, Map.of("id", found(ID, choosing), "host", found(HOST, choosing), "do", "propose", "t0date", day));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("t0time-error", day);
        var asked = browser.post(
                page,
                Map.of(
                        "id",
                        found(ID, choosing),
                        "host",
                        found(HOST, choosing),
                        "do",
                        "propose",
                        "t0date",
                        day,
                        "t0time",
                        "20:30"));
        assertThat(asked.statusCode()).isEqualTo(303);
    }

    @Test
    void strangersAreAskedToSignInAndBookNothing() {
        var order = bought();
        try (var nobody = signedIn.nobody();
                var stranger = signedIn.as(market.mail("stranger"))) {
            assertThat(nobody.get(page(order)).body())
                    .contains("/sign-in?next=" + page(order))
                    .doesNotContain("name=\"start\"");
            assertThat(stranger.get(page(order)).body()).doesNotContain("name=\"start\"");
            var choosing = browser.get(page(order)).body();
            var fields = Map.of(
                    "id",
                    found(ID, choosing),
                    "host",
                    found(HOST, choosing),
                    "do",
                    "book",
                    "start",
                    found(TIME, choosing));
            assertThat(stranger.post(page(order), fields).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theTwoWriteToEachOtherBesideWhatBecameOfTheTime() {
        var order = bought();
        var ticket = selling.tickets(order).getFirst();
        var booking = selling.booked(two, ticket, selling.free(two).getFirst().startsAt());
        var thread = "/account/bookings/" + booking.id() + "/conversation";
        var sheet = browser.get("/account/bookings/" + booking.id()).body();
        assertThat(sheet).contains(thread, "/orders/" + orders.link(order) + "\"");
        assertThat(PageRules.broken(sheet)).isEmpty();
        try (var host = signedIn.as(selling.mail(two.host()));
                var stranger = signedIn.as(market.mail("stranger"))) {
            assertThat(stranger.get(thread).statusCode()).isEqualTo(404);
            assertThat(stranger.post(thread, Map.of("key", "k", "text", "hello"))
                            .statusCode())
                    .isEqualTo(404);
            var key = found(
                    Pattern.compile("name=\"key\" value=\"([^\"]+)\""),
                    host.get(thread).body());
            assertThat(host.post(thread, Map.of("key", key, "text", "お待ちしています")).statusCode())
                    .isEqualTo(303);
            assertThat(host.get("/account/bookings/" + booking.id()).body())
                    .contains(thread)
                    .doesNotContain("/orders/" + orders.link(order) + "\"");
        }
        var read = browser.get(thread).body();
        assertThat(read).contains("お待ちしています", "The time is set");
        assertThat(PageRules.broken(read)).isEmpty();
        assertThat(browser.get("/orders/" + orders.link(order) + "/conversation")
                        .body())
                .contains("お待ちしています");
    }

    @Test
    void bothAreLedIntoTheRoomWhenItIsTime() {
        var order = bought();
        var booking = selling.booked(
                two,
                selling.tickets(order).getFirst(),
                selling.free(two).getFirst().startsAt());
        var enter = "/account/bookings/" + booking.id() + "/enter";
        clock.forwardTo(booking.start().orElseThrow().minus(java.time.Duration.ofMinutes(10)));
        outbox.runDue();
        browser.get("/tickets");
        var led = browser.post(enter, Map.of());
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(led.headers().firstValue("Location").orElseThrow()).contains("/room/enter");
        try (var host = signedIn.as(selling.mail(two.host()))) {
            host.get("/tickets");
            assertThat(host.post(enter, Map.of()).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void whoMissedTheirTimeChoosesAndCancelsNothingMore() {
        var order = bought();
        var booking = selling.booked(
                two,
                selling.tickets(order).getFirst(),
                selling.free(two).getFirst().startsAt());
        var link = "/orders/" + orders.link(order);
        assertThat(browser.get(link).body()).contains(link + "/cancel");
        clock.forwardTo(booking.start().orElseThrow().plus(java.time.Duration.ofHours(2)));
        try (var host = signedIn.as(selling.mail(two.host()))) {
            host.get("/account/bookings");
            host.post("/account/bookings/" + booking.id() + "/no-show", Map.of());
        }
        assertThat(browser.get(link).body())
                .contains("See the booking")
                .doesNotContain("Choose a time", link + "/cancel");
    }
}

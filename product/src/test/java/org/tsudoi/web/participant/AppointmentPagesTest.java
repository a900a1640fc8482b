package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Span;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
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

    private final Market market;
    private final Orders orders;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final Event sessions;
    private final EmailAddress mail;
    private final TestBrowser browser;

    AppointmentPagesTest(
            Market market, Orders orders, Events events, FreeTimes times, SignedIn signedIn, TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.signedIn = signedIn;
        this.clock = clock;
        this.sessions = market.sessions(market.organiser());
        this.mail = market.mail("buyer");
        var hours = DayHours.of(new Span(LocalTime.of(9, 0), LocalTime.of(21, 0)));
        var week = Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(Function.identity(), _ -> hours));
        times.keep(
                events.hosts(sessions.id()).iterator().next(),
                new Availability(TOKYO, week, new TreeMap<>(), BookingRules.USUAL));
        this.browser = signedIn.as(mail);
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
        var placing = market.place(sessions.id(), 0, 1, mail, UUID.randomUUID().toString());
        var order = ((Orders.Placing.Placed) placing).order().id();
        orders.pay(order);
        market.payAtProvider(market.session(order));
        orders.askAgain(order);
        return order;
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
}

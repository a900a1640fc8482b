package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

@ProductTest
class MinePagesTest {
    private final SessionMarket selling;
    private final Market market;
    private final Orders orders;
    private final Bookings bookings;
    private final SignedIn signedIn;
    private final TestClock clock;

    private SessionMarket.Two two;
    private Order.Paid session;
    private TestBrowser browser;

    MinePagesTest(
            SessionMarket selling,
            Market market,
            Orders orders,
            Bookings bookings,
            SignedIn signedIn,
            TestClock clock) {
        this.selling = selling;
        this.market = market;
        this.orders = orders;
        this.bookings = bookings;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    @BeforeEach
    void aSessionIsBought() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        two = selling.two();
        session = selling.bought(two, 0, 1);
        browser = signedIn.as(two.buyer().email());
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String shown(String address) {
        var body = browser.get(address).body();
        assertThat(PageRules.broken(body)).isEmpty();
        return body;
    }

    private String order() {
        return "/orders/" + orders.link(session.id());
    }

    private String booked() {
        var place = selling.tickets(session.id()).getFirst();
        var booking = selling.booked(two, place, selling.free(two).getFirst().startsAt());
        clock.forwardTo(booking.start().orElseThrow().minus(Duration.ofMinutes(10)));
        return "/account/bookings/" + booking.id();
    }

    @Test
    void whatIsToComeLeadsToItsDoorWhenItIsTime() {
        assertThat(shown("/tickets")).contains(order(), "Choose a time").doesNotContain("/enter");
        var booking = booked();
        assertThat(shown("/tickets")).contains(booking + "/enter");
        assertThat(shown("/tickets?kind=meetings")).doesNotContain(order());
        assertThat(shown("/tickets?kind=sessions")).contains(order());
        assertThat(shown("/tickets?show=past")).doesNotContain(order());
        try (var host = signedIn.as(selling.mail(two.host()))) {
            assertThat(host.get("/tickets").body())
                    .as("whoever leads it, too")
                    .contains(booking + "/enter", two.sessions().particulars().title());
        }
    }

    @Test
    void whatNoTimeWasChosenForIsOverWhenItsOwnTimeIs() {
        clock.forward(Appointments.USABLE_FOR.minus(Duration.ofMinutes(5)));
        assertThat(seenAgain("/tickets")).contains(order(), "Choose a time");
        clock.forward(Duration.ofMinutes(10));
        assertThat(seenAgain("/tickets")).doesNotContain(order());
        assertThat(seenAgain("/tickets?show=past")).contains(order(), "/tickets/" + session.id() + "/archive");
    }

    /// Nobody stays signed in for so long.
    private String seenAgain(String address) {
        try (var again = signedIn.as(two.buyer().email())) {
            return again.get(address).body();
        }
    }

    @Test
    void allTimesOfAPackAreShown() {
        var pack = selling.bought(two, 1, 5);
        var free = selling.free(two);
        for (int i = 0; i < 2; i++) {
            selling.booked(
                    two, selling.tickets(pack.id()).get(i), free.get(i * 4).startsAt());
        }
        // Nothing of a span is torn apart.
        var shown = shown("/tickets?lang=en").replace("\u2060", "");
        for (int i = 0; i < 2; i++)
            assertThat(shown).contains(span(free.get(i * 4).startsAt()));
    }

    private String span(Instant start) {
        return new Formats(Language.EN)
                .span(
                        start,
                        start.plus(Duration.ofHours(1)),
                        two.sessions().particulars().zone())
                .replace("\u2060", "");
    }

    @Test
    void whatIsOverIsPutAwayAndTakenBack() {
        var booking = booked();
        clock.forward(Duration.ofHours(2));
        bookings.held(
                org.tsudoi.freetimes.BookingId.parse(booking.substring(booking.lastIndexOf('/') + 1))
                        .orElseThrow(),
                two.host());
        assertThat(shown("/tickets")).doesNotContain(order());
        var archive = "/tickets/" + session.id() + "/archive";
        assertThat(shown("/tickets?show=past")).contains(order(), archive);
        try (var stranger = signedIn.as(market.mail("stranger"))) {
            stranger.get("/tickets");
            assertThat(stranger.post(archive, Map.of()).statusCode()).isEqualTo(404);
        }
        assertThat(browser.post(archive, Map.of()).statusCode()).isEqualTo(303);
        assertThat(shown("/tickets?show=past")).doesNotContain(order());
        assertThat(shown("/tickets?show=archived")).contains(order(), "/take-back");
        browser.post("/tickets/" + session.id() + "/take-back", Map.of());
        assertThat(shown("/tickets?show=past")).contains(order());
    }

    @Test
    void whoeverAppliedIsNamedIfTheyWantToBe() {
        var page = "/events/" + two.sessions().particulars().slug();
        var named = order() + "/named";
        assertThat(shown(order())).contains(named);
        assertThat(shown(page)).doesNotContain("id=\"applicants\"");
        var nothing = browser.post(named, Map.of("do", "show", "name", " "));
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("name-error");
        browser.post(named, Map.of("do", "show", "name", "さくら"));
        clock.forward(Duration.ofMinutes(1));
        assertThat(shown(page)).contains("id=\"applicants\"", "さくら");
        browser.post(named, Map.of("do", "hide"));
        clock.forward(Duration.ofMinutes(1));
        assertThat(shown(page)).doesNotContain("さくら");
        var meeting = market.paid(market.event(5).id(), 1);
        assertThat(browser.get("/orders/" + orders.link(meeting.id()) + "/named")
                        .statusCode())
                .isEqualTo(404);
    }
}

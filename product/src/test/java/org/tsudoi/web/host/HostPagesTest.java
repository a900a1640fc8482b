package org.tsudoi.web.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SignedIn;

@ProductTest
class HostPagesTest {
    private final Market market;
    private final Members members;
    private final Organisers organisers;
    private final Events events;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final int port;
    private final Event event;
    private final TestBrowser guide;

    HostPagesTest(
            Market market,
            Members members,
            Organisers organisers,
            Events events,
            SignedIn signedIn,
            OutboxRunner outbox,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.members = members;
        this.organisers = organisers;
        this.events = events;
        this.signedIn = signedIn;
        this.clock = clock;
        this.port = port;
        clock.forward(Duration.ofMinutes(15));
        this.event = market.event(market.organiser(), 10, Duration.ofMinutes(30));
        outbox.runDue();
        var named = member("guide");
        events.hosts(event.id(), Set.of(named.id()));
        this.guide = signedIn.as(named.email());
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        guide.close();
    }

    @Test
    void aGuestIsAskedToSignInAndAnotherMemberFindsNothing() {
        try (var guest = new TestBrowser(port);
                var other = signedIn.as(member("other").email())) {
            assertThat(ledTo(guest.get(home()))).startsWith("/sign-in?next=%2Fhost");
            guest.get("/sign-in");
            assertThat(ledTo(guest.post(home() + "/enter", Map.of()))).startsWith("/sign-in?next=");
            other.get("/tickets");
            assertThat(other.get(home()).statusCode()).isEqualTo(404);
            assertThat(other.get(home() + "/live").statusCode()).isEqualTo(404);
            assertThat(other.post(home() + "/enter", Map.of()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whoLeadsSeesWhoComesButNoMoneyAndNoAddress() {
        var order = market.paid(event.id(), 2);
        var page = guide.get(home());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("山田 花子", "A-001", "A-002", "Enter as host")
                .doesNotContain("¥", order.terms().buyer().email().value(), "/organise/", "orders.csv");
        assertThat(guide.get(home() + "/live").body()).contains("id=\"live\"").doesNotContain("¥");
    }

    @Test
    void whoLeadsGoesIn() {
        guide.get(home());
        var answer = guide.post(home() + "/enter", Map.of());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/room/"));
        assertThat(ledTo(guide.get(home() + "/enter?lang=en")))
                .as("a tab that is opened again")
                .isEqualTo(home());
    }

    @Test
    void whoLeadsIsToldThatItIsOver() {
        clock.forward(Duration.ofMinutes(30 + 60 + 29));
        assertThat(guide.get(home()).body()).as("meetings run over").contains("Enter as host");
        assertThat(guide.get("/tickets").body()).contains("Enter as host");
        clock.forward(Duration.ofMinutes(2));
        assertThat(guide.get(home()).body()).doesNotContain("Enter as host");
        assertThat(guide.get("/tickets").body()).doesNotContain(home());
        assertThat(ledTo(guide.post(home() + "/enter", Map.of()))).isEqualTo(home());
        assertThat(guide.get(home()).body()).contains("This event is over");
    }

    @Test
    void whoLeadsIsToldThatItWasCalledOff() {
        events.cancel(event.id(), "Typhoon");
        assertThat(guide.get(home()).body()).doesNotContain("Enter as host");
        assertThat(guide.get("/tickets").body()).doesNotContain(home());
        assertThat(ledTo(guide.post(home() + "/enter", Map.of()))).isEqualTo(home());
        assertThat(guide.get(home()).body()).contains("This event was called off");
    }

    @Test
    void theListNamesWhatSomebodyLeadsButNothingOfOthers() {
        var elsewhere = market.event(10);
        assertThat(guide.get("/tickets").body())
                .contains("What I lead", home())
                .doesNotContain("/host/" + elsewhere.id());
    }

    @Test
    void aHostOfTheOrganiserLeadsEachOfItsEventsAndNothingElse() {
        var organiser = organisers.find(event.particulars().organiser()).orElseThrow();
        var host = member("house");
        organisers.letAct(organiser.id(), host.id(), Standing.HOST);
        try (var browser = signedIn.as(host.email())) {
            assertThat(browser.get("/tickets").body()).contains(home());
            assertThat(browser.get(home()).statusCode()).isEqualTo(200);
            assertThat(browser.get("/organise/" + organiser.slug()).statusCode())
                    .isEqualTo(404);
            assertThat(ledTo(browser.get("/organise"))).isEqualTo("/organise/start");
            assertThat(browser.get("/account").body()).doesNotContain("/organise/" + organiser.slug());
        }
    }

    private String home() {
        return "/host/" + event.id();
    }

    private Member member(String who) {
        return members.findOrCreate(market.mail(who), Optional.empty(), Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));
    }

    private static String ledTo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}

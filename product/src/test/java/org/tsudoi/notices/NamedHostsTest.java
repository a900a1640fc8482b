package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.PersonName;
import org.tsudoi.door.Door;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.NamedHost;
import org.tsudoi.offerings.NamedHost.Answer;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.series.Repetition;
import org.tsudoi.series.Rhythm;
import org.tsudoi.series.SeriesOfEvents;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Whoever is named to lead a meeting is asked by mail, and leads it from the moment on at which they agree.
@PostTest
class NamedHostsTest {
    private final Market market;
    private final Members members;
    private final Organisers organisers;
    private final Events events;
    private final NamedHosts hosts;
    private final SeriesOfEvents series;
    private final Door door;
    private final SignedIn signedIn;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final TestClock clock;

    private Event event;
    private Member guide;
    private TestBrowser browser;

    NamedHostsTest(
            Market market,
            Members members,
            Organisers organisers,
            Events events,
            NamedHosts hosts,
            SeriesOfEvents series,
            Door door,
            SignedIn signedIn,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock) {
        this.market = market;
        this.members = members;
        this.organisers = organisers;
        this.events = events;
        this.hosts = hosts;
        this.series = series;
        this.door = door;
        this.signedIn = signedIn;
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void somebodyIsNamed() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        event = market.event(market.organiser(), 10, Duration.ofDays(3));
        guide = member("青木 ガイド");
        browser = signedIn.as(guide.email());
        hosts.name(event.id(), Set.of(guide.id()));
        outbox.runDue();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Member member(String name) {
        var id = members.findOrCreate(
                        market.mail("guide"),
                        Optional.of(new PersonName(name)),
                        Locale.ENGLISH,
                        ZoneId.of("Asia/Tokyo"))
                .id();
        return members.find(id).orElseThrow();
    }

    private Answer answer(EventId id) {
        return hosts.find(id, guide.id()).map(NamedHost::answer).orElseThrow();
    }

    private String page() {
        return "/tickets/hosting/" + event.id();
    }

    private String shown() {
        clock.forward(Duration.ofMinutes(1));
        try (var guest = signedIn.nobody()) {
            return guest.get("/events/" + event.particulars().slug() + "?lang=en")
                    .body();
        }
    }

    @Test
    void nobodyLeadsWhatTheyHaveNotAgreedTo() {
        assertThat(TownPost.awaited(guide.email(), "Will you lead").path("text").asString())
                .contains(page());
        assertThat(events.hosts(event.id())).doesNotContain(guide.id());
        assertThat(events.hostedBy(guide.id())).isEmpty();
        assertThatThrownBy(() -> door.enterAsHost(event.id(), guide.id())).isInstanceOf(Problem.class);
        assertThat(browser.get("/host/" + event.id()).statusCode()).isEqualTo(404);
        assertThat(shown()).doesNotContain("青木 ガイド");
        assertThat(browser.get("/tickets?lang=en").body()).contains(page(), "You are named to lead");
    }

    @Test
    void whoeverAgreesLeadsItUntilTheyWithdraw() {
        var asked = browser.get(page() + "?lang=en").body();
        assertThat(PageRules.broken(asked)).isEmpty();
        assertThat(browser.post(page() + "/accept", Map.of()).statusCode()).isEqualTo(303);
        assertThat(answer(event.id())).isEqualTo(Answer.ACCEPTED);
        assertThat(events.hosts(event.id())).contains(guide.id());
        assertThat(browser.get("/host/" + event.id()).statusCode()).isEqualTo(200);
        assertThat(shown()).contains("With 青木 ガイド");
        assertThat(browser.get(page() + "?lang=en").body()).contains("I do not lead it any more");
        assertThat(browser.post(page() + "/leave", Map.of()).statusCode()).isEqualTo(303);
        assertThat(answer(event.id())).isEqualTo(Answer.WITHDRAWN);
        assertThat(events.hosts(event.id())).doesNotContain(guide.id());
        assertThat(shown()).doesNotContain("青木 ガイド");
    }

    @Test
    void whoeverDeclinesIsNotAskedAgainAndMayStillAgree() {
        browser.get(page());
        assertThat(browser.post(page() + "/leave", Map.of()).statusCode()).isEqualTo(303);
        assertThat(answer(event.id())).isEqualTo(Answer.DECLINED);
        hosts.name(event.id(), Set.of(guide.id()));
        assertThat(answer(event.id())).as("named all the while").isEqualTo(Answer.DECLINED);
        assertThat(hosts.answer(event.id(), guide.id(), Answer.WITHDRAWN)).isFalse();
        assertThatThrownBy(() -> sql.sql("update event_host_asked set state = 'withdrawn' where event = :event")
                        .param("event", event.id().value())
                        .update())
                .as("the second lock")
                .hasMessageContaining("nobody who declined becomes withdrawn");
        assertThat(hosts.answer(event.id(), guide.id(), Answer.ACCEPTED)).isTrue();
    }

    @Test
    void othersFindNothingAndWhoeverIsNamedNoMoreNeither() {
        try (var other = signedIn.as(market.mail("other"))) {
            assertThat(other.get(page()).statusCode()).isEqualTo(404);
            other.get("/tickets");
            assertThat(other.post(page() + "/accept", Map.of()).statusCode()).isEqualTo(404);
        }
        hosts.name(event.id(), Set.of());
        assertThat(browser.get(page()).statusCode()).isEqualTo(404);
        hosts.name(event.id(), Set.of(guide.id()));
        assertThat(answer(event.id())).as("asked again").isEqualTo(Answer.ASKED);
    }

    @Test
    void theOrganiserSeesWhoHasNotAnswered() {
        var organiser = organisers.find(event.particulars().organiser()).orElseThrow();
        var owner = members.find(organisers.people(organiser.id()).getFirst().member())
                .orElseThrow();
        try (var desk = signedIn.as(owner.email())) {
            var manage = "/organise/" + organiser.slug() + "/events/" + event.id() + "?lang=en";
            var shown = desk.get(manage).body();
            assertThat(PageRules.broken(shown)).isEmpty();
            assertThat(shown).contains("青木 ガイド", "not answered", "1 person has not answered");
            assertThat(hosts.answer(event.id(), guide.id(), Answer.ACCEPTED)).isTrue();
            assertThat(desk.get(manage).body()).contains("leads it").doesNotContain("has not answered");
            assertThat(desk.get(manage.replace("?", "/edit?")).body())
                    .as("still named in the form")
                    .contains(guide.email().value());
        }
    }

    @Test
    void whoeverActsForTheOrganiserIsNotAsked() {
        var owner =
                organisers.people(event.particulars().organiser()).getFirst().member();
        hosts.name(event.id(), Set.of(owner, guide.id()));
        assertThat(hosts.of(event.id())).extracting(NamedHost::member).containsExactly(guide.id());
        assertThat(events.hosts(event.id())).containsExactly(owner);
    }

    @Test
    void ofADraftNobodyHearsBeforeItIsPublished() {
        hosts.answer(event.id(), guide.id(), Answer.ACCEPTED);
        var copy = events.duplicate(event.id());
        assertThat(noted(copy)).isZero();
        assertThat(answer(copy)).as("another meeting is another question").isEqualTo(Answer.ASKED);
        assertThat(hosts.waitingFor(guide.id())).isEmpty();
        events.publish(copy);
        assertThat(noted(copy)).isEqualTo(1);
        assertThat(hosts.waitingFor(guide.id())).containsExactly(copy);
    }

    @Test
    void whoeverIsNamedAgainIsNotWrittenToAgain() {
        for (int time = 0; time < 3; time++) {
            hosts.name(event.id(), Set.of());
            clock.forward(Duration.ofMinutes(1));
            hosts.name(event.id(), Set.of(guide.id()));
        }
        assertThat(noted(event.id())).isEqualTo(1);
        hosts.answer(event.id(), guide.id(), Answer.DECLINED);
        hosts.name(event.id(), Set.of());
        hosts.name(event.id(), Set.of(guide.id()));
        assertThat(answer(event.id())).as("what was said stays").isEqualTo(Answer.DECLINED);
        assertThat(noted(event.id())).isEqualTo(1);
    }

    @Test
    void whoeverWithdrewLeadsItOnlyWhenTheyAreNamedAnew() {
        hosts.answer(event.id(), guide.id(), Answer.ACCEPTED);
        hosts.answer(event.id(), guide.id(), Answer.WITHDRAWN);
        assertThat(browser.get(page() + "?lang=en").body()).doesNotContain(page() + "/accept");
        assertThat(hosts.answer(event.id(), guide.id(), Answer.ACCEPTED)).isFalse();
        assertThatThrownBy(() -> sql.sql("update event_host_asked set state = 'accepted' where event = :event")
                        .param("event", event.id().value())
                        .update())
                .as("the second lock")
                .hasMessageContaining("nobody who withdrawn becomes accepted");
        hosts.name(event.id(), Set.of());
        hosts.name(event.id(), Set.of(guide.id()));
        assertThat(answer(event.id())).isEqualTo(Answer.ASKED);
        assertThat(hosts.answer(event.id(), guide.id(), Answer.ACCEPTED)).isTrue();
        assertThat(noted(event.id())).isEqualTo(1);
    }

    @Test
    void nobodyAgreesToLeadWhatIsOver() {
        clock.forward(Duration.ofDays(4));
        assertThat(hosts.answer(event.id(), guide.id(), Answer.ACCEPTED)).isFalse();
        assertThat(answer(event.id())).isEqualTo(Answer.ASKED);
    }

    @Test
    void whomTheOperatorNamesLeadsItWhateverTheyHadSaid() {
        hosts.answer(event.id(), guide.id(), Answer.DECLINED);
        assertThat(events.hosts(event.id())).doesNotContain(guide.id());
        events.letLead(event.id(), guide.id());
        assertThat(events.hosts(event.id())).contains(guide.id());
    }

    @Test
    void whatIsRepeatedIsAskedOnceAndAnsweredForAllOfIt() {
        var made = series.begin(event.id(), new Repetition(Rhythm.WEEKLY, 3, null), true);
        var parts = series.parts(made.id());
        assertThat(parts).hasSize(3);
        assertThat(parts.stream().mapToInt(part -> noted(part.event())).sum()).isEqualTo(1);
        assertThat(hosts.waitingFor(guide.id())).containsExactly(event.id());
        hosts.answer(event.id(), guide.id(), Answer.ACCEPTED);
        assertThat(parts).allSatisfy(part -> assertThat(answer(part.event())).isEqualTo(Answer.ACCEPTED));
        var last = parts.getLast().event();
        hosts.answer(last, guide.id(), Answer.WITHDRAWN);
        assertThat(answer(event.id())).as("withdrawn from one alone").isEqualTo(Answer.ACCEPTED);
    }

    private int noted(EventId id) {
        return sql.sql("select count(*) from outbox where topic = 'notices.host' and payload ->> 'event' = :event")
                .param("event", id.toString())
                .query(Integer.class)
                .single();
    }

    @Test
    void whatIsRepeatedIsAgreedToOnce() {
        hosts.answer(event.id(), guide.id(), Answer.ACCEPTED);
        var made = series.begin(event.id(), new Repetition(Rhythm.WEEKLY, 3, null), true);
        assertThat(series.parts(made.id()))
                .hasSize(3)
                .allSatisfy(part ->
                        assertThat(events.hosts(part.event())).as("leads each").contains(guide.id()));
    }
}

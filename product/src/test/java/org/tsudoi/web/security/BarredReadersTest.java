package org.tsudoi.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// What who is barred may read, and that nobody orders by their address.
@ProductTest
class BarredReadersTest {
    private final Sanctions sanctions;
    private final StageSetting people;
    private final Members members;
    private final Organisers organisers;
    private final OperatorInvitation invitation;
    private final Market market;
    private final Events events;
    private final List<RecurringJob> jobs;
    private final SignedIn signedIn;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;
    private final int port;

    BarredReadersTest(
            Sanctions sanctions,
            StageSetting people,
            Members members,
            Organisers organisers,
            OperatorInvitation invitation,
            Market market,
            Events events,
            List<RecurringJob> jobs,
            SignedIn signedIn,
            JdbcClient sql,
            Ids ids,
            TestClock clock,
            @LocalServerPort int port) {
        this.sanctions = sanctions;
        this.people = people;
        this.members = members;
        this.organisers = organisers;
        this.invitation = invitation;
        this.market = market;
        this.events = events;
        this.jobs = jobs;
        this.signedIn = signedIn;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
        this.port = port;
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private SanctionId decided(MemberId member, Sanction.Kind kind) {
        var id = new SanctionId(ids.next());
        boolean forGood = kind == Sanction.Kind.EXPULSION;
        var now = clock.instant();
        sanctions.decide(
                id,
                new Sanction.Decision(
                        member, kind, "said so", now, Optional.empty(), forGood, forGood, operator(), now));
        if (forGood) sanctions.confirm(id, operator());
        return id;
    }

    private MemberId operator() {
        return people.somebody().id();
    }

    private Member owner(OrganiserId organiser) {
        return members.find(people.owner(organiser)).orElseThrow();
    }

    private String home(OrganiserId organiser, Event event) {
        return "/organise/" + organisers.find(organiser).orElseThrow().slug() + "/events/" + event.id();
    }

    private static String led(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/live", "/orders.csv", "/answers", "/answers.csv", "/applications", "/counter"})
    void whoIsSuspendedReadsWhoTakesPartOnlyUntilItIsOver(String page) {
        var organiser = market.organiser();
        var owner = owner(organiser);
        var event = market.event(organiser, 5, Duration.ofHours(3));
        decided(owner.id(), Sanction.Kind.SUSPENSION);
        // Led by somebody else, so that it takes place.
        events.letLead(event.id(), people.somebody().id());
        var address = home(organiser, event) + page;
        var browser = signedIn.as(owner.email());
        assertThat(browser.get(address).statusCode()).as(address).isEqualTo(200);
        clock.forward(Duration.ofHours(9));
        assertThat(led(browser.get(address))).as(address).isEqualTo("/account/standing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/orders.csv", "/answers", "/applications", "/attendance", "/make-ups", "/off"})
    void whoIsExpelledReadsNothingOfIt(String page) {
        var organiser = market.organiser();
        var owner = owner(organiser);
        var event = market.event(organiser, 5, Duration.ofDays(3));
        decided(owner.id(), Sanction.Kind.EXPULSION);
        assertThat(led(signedIn.as(owner.email()).get(home(organiser, event) + page)))
                .isEqualTo("/account/standing");
    }

    @Test
    void whoIsExpelledReadsNoLettersOfCustomersButTheirOwnPapers() {
        var organiser = market.organiser();
        var owner = owner(organiser);
        decided(owner.id(), Sanction.Kind.EXPULSION);
        var browser = signedIn.as(owner.email());
        var slug = organisers.find(organiser).orElseThrow().slug();
        assertThat(led(browser.get("/organise/" + slug + "/conversations"))).isEqualTo("/account/standing");
        for (var page : List.of("/papers", "/payouts", "/statements")) {
            var answer = browser.get("/organise/" + slug + page);
            assertThat(answer.headers().firstValue("Location").orElse("")).isNotEqualTo("/account/standing");
        }
    }

    private Map<String, String> wish(Event event, String mail) {
        var plan = event.particulars().plans().getFirst().id().toString();
        return new HashMap<>(Map.of(
                "plan",
                plan,
                "places",
                "1",
                "name",
                "Hanako",
                "attendee0",
                "Hanako",
                "email",
                mail,
                "agreed",
                "yes",
                "key",
                UUID.randomUUID().toString()));
    }

    private long orders(Event event) {
        return sql.sql("select count(*) from orders where event = :event")
                .param("event", event.id().value())
                .query(Long.class)
                .single();
    }

    private long letters(Member member) {
        return sql.sql("select count(*) from outbox where topic = 'notices.stages' and key like :key")
                .param("key", "kept-out:%:" + member.id())
                .query(Long.class)
                .single();
    }

    /// Told apart from too many orders by nobody but the member, who is mailed once a day.
    @ParameterizedTest
    @ValueSource(strings = {"SUSPENSION", "EXPULSION"})
    void whoSignsOutOrdersNothingByTheirOwnAddressAndStrangersLearnNothing(String kind) {
        var event = market.event(30);
        var barred = people.somebody();
        decided(barred.id(), Sanction.Kind.valueOf(kind));
        var browser = signedIn.nobody();
        var apply = "/events/" + event.particulars().slug() + "/apply";
        browser.get(apply + "?lang=en");
        var refused = browser.post(apply, wish(event, barred.email().value().toUpperCase(Locale.ROOT)));
        assertThat(refused.statusCode()).isEqualTo(429);
        browser.post(apply, wish(event, barred.email().value()));
        assertThat(orders(event)).isZero();
        assertThat(letters(barred)).isEqualTo(1);
        // Whoever has ordered too often is answered in the same words.
        var busy = people.somebody().email().value();
        var last = refused;
        for (int often = 0; often <= 20; often++) {
            var other = market.event(30);
            last = browser.post("/events/" + other.particulars().slug() + "/apply", wish(other, busy));
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(error(last.body())).isEqualTo(error(refused.body())).isNotBlank();
        assertThat(led(browser.post(apply, wish(event, people.somebody().email().value()))))
                .startsWith("/orders/");
    }

    private static String error(String page) {
        var found = Pattern.compile("id=\"email-error\"[^>]*>([^<]*)<").matcher(page);
        return found.find() ? found.group(1) : "";
    }

    private TestBrowser operatorBrowser() {
        var browser = signedIn.nobody();
        var path = invitation.issue().path();
        var mail = "walls-" + UUID.randomUUID() + "@operate.example";
        browser.get(path);
        assertThat(browser.post(path, Map.of("mail", mail, "mailAgain", mail)).statusCode())
                .isEqualTo(303);
        return browser;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void anOperatorNamesAnotherHostAndSettlesPointsOnPagesOfTheirOwn(String language) {
        var organiser = market.organiser();
        var event = market.event(organiser, 5, Duration.ofDays(9));
        var suspended = decided(people.owner(organiser), Sanction.Kind.SUSPENSION);
        var host = people.somebody();
        var operator = operatorBrowser();
        var meetings = "/operate/conduct/" + suspended + "/meetings";
        var page = operator.get(meetings + "?lang=" + language);
        assertThat(page.body()).contains("mail-" + event.id());
        assertThat(PageRules.broken(page.body())).isEmpty();
        var field = "mail-" + event.id();
        assertThat(operator.post(meetings, Map.of("event", event.id().toString(), field, "nobody@nowhere.example"))
                        .body())
                .contains("nobody@nowhere.example");
        assertThat(led(operator.post(
                        meetings,
                        Map.of(
                                "event",
                                event.id().toString(),
                                field,
                                host.email().value()))))
                .isEqualTo(meetings);
        assertThat(operator.get(meetings).body()).contains(host.email().value());
        assertThat(events.hosts(event.id())).contains(host.id());
        assertThat(operator.get("/operate/conduct/" + suspended + "/points").statusCode())
                .isEqualTo(404);
        var expelled = decided(people.somebody().id(), Sanction.Kind.EXPULSION);
        var points = operator.get("/operate/conduct/" + expelled + "/points?lang=" + language);
        assertThat(points.statusCode()).isEqualTo(200);
        assertThat(PageRules.broken(points.body())).isEmpty();
        assertThat(signedIn.as(host.email()).get(meetings).statusCode()).isEqualTo(404);
    }

    @Test
    void aHeldSaleCanBeLeftClosedByWhoIsSuspended() {
        var organiser = market.organiser();
        var owner = owner(organiser);
        var event = market.event(organiser, 5, Duration.ofDays(60));
        var id = decided(owner.id(), Sanction.Kind.SUSPENSION);
        follow();
        var browser = signedIn.as(owner.email());
        var home = home(organiser, event);
        assertThat(browser.get(home + "?lang=en").body()).contains("Leave sales closed");
        led(browser.post(home + "/close", Map.of()));
        assertThat(browser.get(home + "?lang=en").body()).doesNotContain("Leave sales closed");
        sanctions.lift(id, operator());
        follow();
        assertThat(events.get(event.id())).isInstanceOf(Event.Closed.class);
    }

    private void follow() {
        jobs.stream()
                .filter(job -> job.name().equals("conduct-follow-sanctions"))
                .forEach(RecurringJob::run);
    }

    @Test
    void nobodyReadsThroughAllPeople() {
        // Nobody else's tests come from there.
        var browser = new TestBrowser(port, "127.66.0.9");
        var last = 0;
        for (int often = 0; often <= 300; often++) {
            last = browser.get("/people/nobody-" + often).statusCode();
        }
        assertThat(last).isEqualTo(429);
    }
}

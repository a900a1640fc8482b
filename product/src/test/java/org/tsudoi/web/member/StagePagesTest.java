package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.stages.Guideline;
import org.tsudoi.stages.Guidelines;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Stage;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.stages.Stages;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Stages, guidelines and decisions on the pages of members and operators.
@ProductTest
class StagePagesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Stages stages;
    private final Guidelines guidelines;
    private final StageSetting setting;
    private final Members members;
    private final Organisers organisers;
    private final House house;
    private final Events events;
    private final Orders orders;
    private final Market market;
    private final OperatorInvitation invitation;
    private final SignedIn signedIn;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final TestClock clock;

    StagePagesTest(
            Stages stages,
            Guidelines guidelines,
            StageSetting setting,
            Members members,
            Organisers organisers,
            House house,
            Events events,
            Orders orders,
            Market market,
            OperatorInvitation invitation,
            SignedIn signedIn,
            OutboxRunner outbox,
            Ids ids,
            TestClock clock) {
        this.stages = stages;
        this.guidelines = guidelines;
        this.setting = setting;
        this.members = members;
        this.organisers = organisers;
        this.house = house;
        this.events = events;
        this.orders = orders;
        this.market = market;
        this.invitation = invitation;
        this.signedIn = signedIn;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void everybodyMayTeach() {
        setting.none();
    }

    private TestBrowser operator() {
        return operator("operator-" + UUID.randomUUID() + "@operate.example");
    }

    private TestBrowser operator(String mail) {
        var browser = signedIn.nobody();
        var path = invitation.issue().path();
        browser.get(path);
        assertThat(browser.post(path, Map.of("mail", mail, "mailAgain", mail)).statusCode())
                .isEqualTo(303);
        return browser;
    }

    private Member owner(OrganiserId organiser) {
        return members.find(setting.owner(organiser)).orElseThrow();
    }

    private EventId draft(OrganiserId organiser) {
        return events.duplicate(market.event(organiser, 5, Duration.ofDays(2)).id());
    }

    private void choosesAHouse() {
        house.choose(market.organiser(), setting.somebody().id());
    }

    private static String led(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void whoLearnsIsLedToTheUpgradePaysByCardAndPublishes() {
        choosesAHouse();
        var organiser = market.organiser();
        var draft = draft(organiser);
        // As one who began after the rule.
        setting.set(true, false, false);
        var owner = owner(organiser);
        stages.lower(owner.id(), "for the test", setting.somebody().id());
        Organiser studio = organisers.find(organiser).orElseThrow();
        var browser = signedIn.as(owner.email());
        var home = "/organise/" + studio.slug() + "/events/" + draft;
        assertThat(browser.get(home + "/preview?lang=en").body())
                .contains("needs the Teach stage", "href=\"/account/stage\"")
                .doesNotContain(home + "/publish\"");
        led(browser.post(home + "/publish", Map.of()));
        assertThat(events.get(draft)).isInstanceOf(Event.Draft.class);
        assertThat(browser.get("/organise/" + studio.slug() + "/salons?lang=en").body())
                .contains("needs the Teach stage");
        assertThat(browser.get("/account/stage?lang=en").body()).contains("¥27,500", "Move up to Teach");
        var page = led(browser.post("/account/stage/register", Map.of()));
        assertThat(page).startsWith("/orders/");
        assertThat(browser.get(page + "?lang=ja").body()).contains("システム登録料", "¥27,500");
        assertThat(browser.get(page + "?lang=en").body())
                .as("in the words of whoever reads")
                .contains("Registration fee", "¥27,500")
                .doesNotContain("システム登録料");
        OrderId order = orders.idByLink(page.substring("/orders/".length())).orElseThrow();
        assertThat(browser.get("/account/stage?lang=en").body()).contains("Go on to pay");
        orders.pay(order);
        market.payAtProvider(market.session(order));
        orders.askAgain(order);
        outbox.runDue();
        assertThat(stages.of(owner.id())).isEqualTo(Stage.TEACH);
        assertThat(browser.get("/account/stage?lang=en").body()).contains("Registration fee paid");
        led(browser.post(home + "/publish", Map.of()));
        assertThat(events.get(draft)).isInstanceOf(Event.Published.class);
        goesBackOnlyAfterASecondQuestion(owner);
    }

    private void goesBackOnlyAfterASecondQuestion(Member owner) {
        var operator = operator();
        var member = Map.of("member", owner.id().toString());
        var address = "/operate/stages/give-back?member=" + owner.id();
        assertThat(operator.get("/operate/stages?member=" + owner.id()).body()).contains(address);
        assertThat(led(operator.post("/operate/stages/give-back", member))).isEqualTo(address);
        assertThat(stages.of(owner.id())).as("nobody was asked yet").isEqualTo(Stage.TEACH);
        var sure = operator.get(address + "&lang=en").body();
        assertThat(PageRules.broken(sure)).isEmpty();
        assertThat(sure).contains(owner.email().value(), "Give ¥27,500 back");
        led(operator.post(
                "/operate/stages/give-back", Map.of("member", owner.id().toString(), "sure", "yes")));
        outbox.runDue();
        assertThat(stages.of(owner.id())).isEqualTo(Stage.LEARN);
        assertThat(led(operator.get(address))).as("nothing more goes back").startsWith("/operate/stages?member=");
    }

    @Test
    void anOperatorSetsTheRulesAndRaisesWithAReason() {
        var browser = operator();
        browser.get("/operate/stages");
        assertThat(browser.post("/operate/stages", Map.of("fee", "x", "tax", "31"))
                        .statusCode())
                .isEqualTo(422);
        led(browser.post("/operate/stages", Map.of("fee", "33,000", "tax", "10", "needed", "yes")));
        assertThat(stages.rules().needed()).isTrue();
        assertThat(stages.rules().fee().minorUnits()).isEqualTo(33_000);
        var learner = setting.somebody();
        var one = led(browser.post(
                "/operate/stages/find", Map.of("mail", learner.email().value())));
        assertThat(browser.get(one + "&lang=en").body())
                .contains(learner.email().value(), "Raise to Teach");
        var change = new HashMap<>(Map.of("member", learner.id().toString(), "to", "teach", "reason", ""));
        assertThat(browser.post("/operate/stages/change", change).statusCode()).isEqualTo(422);
        change.put("reason", "moved from elsewhere");
        led(browser.post("/operate/stages/change", change));
        assertThat(stages.of(learner.id())).isEqualTo(Stage.TEACH);
        assertThat(browser.get(one).body()).contains("moved from elsewhere");
        assertThat(signedIn.as(learner.email()).get("/operate/stages").statusCode())
                .isEqualTo(404);
    }

    @Test
    void guidelinesAreReadWithTheirChangesAndAcceptedByOneButton() {
        var operator = operator();
        operator.get("/operate/guidelines");
        var early = Map.of("ja", "約束", "en", "Promise", "th", "สัญญา", "from", "2020-01-01");
        assertThat(operator.post("/operate/guidelines", early).statusCode()).isEqualTo(422);
        var words = new HashMap<>(early);
        words.put("en", "Be on time\nBack-end sales are fine");
        words.put(
                "from", LocalDate.ofInstant(clock.instant(), TOKYO).plusDays(8).toString());
        led(operator.post("/operate/guidelines", words));
        int first = guidelines.all().getFirst().version();
        clock.forward(Duration.ofDays(8));
        var teacher = owner(market.organiser());
        setting.set(false, false, true);
        var browser = signedIn.as(teacher.email());
        assertThat(browser.get("/account/stage?lang=en").body()).contains("Version " + first + " is not accepted");
        assertThat(browser.get("/account/guidelines?lang=en").body())
                .contains("Back-end sales are fine", "Accept version " + first);
        assertThat(browser.post("/account/guidelines", Map.of("version", "100000"))
                        .statusCode())
                .isEqualTo(404);
        led(browser.post("/account/guidelines", Map.of("version", Integer.toString(first))));
        guidelines.write(
                new Guideline.Words("約束", "Be on time\nAnnounce anywhere", "สัญญา"),
                clock.instant().plus(Guidelines.NOTICE),
                setting.somebody().id());
        assertThat(browser.get("/account/guidelines?lang=en").body())
                .contains(
                        "What changed since version " + first,
                        "<ins>Announce anywhere</ins>",
                        "<del>Back-end sales are fine</del>");
    }

    private Map<String, String> suspending(Member member, SanctionId id) {
        return new HashMap<>(Map.of(
                "sanction",
                id.toString(),
                "member",
                member.id().toString(),
                "kind",
                "suspension",
                "reason",
                "Sham sessions",
                "from",
                LocalDate.ofInstant(clock.instant(), ZoneId.of("UTC"))
                        .plusDays(1)
                        .toString(),
                "until",
                ""));
    }

    @Test
    void aDecisionIsPreviewedFirstToldAppealedAndStopsWhatItShould() {
        var decider = "decider-" + UUID.randomUUID() + "@operate.example";
        var operator = operator(decider);
        var member = owner(market.organiser());
        var event = market.event(5);
        var browser = signedIn.as(member.email());
        var id = new SanctionId(ids.next());
        operator.get("/operate/conduct");
        var begin = led(operator.post(
                "/operate/conduct/find", Map.of("mail", member.email().value())));
        assertThat(operator.get(begin).statusCode()).isEqualTo(200);
        var typed = suspending(member, id);
        typed.put("reason", "");
        assertThat(operator.post("/operate/conduct/new", typed).statusCode()).isEqualTo(422);
        typed.put("reason", "Sham sessions");
        assertThat(operator.post("/operate/conduct/new?lang=en", typed).body())
                .contains("What follows from this decision", "Sham sessions");
        assertThat(operator.get("/operate/conduct/" + id).statusCode()).isEqualTo(404);
        typed.put("sure", "yes");
        assertThat(led(operator.post("/operate/conduct/new", typed))).isEqualTo("/operate/conduct/" + id);
        clock.forward(Duration.ofDays(2));
        // Reading goes on, changing does not.
        assertThat(browser.get("/account/standing?lang=en").body()).contains("Suspension", "Sham sessions", "Appeal");
        assertThat(browser.get("/tickets").statusCode()).isEqualTo(200);
        var apply = "/events/" + event.particulars().slug() + "/apply";
        assertThat(led(browser.post(apply, Map.of()))).isEqualTo("/account/standing");
        assertThat(led(browser.post("/organise/start", Map.of()))).isEqualTo("/account/standing");
        assertThat(browser.post("/account", Map.of("name", "Mori", "language", "en", "zone", "Asia/Tokyo"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .isEqualTo("/account");
        // Nobody else's.
        var stranger = signedIn.as(setting.somebody().email());
        stranger.get("/account");
        assertThat(stranger.post("/account/standing/" + id, Map.of("words", "x"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.post("/account/standing/" + id, Map.of("words", "")).statusCode())
                .isEqualTo(422);
        led(browser.post("/account/standing/" + id, Map.of("words", "We did meet.")));
        var sorry = Map.of("words", "Sorry.", "lift", "yes");
        // An operator signs in each day.
        operator = signedIn.as(new EmailAddress(decider));
        operator.get("/operate/conduct/" + id);
        led(operator.post("/operate/conduct/" + id + "/answer", sorry));
        assertThat(operator.get("/operate/conduct/" + id + "?lang=en").body())
                .contains("We did meet.", "Appeal to be answered")
                .doesNotContain("Sorry.");
        var other = operator();
        other.get("/operate/conduct/" + id);
        led(other.post("/operate/conduct/" + id + "/answer", sorry));
        assertThat(browser.get("/account/standing?lang=en").body()).contains("Sorry.", "Over");
        assertThat(browser.get("/organise/start").statusCode()).isEqualTo(200);
        assertThat(browser.post("/organise/start", Map.of()).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void everyPageKeepsTheRulesInEveryLanguage(String language) {
        choosesAHouse();
        setting.set(true, true, true);
        var author = setting.somebody().id();
        boolean first = guidelines.all().isEmpty();
        guidelines.write(
                new Guideline.Words("約束", "Promise", "สัญญา"),
                first ? clock.instant() : clock.instant().plus(Guidelines.NOTICE),
                author);
        var operator = operator();
        var member = setting.somebody();
        var id = new SanctionId(ids.next());
        var typed = suspending(member, id);
        typed.put("kind", "expulsion");
        typed.put("sure", "yes");
        operator.get("/operate/conduct");
        led(operator.post("/operate/conduct/new", typed));
        var other = operator();
        other.get("/operate/conduct/" + id);
        led(other.post("/operate/conduct/" + id + "/confirm", Map.of()));
        clock.forward(Duration.ofDays(2));
        for (var path : List.of("/account/stage", "/account/guidelines", "/account/standing", "/organise/start")) {
            var answer = signedIn.as(member.email()).get(path + "?lang=" + language);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(PageRules.broken(answer.body())).as(path).isEmpty();
        }
        for (var path : List.of(
                "/operate/stages?member=" + member.id() + "&lang=",
                "/operate/guidelines?lang=",
                "/operate/conduct?lang=",
                "/operate/conduct/new?member=" + member.id() + "&lang=",
                "/operate/conduct/" + id + "?lang=")) {
            var again = operator();
            var answer = again.get(path + language);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(PageRules.broken(answer.body())).as(path).isEmpty();
        }
    }
}

package org.tsudoi.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.PlantedDealings;
import org.tsudoi.collusion.Sign;
import org.tsudoi.collusion.Step;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

@ProductTest
class CollusionPagesTest {
    private static final Set<Sign> DEVICE = Set.of(new Sign(Sign.Kind.DEVICE, "cd".repeat(16)));
    private static final Set<Sign> ACCOUNT = Set.of(new Sign(Sign.Kind.ACCOUNT, "cd".repeat(16)));

    private final Collusion collusion;
    private final PlantedDealings planted;
    private final Members members;
    private final OperatorInvitation invitation;
    private final SignedIn signedIn;
    private final JdbcClient sql;
    private final TestBrowser browser;
    private final String mail = "desk-" + UUID.randomUUID() + "@operate.example";

    CollusionPagesTest(
            Collusion collusion,
            PlantedDealings planted,
            Members members,
            OperatorInvitation invitation,
            SignedIn signedIn,
            JdbcClient sql,
            @LocalServerPort int port) {
        this.collusion = collusion;
        this.planted = planted;
        this.members = members;
        this.invitation = invitation;
        this.signedIn = signedIn;
        this.sql = sql;
        this.browser = new TestBrowser(port);
    }

    @AfterEach
    void close() {
        planted.clear();
        browser.close();
    }

    private MemberId becomeOperator() {
        var path = invitation.issue().path();
        browser.get(path);
        browser.post(path, Map.of("mail", mail, "mailAgain", mail));
        return members.findByMail(new EmailAddress(mail)).orElseThrow().id();
    }

    private MemberId member(String name) {
        var address = new EmailAddress("m" + UUID.randomUUID().toString().replace("-", "") + "@example.jp");
        return members.findOrCreate(
                        address, Optional.of(new PersonName(name)), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"))
                .id();
    }

    private CaseId found(List<MemberId> group, Set<Sign> signs) {
        planted.ring(group, 6, signs);
        planted.plant(group.getFirst(), group.getLast(), 45, signs);
        collusion.look();
        return CaseId.derive(group, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void aCaseIsShownWithItsGraphItsReasonsAndWhatCanBeDone(String language) {
        var id = found(List.of(member("佐藤"), member("鈴木"), member("高橋")), DEVICE);
        becomeOperator();
        for (var path :
                List.of("/operate/collusion", "/operate/collusion/" + id, "/operate/collusion/" + id + "/look-at")) {
            var answer = browser.get(path + "?lang=" + language);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).contains("<html lang=\"" + language + "\"", "佐藤", "高橋");
            assertThat(PageRules.broken(answer.body())).as(path).isEmpty();
        }
        var page = browser.get("/operate/collusion/" + id + "?lang=en").body();
        assertThat(page)
                .contains(
                        "The points come back", "Over 3 members", "The same device", "18 of 19", "45 minutes together")
                .contains("<path class=\"tie \"", "<path class=\"tie sound\"", "I am looking at it")
                .doesNotContain("Hold the points");
    }

    @Test
    void aStepIsConfirmedWithAReasonAndNothingTypedIsLost() {
        var id = found(List.of(member("一郎"), member("二郎")), DEVICE);
        var operator = becomeOperator();
        var path = "/operate/collusion/" + id;
        assertThat(browser.get(path + "/look-at?lang=en").body()).contains("Nothing changes for the members");
        var refused = browser.post(path + "/look-at", Map.of("why", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(PageRules.broken(refused.body())).isEmpty();
        assertThat(collusion.find(id).orElseThrow().now()).isInstanceOf(Case.Opened.class);
        assertThat(browser.post(path + "/look-at", Map.of("why", "I wrote to both"))
                        .statusCode())
                .isEqualTo(303);
        var page = browser.get(path).body();
        assertThat(page).contains("I wrote to both", "Being looked at", "Noted that you are looking at it");
        assertThat(collusion.find(id).orElseThrow().events().getLast().who()).isEqualTo(operator.toString());
        assertThat(browser.get(path + "/suspend").statusCode()).isEqualTo(303);
        browser.post(path + "/suspend", Map.of("why", "at once", "sure", "yes"));
        assertThat(browser.get(path).body()).contains("cannot be done in this state");
        assertThat(collusion.find(id).orElseThrow().now()).isInstanceOf(Case.LookedAt.class);
    }

    /// Who runs an instance alone is told whom to name, and what can be done until then.
    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void whoIsTheOnlyOperatorReadsWhomToName(String language) {
        var id = found(List.of(member("八郎"), member("九郎")), ACCOUNT);
        var path = "/operate/collusion/" + id;
        var operator = becomeOperator();
        for (var step : List.of("look-at", "stop-earning", "hold-points", "reverse-bonus")) {
            browser.get(path + "/" + step);
            browser.post(path + "/" + step, Map.of("why", "seen"));
        }
        members.makeOperator(member("十郎"));
        assertThat(browser.get(path + "/suspend?lang=" + language).body()).doesNotContain("id=\"alone\"");
        var others = withoutOthers(operator);
        try {
            var alone = browser.get(path + "/suspend?lang=" + language).body();
            assertThat(PageRules.broken(alone)).isEmpty();
            assertThat(alone).contains("id=\"alone\"", "admin-link", "/operate/conduct");
            browser.post(path + "/suspend", Map.of("why", "nobody was there", "until", "", "sure", "yes"));
            var suspension =
                    collusion.find(id).orElseThrow().suspensions().getFirst().id();
            var waiting = browser.get("/operate/conduct/" + suspension).body();
            assertThat(PageRules.broken(waiting)).isEmpty();
            assertThat(waiting).contains("id=\"alone\"", "admin-link");
        } finally {
            others.forEach(members::makeOperator);
        }
    }

    private List<MemberId> withoutOthers(MemberId operator) {
        return sql.sql("""
                        update member set operator_since = null
                        where operator_since is not null and id <> :operator returning id""")
                .param("operator", operator.value())
                .query((row, _) -> new MemberId(row.getObject("id", UUID.class)))
                .list();
    }

    /// With its preview, a second operator, and what both pages then say of it.
    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void aSuspensionIsProposedAfterItsPreviewAndConfirmedByAnother(String language) {
        var pair = List.of(member("八郎"), member("九郎"));
        var id = found(pair, ACCOUNT);
        var path = "/operate/collusion/" + id;
        becomeOperator();
        for (var step : List.of("look-at", "stop-earning", "hold-points", "reverse-bonus")) {
            browser.get(path + "/" + step);
            browser.post(path + "/" + step, Map.of("why", "seen"));
        }
        var form = browser.get(path + "/suspend?lang=" + language);
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(PageRules.broken(form.body())).isEmpty();
        assertThat(browser.post(path + "/suspend", Map.of("why", " ")).statusCode())
                .isEqualTo(422);
        var typed = new HashMap<>(Map.of("why", "nobody was there", "until", "", "hosted", "yes"));
        var preview = browser.post(path + "/suspend", typed);
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(PageRules.broken(preview.body())).isEmpty();
        assertThat(preview.body()).contains("八郎", "九郎", "nobody was there", "name=\"sure\"");
        assertThat(collusion.find(id).orElseThrow().suspensions()).isEmpty();
        typed.put("sure", "yes");
        assertThat(browser.post(path + "/suspend", typed).statusCode()).isEqualTo(303);
        var suspension = collusion.find(id).orElseThrow().suspensions().getFirst();
        assertThat(suspension.decision().cancelHosted()).isTrue();
        assertThat(browser.get(path).body()).contains("/operate/conduct/" + suspension.id());
        assertThat(browser.get("/operate").body()).contains("/operate/collusion");
        confirmedByAnother(suspension.id().toString(), path, language);
        assertThat(collusion.find(id).orElseThrow().now()).isInstanceOf(Case.Suspended.class);
        var suspended = suspension.decision().member();
        try (var own = signedIn.as(members.find(suspended).orElseThrow().email())) {
            assertThat(own.get("/account/cases/" + id).body()).contains("/account/standing");
        }
    }

    private void confirmedByAnother(String suspension, String path, String language) {
        var desk = new EmailAddress("second-" + UUID.randomUUID() + "@operate.example");
        try (var second = signedIn.as(desk)) {
            members.makeOperator(members.findByMail(desk).orElseThrow().id());
            var conduct = "/operate/conduct/" + suspension;
            var page = second.get(conduct + "?lang=" + language);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(PageRules.broken(page.body())).isEmpty();
            assertThat(page.body()).contains(path);
            assertThat(second.post(conduct + "/confirm", Map.of()).statusCode()).isEqualTo(303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void thePictureOverAllMembersLeadsToEachCase(String language) {
        var id = found(List.of(member("十郎"), member("十一郎")), ACCOUNT);
        becomeOperator();
        var page = browser.get("/operate/collusion/picture?lang=" + language);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(PageRules.broken(page.body())).isEmpty();
        assertThat(page.body()).contains("十郎", "十一郎", "/operate/collusion/" + id, "class=\"tie act\"", "<table");
        assertThat(browser.get("/operate/collusion").body()).contains("/operate/collusion/picture");
    }

    @Test
    void whatWaitsStandsInTheOverview() {
        becomeOperator();
        long before = collusion.waiting();
        var id = found(List.of(member("十二郎"), member("十三郎")), ACCOUNT);
        assertThat(collusion.waiting()).isEqualTo(before + 1);
        assertThat(browser.get("/operate?lang=en").body()).contains("Cases of sham sessions", "Nobody has looked yet");
        browser.post("/operate/collusion/" + id + "/look-at", Map.of("why", "I look"));
        assertThat(collusion.waiting()).isEqualTo(before);
    }

    @Test
    void anOperatorWhoIsPartOfItOnlyLooks() {
        var operator = becomeOperator();
        var id = found(List.of(operator, member("三郎")), Set.of());
        var page = browser.get("/operate/collusion/" + id + "?lang=en").body();
        assertThat(page).contains("somebody else decides").doesNotContain("/dismiss");
        browser.post("/operate/collusion/" + id + "/dismiss", Map.of("why", "nothing"));
        assertThat(collusion.find(id).orElseThrow().now()).isInstanceOf(Case.Opened.class);
    }

    @Test
    void closedCasesAreListedApartAndOthersAreNotThere() {
        var id = found(List.of(member("四郎"), member("五郎")), Set.of());
        var operator = becomeOperator();
        assertThat(browser.get("/operate/collusion").body()).contains(id.toString());
        collusion.act(id, Step.DISMISS, "they share a studio", operator);
        assertThat(browser.get("/operate/collusion").body()).doesNotContain(id.toString());
        assertThat(browser.get("/operate/collusion?state=over").body()).contains(id.toString());
        assertThat(browser.get("/operate/collusion/col_00000000000000000000000000")
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/operate/collusion/" + id + "/burn").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void whoIsConcernedReadsWhyAndAsksForASecondLook(String language) {
        var mine = member("六郎");
        var id = found(List.of(mine, member("七郎")), Set.of());
        var operator = becomeOperator();
        var path = "/account/cases/" + id;
        try (var own = signedIn.as(members.find(mine).orElseThrow().email())) {
            assertThat(own.get(path).statusCode()).isEqualTo(404);
            collusion.act(id, Step.LOOK_AT, "between us", operator);
            collusion.act(id, Step.STOP_EARNING, "nobody was in the room", operator);
            for (var page : List.of("/account/cases", path)) {
                var answer = own.get(page + "?lang=" + language);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(PageRules.broken(answer.body())).as(page).isEmpty();
            }
            assertThat(own.get(path).body())
                    .contains("nobody was in the room")
                    .doesNotContain("between us", mail, "七郎");
            assertThat(own.post(path, Map.of("why", "")).statusCode()).isEqualTo(422);
            assertThat(own.post(path, Map.of("why", "we met in a park")).statusCode())
                    .isEqualTo(303);
            assertThat(own.get(path).body()).contains("we met in a park").doesNotContain("<textarea");
        }
        assertThat(collusion.find(id).orElseThrow().now()).isInstanceOf(Case.Appealed.class);
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
    }
}

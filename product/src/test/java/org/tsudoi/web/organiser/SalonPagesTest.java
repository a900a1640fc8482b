package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.web.SignedIn;

/// A salon on the pages of its owner, its members and strangers.
@ProductTest
class SalonPagesTest {
    private static final Pattern HIDDEN = Pattern.compile("name=\"(plan|post)\" value=\"([^\"]+)\"");

    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Posts posts;
    private final Members members;
    private final Market market;
    private final SignedIn signedIn;
    private final Desk desk;
    private final Ids ids;
    private final OrganiserId organiser;
    private final String home;
    private final TestBrowser owner;
    private final TestBrowser stranger;

    SalonPagesTest(
            MonthlyPlans plans,
            Memberships memberships,
            Posts posts,
            Members members,
            Market market,
            SignedIn signedIn,
            Desk desk,
            Ids ids,
            @LocalServerPort int port) {
        this.plans = plans;
        this.memberships = memberships;
        this.posts = posts;
        this.members = members;
        this.market = market;
        this.signedIn = signedIn;
        this.desk = desk;
        this.ids = ids;
        this.organiser = market.organiser();
        this.home = "/organise/" + desk.organiser(organiser).slug() + "/salons";
        this.owner = desk.browserOf(organiser);
        this.stranger = new TestBrowser(port);
    }

    @AfterEach
    void close() {
        owner.close();
        stranger.close();
    }

    private static String hidden(HttpResponse<String> page) {
        var found = HIDDEN.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(2);
    }

    private HttpResponse<String> open(Map<String, String> other) {
        var fields = new HashMap<>(Map.of(
                "plan", hidden(owner.get(home + "?lang=en")),
                "kind", "salon",
                "name", "Morning salon",
                "about", "For early birds.",
                "price", "3,300",
                "first", "free",
                "anchor", "fixed",
                "day", "31",
                "leaving", "prorated",
                "zone", "Asia/Seoul"));
        fields.put("tax", "standard");
        fields.put("capacity", "");
        fields.putAll(other);
        return owner.post(home, fields);
    }

    private MonthlyPlan opened() {
        assertThat(open(Map.of()).statusCode()).isEqualTo(303);
        return plans.of(organiser).getFirst();
    }

    @Test
    void anOwnerOpensASalonAndReadsWhatIsWrong() {
        var wrong = open(Map.of("name", "", "day", "32", "price", "0"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("For early birds.");
        assertThat(plans.of(organiser)).isEmpty();
        var plan = opened();
        assertThat(plan.terms().zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
        assertThat(owner.get(home + "/" + plan.id() + "?lang=en").body()).contains("Days are counted in");
        assertThat(stranger.get("/salons/" + plan.id() + "?lang=en").body()).contains("Days are counted in");
        assertThat(open(Map.of("price", "49")).statusCode()).isEqualTo(422);
        assertThat(owner.get(home + "?lang=en").body()).contains("Morning salon", "3,300");
        var early = owner.post(
                home + "/" + plan.id() + "/price", Map.of("price", "4000", "from", "2026-12-01", "post", "x"));
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("The first possible day is", "value=\"4000\"");
        var other = "/organise/" + desk.organiser(market.organiser()).slug() + "/salons";
        assertThat(owner.get(other).statusCode()).isEqualTo(404);
        assertThat(owner.post(home + "/" + plan.id() + "/close", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(plans.of(organiser).getFirst().closedAt()).isNotNull();
        assertThat(stranger.get("/salons/" + plan.id() + "?lang=en").body())
                .contains("Closed to new members")
                .doesNotContain("The first three charges");
    }

    @Test
    void anotherFeeIsShownBesideTheOldOneBeforeItIsAnnouncedAndCanBeWithdrawn() {
        var plan = opened();
        var page = home + "/" + plan.id();
        var wish = Map.of("price", "400", "from", "2099-01-01", "post", "x");
        var asked = owner.post(page + "/price", wish);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("3,300", "400");
        assertThat(plans.of(organiser).getFirst().prices().steps()).hasSize(1);
        var sure = new HashMap<>(wish);
        sure.put("sure", "yes");
        assertThat(owner.post(page + "/price", sure).statusCode()).isEqualTo(303);
        assertThat(plans.of(organiser).getFirst().prices().steps()).hasSize(2);
        assertThat(owner.get(home).body()).contains("3,300");
        assertThat(owner.get(page + "?lang=en").body()).contains("Withdraw the change");
        assertThat(owner.post(page + "/price/withdraw", Map.of("from", "2099-01-01"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(plans.of(organiser).getFirst().prices().steps()).hasSize(1);
        assertThat(owner.post(page + "/price/withdraw", Map.of("from", "2099-01-01"))
                        .statusCode())
                .isEqualTo(404);
        join(plan, "told");
        var told = owner.post(page + "/price?lang=en", wish);
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body()).contains("Members who are told: 1");
    }

    private EmailAddress join(MonthlyPlan plan, String name) {
        var mail = market.mail(name);
        var member = members.findOrCreate(
                mail, Optional.of(new PersonName("Hanako")), Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));
        memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), member.id(), new PayBy.Points());
        return mail;
    }

    @Test
    void whoLeavesReadsWhatStayingCostsAndWhoIsKeptOutCanEndIt() {
        var plan = opened();
        try (var inside = signedIn.as(join(plan, "leaver"))) {
            var page = "/salons/" + plan.id();
            assertThat(inside.get(page + "?lang=en").body()).contains("Free trial");
            assertThat(inside.post(page + "/leave", Map.of()).statusCode()).isEqualTo(303);
            assertThat(inside.get(page + "?lang=en").body()).contains("It ends on", "If you stay,", "3,300");
            inside.post(page + "/stay", Map.of());
            var membership = memberships.in(plan.id(), 0, 2).getFirst().id();
            owner.get(home);
            owner.post(home + "/" + plan.id() + "/members/" + membership + "/suspend", Map.of("sure", "yes"));
            assertThat(inside.get(page + "?lang=en").body())
                    .contains("End it now")
                    .doesNotContain("id=\"names\"");
            inside.post(page + "/leave", Map.of());
            assertThat(inside.get(page + "?lang=en").body()).contains("Your membership is over.");
            assertThat(inside.get("/account/salons?lang=en").body()).contains("Left");
        }
    }

    @Test
    void whatIsPostedIsForMembersAlone() {
        var plan = opened();
        var page = home + "/" + plan.id();
        var fields = Map.of("post", hidden(owner.get(page)), "title", "Hello", "body", "Only for <you>.");
        assertThat(owner.post(page + "/posts", fields).statusCode()).isEqualTo(303);
        assertThat(owner.post(page + "/posts", fields).statusCode()).isEqualTo(303);
        var file = posts.post(new Posts.Wish(
                        new PostId(ids.next()),
                        plan.id(),
                        "Sheet",
                        "A file.",
                        desk.owner(organiser).id(),
                        List.of(new Posts.Upload("譜面.pdf", "notes".getBytes(StandardCharsets.UTF_8)))))
                .files()
                .getFirst();
        assertThat(posts.of(plan.id(), 10)).hasSize(2);
        var outside = stranger.get("/salons/" + plan.id() + "?lang=en");
        assertThat(outside.body())
                .contains("For early birds.", "The first three charges")
                .doesNotContain("Hello");
        assertThat(stranger.get("/salons/" + plan.id() + "/files/" + file.id()).statusCode())
                .isEqualTo(404);
        var mail = market.mail("salon");
        var member = members.findOrCreate(
                mail, Optional.of(new PersonName("Hanako")), Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));
        var membership = new MembershipId(UUID.randomUUID());
        memberships.join(membership, plan.id(), member.id(), new PayBy.Points());
        try (var inside = signedIn.as(mail)) {
            assertThat(inside.get("/salons/" + plan.id() + "?lang=en").body())
                    .contains("Hello", "Only for &lt;you&gt;.", "Hanako", "Free trial")
                    .as("what is told there stands before what it costs and how it is left")
                    .containsSubsequence("id=\"posts\"", "Hello", "id=\"own\"", "/leave\"", "id=\"fees\"");
            assertThat(inside.get("/account/memberships/" + membership).body())
                    .contains("class=\"button\" href=\"/salons/" + plan.id() + "\"");
            var download = inside.get("/salons/" + plan.id() + "/files/" + file.id());
            assertThat(download.body()).isEqualTo("notes");
            assertThat(download.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment");
            assertThat(inside.get("/account/salons").body()).contains("Morning salon");
            assertThat(inside.post("/salons/" + plan.id() + "/pause", Map.of("months", "13"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(inside.post("/salons/" + plan.id() + "/leave", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(inside.post("/salons/" + plan.id() + "/stay", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(owner.get(page + "/members?lang=en").body()).contains("Hanako");
            assertThat(owner.post(page + "/members/" + membership + "/suspend", Map.of("sure", "yes"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(inside.get("/salons/" + plan.id()).body()).doesNotContain("Hello");
            assertThat(inside.get("/salons/" + plan.id() + "/files/" + file.id())
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}

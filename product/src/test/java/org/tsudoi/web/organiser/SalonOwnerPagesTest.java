package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.PersonName;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// An owner looks after a salon: its rules, its members, what was posted.
@ProductTest
class SalonOwnerPagesTest extends AtTheDesk {
    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Posts posts;
    private final Members members;
    private final Salon salon;
    private final SignedIn signedIn;
    private final Ids ids;
    private final MonthlyPlan plan;
    private final String page;

    SalonOwnerPagesTest(
            Market market,
            Desk desk,
            TestClock clock,
            MonthlyPlans plans,
            Memberships memberships,
            Posts posts,
            Members members,
            Salon salon,
            SignedIn signedIn,
            Ids ids) {
        super(market, desk, clock);
        this.plans = plans;
        this.memberships = memberships;
        this.posts = posts;
        this.members = members;
        this.salon = salon;
        this.signedIn = signedIn;
        this.ids = ids;
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        this.page = home + "/salons/" + plan.id();
    }

    private String see(String path) {
        var answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    private Membership joined(String name) {
        var made = members.findOrCreate(
                market.mail("member"), Optional.of(new PersonName(name)), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"));
        return salon.join(plan, made, new PayBy.Points());
    }

    private static Map<String, String> settings(Map<String, String> other) {
        var fields = new HashMap<>(Map.of(
                "name", "夜の読書サロン",
                "about", "夜に読みます。",
                "capacity", "2",
                "first", "full",
                "leaving", "none",
                "retries", "2、4 6",
                "access", "3",
                "end", "9"));
        fields.putAll(other);
        return fields;
    }

    @Test
    void othersRulesHoldForWhoeverJoinsAfterwards() {
        var before = joined("山田 花子");
        assertThat(see(page + "/settings?lang=en")).contains("1, 3, 5, 7", "朝の読書サロン");
        for (var wrong : List.of(
                Map.of("name", ""),
                Map.of("retries", "3, 2"),
                Map.of("retries", "9"),
                Map.of("retries", "soon"),
                Map.of("access", "10"),
                Map.of("end", "28"),
                Map.of("capacity", "0"),
                Map.of("first", "never"))) {
            var answer = browser.post(page + "/settings", settings(wrong));
            assertThat(answer.statusCode()).as(wrong.toString()).isEqualTo(422);
            assertThat(answer.body()).contains("夜に読みます。");
        }
        assertThat(plans.find(plan.id()).orElseThrow()).isEqualTo(withRunning(1));
        Desk.led(browser.post(page + "/settings", settings(Map.of())));
        var after = plans.find(plan.id()).orElseThrow();
        assertThat(after.name()).isEqualTo("夜の読書サロン");
        assertThat(after.terms().capacity()).isEqualTo(2);
        assertThat(after.terms().ladder()).isEqualTo(new Ladder(List.of(2, 4, 6), 3, 9));
        assertThat(after.terms().leaving()).isEqualTo(LeavingRefund.NONE);
        assertThat(memberships.get(before.id()).agreement())
                .as("what was agreed to stays")
                .isEqualTo(before.agreement());
        var later = memberships.preview(plan.id()).agreement();
        assertThat(later.ladder()).isEqualTo(after.terms().ladder());
        assertThat(later.firstMonth()).isEqualTo(FirstMonth.FULL);
    }

    private MonthlyPlan withRunning(int running) {
        return new MonthlyPlan(
                plan.id(),
                plan.organiser(),
                plan.kind(),
                plan.name(),
                plan.about(),
                plan.terms(),
                plan.prices(),
                running,
                plan.openedAt(),
                null);
    }

    private static int rows(String html) {
        return html.split("/members/msh_", -1).length - 1;
    }

    @Test
    void membersAreFoundByNameAndState() {
        var hanako = joined("山田 花子");
        joined("Yamada Taro");
        for (int i = 0; i < 51; i++) joined("会員 " + i);
        assertThat(rows(see(page + "/members"))).isEqualTo(50);
        assertThat(rows(see(page + "/members?page=2"))).isEqualTo(3);
        assertThat(see(page + "/members?q=%E5%B1%B1%E7%94%B0%E8%8A%B1"))
                .contains(hanako.id().toString())
                .doesNotContain("Yamada");
        assertThat(see(page + "/members?q=YAMADA")).contains("Yamada Taro").doesNotContain("山田 花子");
        memberships.suspend(hanako.id(), "noise", "owner");
        assertThat(see(page + "/members?state=suspended")).contains("山田 花子").doesNotContain("Yamada");
        assertThat(see(page + "/members?q=nobody&lang=en")).contains("Nobody found");
        assertThat(guest.get(page + "/members").statusCode()).isNotEqualTo(200);
        var other = home.replace(
                desk.organiser(organiser).slug(),
                desk.organiser(market.organiser()).slug());
        assertThat(browser.get(other + "/salons/" + plan.id() + "/members").statusCode())
                .isEqualTo(404);
    }

    @Test
    void soManyPostsADayGoOutAndWhatWasTypedIsKept() {
        see(page);
        for (int one = 0; one < SalonPage.POSTS.times(); one++) Desk.led(posted("お知らせ " + one));
        var refused = posted("もう一つのお知らせ");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("body-error", "もう一つのお知らせ");
        assertThat(posts.of(plan.id(), 50)).hasSize(SalonPage.POSTS.times());
    }

    private HttpResponse<String> posted(String title) {
        return browser.post(
                page + "/posts", Map.of("post", new PostId(ids.next()).toString(), "title", title, "body", "本文"));
    }

    @Test
    void eachDeedIsAskedOnceMoreAndSaysWhatFollows() {
        var member = joined("山田 花子");
        var own = page + "/members/" + member.id();
        assertThat(see(own + "?lang=en"))
                .contains("What was agreed", "/suspend", "/expel")
                .doesNotContain("/restore");
        var asked = browser.post(own + "/suspend", Map.of("why", "Noise"));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(PageRules.broken(asked.body())).isEmpty();
        assertThat(asked.body()).contains("name=\"sure\"").doesNotContain("Noise");
        assertThat(memberships.get(member.id())).isInstanceOf(Membership.Trial.class);
        Desk.led(browser.post(own + "/suspend", Map.of("why", "Noise", "sure", "yes")));
        assertThat(memberships.get(member.id()))
                .isInstanceOfSatisfying(
                        Membership.Suspended.class,
                        it -> assertThat(it.why()).as("nothing typed is kept").isEqualTo("owner"));
        assertThat(see(own)).contains("/restore").doesNotContain("/suspend\"");
        Desk.led(browser.post(own + "/suspend", Map.of("sure", "yes")));
        assertThat(browser.post(own + "/restore", Map.of()).statusCode()).isEqualTo(200);
        Desk.led(browser.post(own + "/restore", Map.of("sure", "yes")));
        assertThat(memberships.get(member.id())).isInstanceOf(Membership.Active.class);
        assertThat(browser.post(own + "/expel", Map.of()).statusCode()).isEqualTo(200);
        Desk.led(browser.post(own + "/expel", Map.of("sure", "yes")));
        assertThat(memberships.get(member.id()))
                .isInstanceOfSatisfying(
                        Membership.Ended.class, it -> assertThat(it.why()).isEqualTo(Membership.EndReason.EXPELLED));
        assertThat(see(own)).doesNotContain("/suspend\"", "/restore\"", "/expel\"");
        var elsewhere = salon.plan(market.organiser(), FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        var theirs = salon.join(elsewhere, salon.member(), new PayBy.Points());
        assertThat(browser.post(page + "/members/" + theirs.id() + "/expel", Map.of("sure", "yes"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatWasPostedIsWordedAgainAndItsFilesStay() {
        Member owner = desk.owner(organiser);
        var post = posts.post(new Posts.Wish(
                new PostId(ids.next()),
                plan.id(),
                "最初の題",
                "最初の文",
                owner.id(),
                List.of(new Posts.Upload("a.txt", new byte[] {1}))));
        var edit = page + "/posts/" + post.id();
        assertThat(see(page)).contains(edit);
        assertThat(see(edit)).contains("最初の題", "最初の文");
        assertThat(browser.post(edit, Map.of("title", "", "body", "書き直し")).body())
                .contains("書き直し");
        Desk.led(browser.post(edit, Map.of("title", "新しい題", "body", "新しい文")));
        var shown = posts.of(plan.id(), 10);
        assertThat(shown).singleElement().satisfies(it -> {
            assertThat(it.title()).isEqualTo("新しい題");
            assertThat(it.body()).isEqualTo("新しい文");
            assertThat(it.files()).hasSize(1);
            assertThat(it.wordedAt()).isNotNull();
        });
        try (var inside = signedIn.as(
                members.find(joined("読む人").agreement().member()).orElseThrow().email())) {
            assertThat(inside.get("/salons/" + plan.id()).body())
                    .contains("新しい文")
                    .doesNotContain("最初の文");
        }
        Desk.led(browser.post(edit + "/remove", Map.of()));
        assertThat(browser.get(edit).statusCode()).isEqualTo(404);
        assertThat(posts.word(plan.id(), post.id(), "x", "y", owner.id())).isFalse();
    }
}

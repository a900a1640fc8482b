package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TownPost;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;
import tools.jackson.databind.JsonNode;

/// Members read of a post by one mail each, unless they do not want to.
@PostTest
class SalonPostLettersTest {
    private final Posts posts;
    private final SalonPostMails mails;
    private final Memberships memberships;
    private final Organisers organisers;
    private final Salon salon;
    private final SignedIn signedIn;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;

    SalonPostLettersTest(
            Posts posts,
            SalonPostMails mails,
            Memberships memberships,
            Organisers organisers,
            Salon salon,
            Market market,
            SignedIn signedIn,
            OutboxRunner outbox,
            Ids ids) {
        this.posts = posts;
        this.mails = mails;
        this.memberships = memberships;
        this.organisers = organisers;
        this.salon = salon;
        this.signedIn = signedIn;
        this.outbox = outbox;
        this.ids = ids;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
    }

    private Member joined() {
        var member = salon.member();
        salon.join(plan, member, new PayBy.Points());
        return member;
    }

    private Posts.Wish wish(String title) {
        var by = organisers.people(organiser).getFirst().member();
        return new Posts.Wish(
                new PostId(ids.next()), plan.id(), title, "今月の一冊は <短い> 小説です。" + "続き".repeat(200), by, List.of());
    }

    private Post post(Posts.Wish wish) {
        return posts.post(wish);
    }

    private void delivered() {
        outbox.runDue();
        outbox.runDue();
    }

    private static List<JsonNode> letters(EmailAddress to, String title) {
        return TownPost.letters(to).stream()
                .filter(letter -> letter.path("subject").asString().endsWith("：" + title))
                .toList();
    }

    @Test
    void eachMemberReadsOfAPostOnceAndNobodyElse() {
        var member = joined();
        var silent = joined();
        var outside = salon.member();
        mails.want(plan.id(), silent.id(), false);
        mails.want(plan.id(), silent.id(), false);
        var title = "十一月の本 " + UUID.randomUUID();
        var wish = wish(title);
        post(wish);
        post(wish);
        delivered();
        var read = letters(member.email(), title);
        assertThat(read).hasSize(1);
        assertThat(read.getFirst().path("text").asString())
                .contains("今月の一冊は <短い> 小説です。", "/salons/" + plan.id(), "/salon-mails/", "…");
        assertThat(letters(silent.email(), title)).isEmpty();
        assertThat(letters(outside.email(), title)).isEmpty();
        posts.word(plan.id(), wish.id(), title + "2", "書き直し", wish.by());
        delivered();
        assertThat(letters(member.email(), title + "2")).as("worded again").isEmpty();
    }

    @Test
    void whatWasRemovedAndWhoIsKeptOutGetNoMail() {
        var member = joined();
        var kept = joined();
        var removed = post(wish("消したもの"));
        posts.remove(plan.id(), removed.id());
        delivered();
        assertThat(letters(member.email(), "消したもの")).isEmpty();
        post(wish("残るもの"));
        memberships.suspend(
                memberships.running(plan.id(), kept.id()).orElseThrow().id(), "noise", "owner");
        delivered();
        assertThat(letters(member.email(), "残るもの")).hasSize(1);
        assertThat(letters(kept.email(), "残るもの")).isEmpty();
    }

    @Test
    void theLinkOfTheMailTurnsThemOffAndOn() {
        var member = joined();
        try (var browser = signedIn.as(member.email())) {
            var page = "/salons/" + plan.id() + "/mails";
            var html = browser.get(page).body();
            assertThat(PageRules.broken(html)).isEmpty();
            assertThat(browser.post(page, Map.of("wanted", "no")).statusCode()).isEqualTo(303);
            assertThat(mails.areWanted(plan.id(), member.id())).isFalse();
            browser.get(page);
            browser.post(page, Map.of("wanted", "yes"));
            assertThat(mails.areWanted(plan.id(), member.id())).isTrue();
            assertThat(browser.get("/salons/" + plan.id()).body()).contains(page);
            assertThat(browser.get("/salons/mpl_none/mails").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theButtonOfAMailProgramTurnsThemOffWithoutSigningIn() {
        var member = joined();
        post(wish("一つめ"));
        delivered();
        var letter = letters(member.email(), "一つめ").getFirst();
        assertThat(header(letter, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        var off = header(letter, "List-Unsubscribe").replaceAll("[<>]", "");
        var path = off.substring(off.indexOf("/salon-mails/"));
        var page = path.replaceAll("/off$", "");
        assertThat(letter.path("text").asString()).contains(page);
        try (var program = signedIn.nobody()) {
            for (var language : List.of("ja", "en", "th")) {
                var shown = program.get(page + "?lang=" + language);
                assertThat(PageRules.broken(shown.body())).isEmpty();
                assertThat(shown.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            }
            assertThat(mails.areWanted(plan.id(), member.id()))
                    .as("looking changes nothing")
                    .isTrue();
            assertThat(bare(program, path)).isEqualTo(200);
            assertThat(mails.areWanted(plan.id(), member.id())).isFalse();
            assertThat(bare(program, path.replace("/off", "x/off"))).isEqualTo(404);
            program.get(page);
            assertThat(program.post(page, Map.of("wanted", "yes")).statusCode()).isEqualTo(303);
            assertThat(mails.areWanted(plan.id(), member.id())).isTrue();
            memberships.expel(
                    memberships.running(plan.id(), member.id()).orElseThrow().id(), "owner");
            assertThat(program.post(page, Map.of("wanted", "yes")).statusCode()).isEqualTo(404);
            assertThat(program.post(page, Map.of("wanted", "no")).statusCode()).isEqualTo(303);
        }
        assertThat(mails.areWanted(plan.id(), member.id())).isFalse();
    }

    /// Without a cookie and a token, as a mail program posts.
    private static int bare(TestBrowser program, String path) {
        return program.post(path, Map.of("_csrf", "", "List-Unsubscribe", "One-Click"))
                .statusCode();
    }

    private static String header(JsonNode letter, String name) {
        return StreamSupport.stream(letter.path("headers").spliterator(), false)
                .filter(one -> one.path("name").asString().equals(name))
                .map(one -> one.path("value").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoLeftOnlyTurnsThemOffAndOthersFindNothing() {
        var member = joined();
        memberships.expel(
                memberships.running(plan.id(), member.id()).orElseThrow().id(), "owner");
        var page = "/salons/" + plan.id() + "/mails";
        try (var browser = signedIn.as(member.email());
                var stranger = signedIn.as(salon.member().email())) {
            assertThat(browser.get(page).statusCode()).isEqualTo(200);
            assertThat(browser.post(page, Map.of("wanted", "no")).statusCode()).isEqualTo(303);
            assertThat(PageRules.broken(browser.get(page).body())).isEmpty();
            assertThat(browser.post(page, Map.of("wanted", "yes")).statusCode()).isEqualTo(404);
            assertThat(mails.areWanted(plan.id(), member.id())).isFalse();
            assertThat(stranger.get(page).statusCode()).isEqualTo(404);
        }
    }
}

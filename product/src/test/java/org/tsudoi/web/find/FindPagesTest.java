package org.tsudoi.web.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.finding.CoachPages;
import org.tsudoi.finding.Finding;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.ShopWindow;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Ids;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

@ProductTest
class FindPagesTest {
    private final ShopWindow window;
    private final SessionMarket selling;
    private final Finding finding;
    private final CoachPages pages;
    private final Events events;
    private final Points points;
    private final Members members;
    private final Organisers organisers;
    private final Ids ids;
    private final SignedIn signedIn;
    private final TestClock clock;
    private String word = "";

    FindPagesTest(
            ShopWindow window,
            SessionMarket selling,
            Finding finding,
            CoachPages pages,
            Events events,
            Points points,
            Members members,
            Organisers organisers,
            Ids ids,
            SignedIn signedIn,
            TestClock clock) {
        this.window = window;
        this.selling = selling;
        this.finding = finding;
        this.pages = pages;
        this.events = events;
        this.points = points;
        this.members = members;
        this.organisers = organisers;
        this.ids = ids;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    @BeforeEach
    void caughtUp() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        finding.keepUp();
        word = window.word();
    }

    private static String shown(TestBrowser browser, String address) {
        var answer = browser.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).as(address).isEmpty();
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private MemberId coach(Event event, FoundBy by) {
        var host = window.host(event);
        window.shownPage(host, "森の先生 " + word, by);
        finding.keepUp();
        return host;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void everyPageIsThereInEveryLanguage(String language) {
        var event = window.sessions("相談 " + word);
        var theme = window.theme("t" + word.substring(0, 14));
        var host = coach(event, new FoundBy(List.of(theme.word()), List.of("静か"), List.of("ja")));
        var slug = pages.of(host).orElseThrow().slug();
        var organiser =
                organisers.find(event.particulars().organiser()).orElseThrow().slug();
        try (var browser = signedIn.as(selling.mail(host))) {
            for (var address : List.of(
                    "/find",
                    "/find?q=" + word,
                    "/find?q=" + word + "&theme=" + theme.word() + "&speaks=ja&when=week&up=5000&in=JPY&points=mine",
                    "/find?q=" + word + "&from=2001-01-01&until=2001-01-02&up=x",
                    "/people/" + slug,
                    "/account/page",
                    "/account/points/use",
                    "/organise/" + organiser + "/events/" + event.id() + "/found")) {
                shown(browser, address + (address.contains("?") ? "&" : "?") + "lang=" + language);
            }
        }
    }

    @Test
    void aSearchLeadsToAPersonAndTheirSessions() {
        var event = window.sessions("相談 " + word);
        var host = coach(event, new FoundBy(List.of(), List.of(), List.of("ja", "th")));
        var slug = pages.of(host).orElseThrow().slug();
        try (var browser = signedIn.nobody()) {
            var list = shown(browser, "/find?q=" + encoded("森の先生 " + word));
            assertThat(list).contains("/people/" + slug, "Next chance to meet");
            var page = shown(browser, "/people/" + slug);
            assertThat(page)
                    .contains(
                            "og:description",
                            "/events/" + event.particulars().slug(),
                            "Japanese · Thai",
                            "¥3,000",
                            "or 3,000 points",
                            "Next free times");
            assertThat(page).as("nothing is claimed that did not happen").doesNotContain("Sessions held");
            assertThat(list).as("the kinds are links that keep the words").contains("kind=person");
            assertThat(shown(browser, "/find?q=" + word + "&kind=session")).doesNotContain("/people/" + slug);
        }
    }

    @Test
    void ofSeveralSessionsOneIsTheObviousOneToChoose() {
        var first = window.sessions("相談 " + word);
        var host = coach(first, new FoundBy(List.of(), List.of(), List.of("ja")));
        var copy = events.duplicate(first.id());
        events.publish(copy);
        var second = events.get(copy);
        finding.keepUp();
        var slug = pages.of(host).orElseThrow().slug();
        try (var browser = signedIn.nobody()) {
            var page = shown(browser, "/people/" + slug);
            assertThat(page)
                    .contains(first.particulars().slug(), second.particulars().slug());
            assertThat(page.split("button primary", -1)).hasSize(2);
        }
    }

    @Test
    void nobodyElseSeesADraftAndHidingTakesOneTap() {
        var event = window.sessions("相談 " + word);
        var host = window.host(event);
        try (var own = signedIn.as(selling.mail(host));
                var stranger = signedIn.nobody()) {
            own.get("/account/page");
            var slug = "d-" + word.substring(0, 12);
            var fields = new LinkedHashMap<>(Map.of(
                    "name", "森 " + word,
                    "slug", slug,
                    "headline", "一言",
                    "about", "自己紹介",
                    "words", "静か、朝",
                    "links", "https://example.jp/me",
                    "times", "yes"));
            fields.put("speaks", "ja");
            assertThat(own.post("/account/page", fields).statusCode()).isEqualTo(303);
            assertThat(stranger.get("/people/" + slug).statusCode()).isEqualTo(404);
            assertThat(shown(own, "/people/" + slug)).contains("This is a draft");
            assertThat(shown(stranger, "/find?q=" + word)).doesNotContain(slug);

            own.get("/account/page");
            assertThat(own.post("/account/page/shown", Map.of("do", "show")).statusCode())
                    .isEqualTo(303);
            assertThat(shown(stranger, "/people/" + slug))
                    .contains("rel=\"noopener nofollow ugc\"", "https://example.jp/me");
            assertThat(shown(stranger, "/find?q=" + word)).contains("/people/" + slug);

            own.get("/account/page");
            own.post("/account/page/shown", Map.of("do", "hide"));
            assertThat(stranger.get("/people/" + slug).statusCode()).isEqualTo(404);
            assertThat(stranger.get("/people/" + slug + "/picture").statusCode())
                    .isEqualTo(404);
            assertThat(shown(stranger, "/find?q=" + word)).doesNotContain(slug);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.jp",
                "javascript:alert(1)",
                "https://user:secret@example.jp",
                "https:///nowhere",
                "ftp://example.jp/x"
            })
    void linksThatAreNotSafeAreRefusedBesideTheirField(String link) {
        var host = window.host(window.sessions("相談 " + word));
        try (var own = signedIn.as(selling.mail(host))) {
            own.get("/account/page");
            var answer = own.post(
                    "/account/page",
                    Map.of("name", "森", "slug", "x-" + word.substring(0, 12), "headline", "一言", "links", link));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("links-error", "一言");
            assertThat(pages.of(host)).isEmpty();
        }
    }

    @Test
    void organisersChooseHowTheirOwnIsFoundAndNobodyElses() {
        var event = window.sessions("相談 " + word);
        var theme = window.theme("t" + word.substring(0, 14));
        var organiser = organisers.find(event.particulars().organiser()).orElseThrow();
        var address = "/organise/" + organiser.slug() + "/events/" + event.id() + "/found";
        try (var own = signedIn.as(selling.mail(window.host(event)));
                var stranger = signedIn.as(selling.member("stranger").email())) {
            own.get(address);
            assertThat(own.post(address, Map.of("themes", theme.word(), "speaks", "en", "words", "a,b,c,d,e,f"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(own.post(address, Map.of("themes", theme.word(), "speaks", "en", "words", "ひみつ"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(shown(stranger, "/find?theme=" + theme.word() + "&speaks=en"))
                    .contains("相談 " + word);
            assertThat(stranger.get(address).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void pointsAreShownWithWhatTheyPayAndWhenTheyEnd() {
        var whole = window.meeting("足りる " + word, "", Money.jpy(800), Duration.ofDays(2));
        var late = window.meeting("あとの " + word, "", Money.jpy(700), Duration.ofDays(40));
        var more = window.meeting("足す " + word, "", Money.jpy(900), Duration.ofDays(2));
        var much = window.meeting("高い " + word, "", Money.jpy(5000), Duration.ofDays(2));
        var free = window.meeting("ただの " + word, "", Money.jpy(0), Duration.ofDays(2));
        Member member = selling.member("points");
        grant(member, 120, Duration.ofDays(10));
        grant(member, 700, Duration.ofDays(90));
        try (var browser = signedIn.as(member.email())) {
            var use = shown(browser, "/account/points/use");
            assertThat(use).contains("What 820 points can do", "120 of them end on");
            assertThat(shown(browser, "/tickets")).contains("/account/points/use");
            assertThat(shown(browser, "/account/points")).contains("/account/points/use");
            var mine = shown(browser, "/find?points=mine&q=" + word);
            assertThat(mine).contains(slug(whole), slug(late)).doesNotContain(slug(more), slug(much));
            assertThat(mine).as("what is free needs no points").doesNotContain(slug(free));
        }
        try (var nobody = signedIn.nobody()) {
            assertThat(nobody.get("/account/points/use").statusCode()).isEqualTo(303);
            assertThat(shown(nobody, "/find?points=mine&q=" + word))
                    .as("nobody's points are known")
                    .contains(slug(whole), slug(much));
        }
    }

    private static String slug(Event event) {
        return "/events/" + event.particulars().slug() + "\"";
    }

    private void grant(Member member, long many, Duration life) {
        points.grant(new Points.Grant(
                new PointLotId(ids.next()),
                member.id(),
                PointLot.Kind.FREE,
                many,
                "welcome",
                clock.instant().plus(life),
                "operator"));
        assertThat(members.find(member.id())).isPresent();
    }

    @Test
    void manyAreReadPageByPageAndNothingIsShownTwice() {
        for (int i = 0; i < 23; i++) window.meeting("会 " + word + " " + i, "", Money.jpy(100), Duration.ofDays(3));
        finding.keepUp();
        try (var browser = signedIn.nobody()) {
            var first = shown(browser, "/find?q=" + word);
            var next = Pattern.compile("href=\"(/find\\?[^\"]*after=[^\"]*)\"").matcher(first);
            assertThat(next.find()).isTrue();
            var second = shown(browser, next.group(1).replace("&amp;", "&"));
            assertThat(first.split("class=\"event-card\"", -1)).hasSize(21);
            assertThat(second.split("class=\"event-card\"", -1)).hasSize(4);
            assertThat(second).doesNotContain("rel=\"next\"");
        }
    }

    @Test
    void whereNothingIsFoundOneConditionLessIsOneTapAway() {
        window.meeting("会 " + word, "", Money.jpy(100), Duration.ofDays(3));
        finding.keepUp();
        try (var browser = signedIn.nobody()) {
            assertThat(shown(browser, "/find?q=" + word + "&kind=salon"))
                    .contains("Nothing found", "href=\"/find?q=" + word + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=nonsense",
                "after=1~9223372036854775807~person~x",
                "after=-3~253370764800000000~salon~00000000-0000-0000-0000-000000000000",
                "q=%25_%5C'%22",
                "theme=%22%7D",
                "when=never&kind=x&speaks=xx&in=XXX&up=-1",
                "from=2026-02-30",
                "from=0001-01-01&until=9999-12-31"
            })
    void whateverStandsInTheAddressIsAnswered(String query) {
        try (var browser = signedIn.nobody()) {
            shown(browser, "/find?" + query);
        }
    }
}

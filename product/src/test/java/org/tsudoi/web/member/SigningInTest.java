package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Members;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignIn.Letter;
import org.tsudoi.members.SignInId;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;

/// Signing in over real HTTP.
@ProductTest
class SigningInTest {
    private final SignIn signIn;
    private final Members members;
    private final JdbcClient sql;
    private final TestClock clock;
    private final int port;
    private final TestBrowser browser;
    private final String mail = UUID.randomUUID() + "@signing.example";

    SigningInTest(SignIn signIn, Members members, JdbcClient sql, TestClock clock, @LocalServerPort int port) {
        this.signIn = signIn;
        this.members = members;
        this.sql = sql;
        this.clock = clock;
        this.port = port;
        this.browser = new TestBrowser(port);
        clock.forward(Duration.ofMinutes(15));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whoeverFollowsTheLinkIsSignedInAndOutAgain() {
        browser.get("/sign-in?next=/organise/start");
        assertThat(goesTo(browser.post("/sign-in", Map.of("mail", mail, "next", "/organise/start")), "/sign-in/sent"))
                .isTrue();
        assertThat(browser.get("/sign-in/sent").body()).contains(mail);
        String link = "/sign-in/link/" + letter().linkToken();
        assertThat(browser.get(link).body()).contains("You are signing in as " + mail);
        assertThat(goesTo(browser.post(link, Map.of("name", "Hanako")), "/organise/start"))
                .isTrue();
        assertThat(browser.get("/account").body()).contains("Hanako", mail, "Chrome · Linux");
        assertThat(browser.get(link).statusCode()).isEqualTo(410);
        browser.get("/account");
        browser.post("/sign-out", Map.of());
        assertThat(goesTo(browser.get("/account"), "/sign-in?next=%2Faccount")).isTrue();
    }

    @Test
    void theCodeTypedInTheAskingBrowserSignsIn() {
        ask(browser, mail);
        String code = letter().code();
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(browser.post("/sign-in/sent", Map.of("code", "12ab")).body()).contains("The code is 6 digits");
        assertThat(browser.post("/sign-in/sent", Map.of("code", wrong)).body()).contains("You have 4 more tries");
        assertThat(goesTo(
                        browser.post("/sign-in/sent", Map.of("code", code.substring(0, 3) + " " + code.substring(3))),
                        "/account"))
                .isTrue();
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void theLinkWorksInAnotherBrowserToo() {
        ask(browser, mail);
        String link = "/sign-in/link/" + letter().linkToken();
        try (var other = new TestBrowser(port)) {
            other.get(link);
            other.post(link, Map.of());
            assertThat(other.get("/account").statusCode()).isEqualTo(200);
        }
        assertThat(goesTo(browser.get("/account"), "/sign-in?next=%2Faccount")).isTrue();
    }

    @Test
    void aKnownAndAnUnknownAddressLookTheSame() {
        signInAs(browser, mail);
        try (var one = new TestBrowser(port);
                var other = new TestBrowser(port)) {
            String unknown = UUID.randomUUID() + "@signing.example";
            var known = ask(one, mail);
            var fresh = ask(other, unknown);
            assertThat(known.statusCode()).isEqualTo(fresh.statusCode());
            assertThat(known.headers().firstValue("Location"))
                    .isEqualTo(fresh.headers().firstValue("Location"));
            assertThat(skeleton(one.get("/sign-in/sent").body(), mail))
                    .isEqualTo(skeleton(other.get("/sign-in/sent").body(), unknown));
        }
    }

    @Test
    void askingTooOftenIsSaidBesideTheField() {
        for (int time = 0; time < 5; time++)
            assertThat(ask(browser, mail).statusCode()).isEqualTo(303);
        var answer = ask(browser, mail);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("That was requested many times", mail);
    }

    @Test
    void aSessionFromBeforeIsWorthNothingAfterSigningIn() {
        signInAs(browser, mail);
        browser.get("/account");
        String planted = browser.cookies().getOrDefault("session", "");
        String plantedToken = browser.cookies().get("csrf");
        signInAs(browser, UUID.randomUUID() + "@signing.example");
        browser.get("/account");
        assertThat(browser.cookies().get("session")).isNotNull().isNotEqualTo(planted);
        assertThat(browser.cookies().get("csrf")).isNotNull().isNotEqualTo(plantedToken);
        try (var attacker = new TestBrowser(port)) {
            attacker.cookies().put("session", planted);
            assertThat(goesTo(attacker.get("/account"), "/sign-in?next=%2Faccount"))
                    .isTrue();
        }
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        signInAs(browser, mail);
        browser.get("/account");
        var forged =
                browser.post("/account", Map.of("name", "Mallory", "language", "en", "zone", "UTC", "_csrf", "guess"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(browser.get("/account").body()).doesNotContain("Mallory");
    }

    @Test
    void aRushOfStrangersWritesNoSession() {
        for (int visitor = 0; visitor < 20; visitor++) {
            try (var stranger = new TestBrowser(port)) {
                stranger.get("/");
                stranger.get("/sign-in");
                stranger.postJson("/sign-in/passkey/options", "");
                stranger.get("/account");
                assertThat(stranger.cookies()).doesNotContainKey("session");
            }
        }
        assertThat(sql.sql("select count(*) from spring_session where principal_name is null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoeverIsSignedInSeesAndEndsTheirSessions() {
        signInAs(browser, mail);
        try (var other = new TestBrowser(port)) {
            signInAs(other, mail);
            String account = browser.get("/account").body();
            assertThat(account).contains("This device").containsOnlyOnce("/end\"");
            assertThat(other.cookies()).containsKey("session");
            assertThat(account).doesNotContain(decoded(other.cookies().getOrDefault("session", "")));
            browser.post("/account/sessions/end-others", Map.of());
            assertThat(goesTo(other.get("/account"), "/sign-in?next=%2Faccount"))
                    .isTrue();
            assertThat(browser.get("/account").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nobodyEndsTheSessionOfSomebodyElse() {
        signInAs(browser, mail);
        try (var other = new TestBrowser(port);
                var third = new TestBrowser(port)) {
            signInAs(other, UUID.randomUUID() + "@signing.example");
            signInAs(third, mail);
            String handle = browser.get("/account")
                    .body()
                    .split("/account/sessions/")[1]
                    .split("/end")[0];
            other.get("/account");
            other.post("/account/sessions/" + handle + "/end", Map.of());
            assertThat(third.get("/account").statusCode()).isEqualTo(200);
            browser.post("/account/sessions/" + handle + "/end", Map.of());
            assertThat(third.get("/account").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void whereToGoNextIsNeverAnotherSite() {
        for (String next : List.of(
                "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y")) {
            browser.get("/sign-in");
            browser.post("/sign-in", Map.of("mail", UUID.randomUUID() + "@signing.example", "next", next));
            assertThat(browser.cookies()).as(next).doesNotContainKey("next");
        }
    }

    @Test
    void theSessionCookieIsOutOfReachOfScripts() {
        ask(browser, mail);
        String link = "/sign-in/link/" + letter().linkToken();
        browser.get(link);
        assertThat(browser.post(link, Map.of()).headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("session="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
    }

    @Test
    void theAccountIsChangedAndTheLanguageFollows() {
        signInAs(browser, mail);
        browser.get("/account");
        browser.post("/account", Map.of("name", "สมชาย", "language", "th", "zone", "Asia/Bangkok"));
        assertThat(browser.get("/account").body()).contains("<html lang=\"th\"", "สมชาย");
        var kept = members.findByMail(new EmailAddress(mail)).orElseThrow();
        assertThat(kept.zone().getId()).isEqualTo("Asia/Bangkok");
        assertThat(browser.post("/account", Map.of("name", "x".repeat(81), "language", "xx", "zone", "Mars/Base"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void becomingAnOrganiserTakesANameAndAFreeAddress() {
        signInAs(browser, mail);
        String slug = "asa-" + UUID.randomUUID().toString().substring(0, 8);
        var fields = new HashMap<>(
                Map.of("name", "Asa Yoga", "slug", slug, "currency", "JPY", "country", "JP", "about", ""));
        browser.get("/organise/start");
        assertThat(goesTo(browser.post("/organise/start", fields), "/organise")).isTrue();
        assertThat(browser.get("/account").body()).contains("Asa Yoga");
        var again = browser.post("/organise/start", fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("This address is taken", slug);
        for (String bad : List.of("start", "a", "-abc", "ab_c", "日本", "org_00000000000000000000000000")) {
            fields.put("slug", bad);
            assertThat(browser.post("/organise/start", fields).statusCode())
                    .as(bad)
                    .isEqualTo(422);
        }
    }

    private void signInAs(TestBrowser who, String address) {
        ask(who, address);
        String link = "/sign-in/link/" + letter().linkToken();
        who.get(link);
        assertThat(who.post(link, Map.of()).statusCode()).isEqualTo(303);
    }

    private static HttpResponse<String> ask(TestBrowser who, String address) {
        who.get("/sign-in?next=/account");
        return who.post("/sign-in", Map.of("mail", address, "next", ""));
    }

    /// The newest request of all: what the mail would say.
    private Letter letter() {
        return signIn.letter(new SignInId(sql.sql("select id from sign_in order by id desc limit 1")
                        .query(UUID.class)
                        .single()))
                .orElseThrow();
    }

    private static boolean goesTo(HttpResponse<String> response, String path) {
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains(path);
        return true;
    }

    /// A page without what differs from visit to visit.
    private static String skeleton(String page, String mail) {
        return page.replace(mail, "…").replaceAll("(nonce|value)=\"[^\"]*\"", "");
    }

    private static String decoded(String cookie) {
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.US_ASCII);
    }
}

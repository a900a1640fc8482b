package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Passkeys;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignInId;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;

/// Both ceremonies over real HTTP, with an authenticator made of arithmetic.
@ProductTest
class PasskeyTest {
    private static final String SITE = "http://localhost:8080";
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");
    private static final Pattern HANDLE = Pattern.compile("\"user\":\\{[^}]*\"id\":\"([^\"]+)\"");

    private final SignIn signIn;
    private final Members members;
    private final Passkeys passkeys;
    private final JdbcClient sql;
    private final TestClock clock;
    private final TestBrowser browser;
    private final String mail = UUID.randomUUID() + "@passkey.example";
    private final SoftAuthenticator phone = new SoftAuthenticator(SITE, "localhost");
    private String handle = "";

    PasskeyTest(
            SignIn signIn,
            Members members,
            Passkeys passkeys,
            JdbcClient sql,
            TestClock clock,
            @LocalServerPort int port) {
        this.signIn = signIn;
        this.members = members;
        this.passkeys = passkeys;
        this.sql = sql;
        this.clock = clock;
        this.browser = new TestBrowser(port);
        clock.forward(Duration.ofMinutes(15));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aPasskeySignsInAndIsListedNamedAndRemoved() {
        signInByMail();
        assertThat(make(phone)).isEqualTo(204);
        assertThat(browser.get("/account").body()).contains("My phone");
        signOut();
        var answer = signInWith(phone.sign(challenge("/sign-in/passkey/options"), handle));
        assertThat(answer).isEqualTo(200);
        assertThat(browser.get("/account").body()).contains(mail, "Last used");

        var made = passkeys.of(member()).getFirst();
        browser.post("/account/passkeys/" + made.id() + "/name", Map.of("passkeyName", "Blue phone"));
        assertThat(passkeys.of(member()).getFirst().name()).isEqualTo("Blue phone");
        browser.post("/account/passkeys/" + made.id() + "/remove", Map.of());
        assertThat(passkeys.of(member())).isEmpty();
        signOut();
        assertThat(signInWith(phone.sign(challenge("/sign-in/passkey/options"), handle)))
                .isEqualTo(422);
    }

    @Test
    void aChallengeIsAnsweredOnce() {
        signInByMail();
        make(phone);
        signOut();
        String answer = phone.sign(challenge("/sign-in/passkey/options"), handle);
        String kept = browser.cookies().getOrDefault("passkey", "");
        assertThat(signInWith(answer)).isEqualTo(200);
        signOut();
        browser.get("/sign-in");
        browser.cookies().put("passkey", kept);
        assertThat(signInWith(answer)).isEqualTo(422);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        signInByMail();
        make(phone);
        signOut();
        String options = "/sign-in/passkey/options";
        challenge(options);
        assertThat(signInWith(phone.sign("c29tZXRoaW5nIGVsc2U", handle)))
                .as("another challenge")
                .isEqualTo(422);
        challenge(options);
        assertThat(signInWith("{}")).as("nothing").isEqualTo(422);
        challenge(options);
        assertThat(signInWith("[")).as("broken").isEqualTo(422);
        assertThat(signInWith(phone.sign(challenge(options), handle, 0x01)))
                .as("owner not verified")
                .isEqualTo(422);
        var stranger = new SoftAuthenticator(SITE, "localhost");
        assertThat(signInWith(stranger.sign(challenge(options), handle)))
                .as("unknown passkey")
                .isEqualTo(422);
        String late = phone.sign(challenge(options), handle);
        clock.forward(Duration.ofMinutes(5));
        assertThat(signInWith(late)).as("too late").isEqualTo(422);
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        assertThat(signInWith(phone.sign(challenge(options), handle)))
                .as("the same passkey, rightly")
                .isEqualTo(200);
    }

    @Test
    void aPasskeyMadeOnAFakeSiteIsRefused() {
        signInByMail();
        assertThat(make(new SoftAuthenticator("https://tsudoi.evil.example", "localhost")))
                .isEqualTo(422);
        assertThat(make(new SoftAuthenticator(SITE, "evil.example"))).isEqualTo(422);
        assertThat(passkeys.of(member())).isEmpty();
    }

    @Test
    void nobodyTouchesThePasskeyOfSomebodyElse() {
        signInByMail();
        make(phone);
        var made = passkeys.of(member()).getFirst();
        var stranger = new MemberId(UUID.randomUUID());
        passkeys.rename(stranger, made.id(), "Mine now");
        passkeys.remove(stranger, made.id());
        assertThat(passkeys.of(member())).containsExactly(made);
        assertThat(make(phone)).as("the same passkey again").isEqualTo(422);
    }

    private int make(SoftAuthenticator authenticator) {
        browser.get("/account");
        String options = browser.postJson("/account/passkeys/options", "").body();
        handle = found(HANDLE, options);
        return browser.postJson("/account/passkeys", authenticator.make(found(CHALLENGE, options), "My phone"))
                .statusCode();
    }

    private String challenge(String path) {
        browser.get("/sign-in");
        return found(CHALLENGE, browser.postJson(path, "").body());
    }

    private int signInWith(String answer) {
        return browser.postJson("/sign-in/passkey", answer).statusCode();
    }

    private void signOut() {
        browser.get("/account");
        browser.post("/sign-out", Map.of());
    }

    private void signInByMail() {
        browser.get("/sign-in");
        browser.post("/sign-in", Map.of("mail", mail, "next", ""));
        var id = new SignInId(sql.sql("select id from sign_in order by id desc limit 1")
                .query(UUID.class)
                .single());
        String link = "/sign-in/link/" + signIn.letter(id).orElseThrow().linkToken();
        browser.get(link);
        browser.post(link, Map.of());
    }

    private MemberId member() {
        return members.findByMail(new EmailAddress(mail)).orElseThrow().id();
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}

package org.tsudoi.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.SignIn.Answer.NoLongerGood;
import org.tsudoi.members.SignIn.Answer.Welcome;
import org.tsudoi.members.SignIn.Answer.WrongCode;
import org.tsudoi.members.SignIn.Asked;
import org.tsudoi.members.SignIn.Letter;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
@RecordApplicationEvents
class SignInTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final SignIn signIn;
    private final Members members;
    private final KnownBrowsers browsers;
    private final TestClock clock;
    private final JdbcClient sql;
    private final String browser = "browser-" + UUID.randomUUID();
    private final String caller = "caller-" + UUID.randomUUID();

    SignInTest(SignIn signIn, Members members, KnownBrowsers browsers, TestClock clock, JdbcClient sql) {
        this.signIn = signIn;
        this.members = members;
        this.browsers = browsers;
        this.clock = clock;
        this.sql = sql;
    }

    /// Limits are counted in windows of the clock: each test begins at the start of one.
    @BeforeEach
    void atTheBeginningOfADay() {
        clock.forwardTo(clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    }

    @Test
    void aLinkSignsInOnce() {
        Letter letter = letterTo(People.somebody());
        assertThat(signIn.byLink(letter.linkToken(), Optional.empty())).isInstanceOf(Welcome.class);
        assertThat(signIn.byLink(letter.linkToken(), Optional.empty())).isEqualTo(new NoLongerGood());
        assertThat(signIn.look(letter.linkToken())).isEmpty();
    }

    @Test
    void aLinkFollowedTwiceAtOnceSignsInOnce() throws Exception {
        Letter letter = letterTo(People.somebody());
        try (var two = Executors.newFixedThreadPool(2)) {
            Callable<SignIn.Answer> follow = () -> signIn.byLink(letter.linkToken(), Optional.empty());
            var answers = two.invokeAll(Stream.of(follow, follow).toList());
            assertThat(answers.stream().map(answer -> answer.resultNow() instanceof Welcome))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void lookingAtALinkUsesNothingUp() {
        Letter letter = letterTo(People.somebody());
        for (int scans = 0; scans < 5; scans++) {
            assertThat(signIn.look(letter.linkToken())).isPresent();
        }
        assertThat(signIn.byLink(letter.linkToken(), Optional.empty())).isInstanceOf(Welcome.class);
    }

    @Test
    void aLinkIsGoodForFifteenMinutes() {
        Letter early = letterTo(People.somebody());
        clock.forward(Duration.ofMinutes(15).minusMillis(1));
        assertThat(signIn.byLink(early.linkToken(), Optional.empty())).isInstanceOf(Welcome.class);

        Letter late = letterTo(People.somebody());
        clock.forward(Duration.ofMinutes(15));
        assertThat(signIn.byLink(late.linkToken(), Optional.empty())).isEqualTo(new NoLongerGood());
        assertThat(signIn.byCode(browser, late.code())).isEqualTo(new NoLongerGood());
    }

    @Test
    void signingInEndsEveryOtherRequestOfTheSameAddress() {
        EmailAddress mail = People.somebody();
        Letter first = letterTo(mail);
        Letter second = letterTo(mail);
        assertThat(second.linkToken()).isNotEqualTo(first.linkToken());
        assertThat(signIn.byLink(second.linkToken(), Optional.empty())).isInstanceOf(Welcome.class);
        assertThat(signIn.byLink(first.linkToken(), Optional.empty())).isEqualTo(new NoLongerGood());
    }

    @Test
    void aCodeWorksInTheBrowserThatAskedAndInNoOther() {
        Letter letter = letterTo(People.somebody());
        assertThat(letter.code()).matches("\\d{6}");
        assertThat(signIn.byCode("another browser", letter.code())).isEqualTo(new NoLongerGood());
        assertThat(signIn.byCode(browser, letter.code())).isInstanceOf(Welcome.class);
        assertThat(signIn.byCode(browser, letter.code())).isEqualTo(new NoLongerGood());
    }

    @Test
    void fiveWrongCodesCloseTheCodeButNotTheLink() {
        Letter letter = letterTo(People.somebody());
        for (int left = 4; left > 0; left--) {
            assertThat(signIn.byCode(browser, wrong(letter))).isEqualTo(new WrongCode(left));
        }
        assertThat(signIn.byCode(browser, wrong(letter))).isEqualTo(new NoLongerGood());
        assertThat(signIn.byCode(browser, letter.code())).isEqualTo(new NoLongerGood());
        assertThat(signIn.waitingFor(browser).orElseThrow().codeOpen()).isFalse();
        assertThat(signIn.byLink(letter.linkToken(), Optional.empty())).isInstanceOf(Welcome.class);
    }

    @Test
    void whoeverGuessesInParallelStillHasFiveTries() throws Exception {
        Letter letter = letterTo(People.somebody());
        try (var many = Executors.newFixedThreadPool(8)) {
            Callable<SignIn.Answer> guess = () -> signIn.byCode(browser, wrong(letter));
            var answers = many.invokeAll(Stream.generate(() -> guess).limit(20).toList());
            assertThat(answers.stream().filter(answer -> answer.resultNow() instanceof WrongCode))
                    .hasSize(4);
        }
        assertThat(signIn.byCode(browser, letter.code())).isEqualTo(new NoLongerGood());
    }

    @Test
    void guessingOverManyRequestsEndsForTheDayAfterTwentyWrongCodes() {
        EmailAddress mail = People.somebody();
        for (int request = 0; request < 5; request++) {
            clock.forward(Duration.ofMinutes(15));
            Letter letter = letterTo(mail);
            for (int guess = 0; guess < 4; guess++) signIn.byCode(browser, wrong(letter));
        }
        clock.forward(Duration.ofMinutes(15));
        Letter letter = letterTo(mail);
        assertThat(signIn.byCode(browser, letter.code())).isEqualTo(new NoLongerGood());
        clock.forward(Duration.ofDays(1));
        assertThat(signIn.byCode(browser, letterTo(mail).code())).isInstanceOf(Welcome.class);
    }

    @Test
    void knownAndUnknownAddressesGetTheSameAnswers() {
        EmailAddress known = People.somebody();
        members.findOrCreate(known, Optional.empty(), Locale.JAPANESE, TOKYO);
        for (EmailAddress mail : new EmailAddress[] {known, People.somebody()}) {
            for (int time = 0; time < 5; time++) {
                assertThat(ask(mail)).isInstanceOf(Asked.Sent.class);
            }
            assertThat(ask(mail)).isEqualTo(new Asked.TooOften(clock.instant().plus(Duration.ofMinutes(15))));
        }
    }

    @Test
    void oneCallerCannotAskForEverybody() {
        for (int time = 0; time < 60; time++) {
            assertThat(ask(People.somebody())).isInstanceOf(Asked.Sent.class);
        }
        assertThat(ask(People.somebody())).isInstanceOf(Asked.TooOften.class);
        clock.forward(Duration.ofMinutes(15));
        assertThat(ask(People.somebody())).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void theLinkOfAnUnknownAddressSignsUp() {
        EmailAddress mail = People.somebody();
        Letter letter = letterTo(mail);
        assertThat(members.findByMail(mail)).isEmpty();
        var name = new PersonName("佐藤 花子");
        var welcome = (Welcome) signIn.byLink(letter.linkToken(), Optional.of(name));
        assertThat(welcome.isNew()).isTrue();
        assertThat(welcome.member().email()).isEqualTo(mail);
        assertThat(welcome.member().displayName()).contains(name);
        assertThat(welcome.member().locale()).isEqualTo(Locale.forLanguageTag("th"));
        assertThat(welcome.member().roles()).containsExactly(Role.PARTICIPANT);
        var again = (Welcome) signIn.byLink(letterTo(mail).linkToken(), Optional.of(new PersonName("Somebody else")));
        assertThat(again.isNew()).isFalse();
        assertThat(again.member()).isEqualTo(welcome.member());
    }

    @Test
    void theTableHoldsNeitherTheLinkNorTheCodeNorTheAddress() {
        EmailAddress mail = People.somebody();
        Letter letter = letterTo(mail);
        String rows = sql.sql(
                        "select string_agg(encode(convert_to(s::text, 'UTF8'), 'escape') || encode(email_sealed, 'escape'), ' ') from sign_in s")
                .query(String.class)
                .single();
        assertThat(rows).doesNotContain(letter.linkToken(), letter.code() + ",", mail.value());
    }

    @Test
    void theMailIsAskedForInsideTheRequestAndWrittenFromItsIdAlone(ApplicationEvents events) {
        var sent = (Asked.Sent) ask(People.somebody());
        assertThat(events.stream(SignInRequested.class)).contains(new SignInRequested(sent.id()));
        Letter letter = signIn.letter(sent.id()).orElseThrow();
        assertThat(signIn.letter(sent.id()).orElseThrow()).isEqualTo(letter);
        assertThat(letter.toString()).doesNotContain(letter.linkToken(), letter.code());
        clock.forward(Duration.ofMinutes(15));
        assertThat(signIn.letter(sent.id())).isEmpty();
    }

    @Test
    void theOwnerHearsOfANewBrowserButNotOfTheFirstNorOfAKnownOne(ApplicationEvents events) {
        MemberId member = members.findOrCreate(People.somebody(), Optional.empty(), Locale.ENGLISH, TOKYO)
                .id();
        Instant now = clock.instant();
        browsers.signedIn(member, SignIn.Way.LINK, "first", "Safari · iPhone");
        browsers.signedIn(member, SignIn.Way.LINK, "first", "Safari · iPhone");
        assertThat(events.stream(SignedInFromNewBrowser.class)).isEmpty();
        browsers.signedIn(member, SignIn.Way.CODE, "second", "Chrome · Windows");
        assertThat(events.stream(SignedInFromNewBrowser.class))
                .containsExactly(new SignedInFromNewBrowser(member, SignIn.Way.CODE, "Chrome · Windows", now));
    }

    private Asked ask(EmailAddress mail) {
        return signIn.ask(mail, Locale.forLanguageTag("th"), TOKYO, browser, caller);
    }

    private Letter letterTo(EmailAddress mail) {
        return signIn.letter(((Asked.Sent) ask(mail)).id()).orElseThrow();
    }

    private static String wrong(Letter letter) {
        return letter.code().equals("000000") ? "000001" : "000000";
    }
}

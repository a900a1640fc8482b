package org.tsudoi.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class FindingTest {
    private static final Duration SOON = Duration.ofDays(3);

    private final Finding finding;
    private final CoachPages pages;
    private final Themes themes;
    private final ShopWindow window;
    private final SessionMarket selling;
    private final Events events;
    private final JdbcClient sql;
    private final TestClock clock;
    private String word = "";

    FindingTest(
            Finding finding,
            CoachPages pages,
            Themes themes,
            ShopWindow window,
            SessionMarket selling,
            Events events,
            JdbcClient sql,
            TestClock clock) {
        this.finding = finding;
        this.pages = pages;
        this.themes = themes;
        this.window = window;
        this.selling = selling;
        this.events = events;
        this.sql = sql;
        this.clock = clock;
    }

    /// What other tests have changed is brought in first, so that a search has only its own to bring in.
    @BeforeEach
    void caughtUp() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        finding.keepUp();
        word = window.word();
    }

    private List<Subject> found(Wanted wanted) {
        return finding.find(wanted, null, 50).hits().stream().map(Found.Hit::subject).toList();
    }

    private List<Subject> found(String text) {
        return found(Wanted.ANYTHING.withText(text));
    }

    private Event meeting(String title) {
        return window.meeting(title + " " + word, "", Money.jpy(800), SOON);
    }

    @ParameterizedTest
    @CsvSource({
        "週末からはじめる小さな起業, 起業",
        "週末からはじめる小さな起業, はじめる",
        "朝のヨガ教室, ﾖｶﾞ",
        "朝のよが教室, ヨガ",
        "คุยภาษาไทยง่าย ๆ, ภาษาไทย",
        "เข้าครัวกับครูนก, ครู",
        "ทำอาหารไทย, ทำอาหาร",
        "Coffee and Conversation, CONVERS",
        "Café au lait, cafe",
        "茶道, 茶"
    })
    void wordsAreFoundInLanguagesWithAndWithoutSpaces(String title, String typed) {
        var event = meeting(title);
        assertThat(found(typed + " " + word)).containsExactly(new Subject.Meeting(event.id()));
        assertThat(found("蛸" + typed + " " + word)).isEmpty();
    }

    @Test
    void whatStandsInTheTitleComesBeforeWhatIsMentioned() {
        var mentions = window.meeting("朝の会 " + word, "書道の話もします", Money.jpy(500), Duration.ofDays(1));
        var named = window.meeting("書道 " + word, "", Money.jpy(500), Duration.ofDays(9));
        assertThat(found("書道 " + word))
                .containsExactly(new Subject.Meeting(named.id()), new Subject.Meeting(mentions.id()));
        assertThat(found(word))
                .as("without a difference the soonest")
                .containsExactly(new Subject.Meeting(mentions.id()), new Subject.Meeting(named.id()));
    }

    @Test
    void whatIsNotOnSaleAnyMoreIsGoneAtOnce() {
        var event = meeting("会");
        assertThat(found(word)).hasSize(1);
        events.close(event.id());
        assertThat(sql.sql("select count(*) from finding_entry where subject = :id")
                        .param("id", event.id().value())
                        .query(Integer.class)
                        .single())
                .as("without anybody having searched")
                .isZero();
        assertThat(found(word)).isEmpty();
        events.reopen(event.id());
        assertThat(found(word)).hasSize(1);
        events.cancel(event.id(), "rain");
        assertThat(found(word)).isEmpty();
    }

    @Test
    void aDraftIsNotFoundAndAnotherTitleIsFoundAtOnce() {
        var event = meeting("会");
        assertThat(found(word)).hasSize(1);
        var copy = events.duplicate(event.id());
        assertThat(found(word)).containsExactly(new Subject.Meeting(event.id()));
        var told = event.particulars();
        events.change(event.id(), told.with(new Event.Presentation("別の名前", "", null, told.art())));
        assertThat(found(word)).isEmpty();
        assertThat(events.find(copy)).isPresent();
    }

    @Test
    void whatIsOverIsNotFound() {
        meeting("会");
        assertThat(found(word)).hasSize(1);
        clock.forward(SOON.plusHours(2));
        assertThat(found(word)).isEmpty();
    }

    @Test
    void sessionsAreFoundByFreeTimesThatNobodyHasBooked() {
        var event = window.sessions("相談 " + word);
        finding.keepUp();
        var two = new SessionMarket.Two(event, window.host(event), selling.member("buyer"));
        var first = selling.free(two).getFirst();
        var window = List.of(new Wanted.Window(first.startsAt(), first.startsAt().plusSeconds(3600)));
        var asked = Wanted.ANYTHING.withText(word).withTimes(window);
        var hit = finding.find(asked, null, 5).hits().getFirst();
        assertThat(hit.subject()).isEqualTo(new Subject.Session(event.id()));
        assertThat(hit.at()).isEqualTo(first.startsAt());

        var order = selling.bought(two, 0, 1);
        var booking = selling.booked(two, selling.tickets(order.id()).getFirst(), first.startsAt());
        finding.keepUp();
        assertThat(found(asked)).as("an hour and its buffer are taken").isEmpty();
        assertThat(found(word)).as("it is there still").hasSize(1);
        assertThat(booking.start()).contains(first.startsAt());

        var night = first.startsAt().atZone(SessionMarket.TOKYO).toLocalDate().plusDays(2).atTime(LocalTime.of(2, 0));
        var atNight = night.atZone(SessionMarket.TOKYO).toInstant();
        assertThat(found(asked.withTimes(List.of(new Wanted.Window(atNight, atNight.plusSeconds(7200))))))
                .isEmpty();
    }

    @Test
    void whoeverLeadsSomethingIsFoundByTheirPageOnceTheyShowIt() {
        var event = window.sessions("相談 " + window.word());
        var host = window.host(event);
        var theme = window.theme("t" + word.toLowerCase(Locale.ROOT).substring(0, 14));
        var by = new FoundBy(List.of(theme.word()), List.of("静かな場"), List.of("ja", "th"));
        var page = window.shownPage(host, "森の先生 " + word, by);

        assertThat(found("森の先生 " + word)).contains(new Subject.Person(host));
        assertThat(found("静かな場 " + word)).containsExactly(new Subject.Person(host));
        var themed = Wanted.ANYTHING.withTheme(Optional.of(theme.word()));
        assertThat(found(themed)).as("what they lead takes over their theme").containsExactlyInAnyOrder(
                new Subject.Person(host), new Subject.Session(event.id()));
        assertThat(found(themed.withLanguage(Optional.of("th")))).hasSize(2);
        assertThat(found(themed.withLanguage(Optional.of("en")))).isEmpty();
        assertThat(found(theme.th() + " " + word)).as("by its name in each language").contains(new Subject.Person(host));

        finding.choose(new Subject.Session(event.id()), new FoundBy(List.of(), List.of(), List.of("en")));
        assertThat(found(themed)).as("unless something else was chosen").containsExactly(new Subject.Person(host));

        pages.hide(host);
        assertThat(found(word)).isEmpty();
        assertThat(pages.shown(page.slug())).isEmpty();
    }

    @Test
    void aRetiredThemeFindsNobody() {
        var event = window.sessions("相談 " + word);
        var theme = window.theme("t" + word.substring(0, 14));
        window.shownPage(window.host(event), "名前 " + word, new FoundBy(List.of(theme.word()), List.of(), List.of()));
        var themed = Wanted.ANYTHING.withTheme(Optional.of(theme.word()));
        assertThat(found(themed)).isNotEmpty();
        themes.keep(new Theme(theme.word(), theme.ja(), theme.en(), theme.th(), 1, true));
        assertThat(found(themed)).isEmpty();
    }

    @Test
    void whoeverOnlyTakesPartStandsInNoList() {
        var buyer = selling.member("buyer").id();
        pages.keep(buyer, "b-" + UUID.randomUUID().toString().substring(0, 12), told("買う人 " + word), null);
        assertThat(pages.show(buyer)).isFalse();
        assertThat(found(word)).isEmpty();
    }

    @Test
    void aPageIsGoneWithItsMemberAndFromTheIndexWithItsRow() {
        var host = window.host(window.sessions("相談 " + window.word()));
        window.shownPage(host, "名前 " + word, FoundBy.NOTHING);
        assertThat(found(word)).contains(new Subject.Person(host));
        pages.forget(host);
        assertThat(pages.of(host)).isEmpty();
        assertThat(found(word)).isEmpty();
        assertThat(sql.sql("""
                        select confdeltype from pg_constraint
                        where conrelid = 'coach_page'::regclass and confrelid = 'member'::regclass""")
                        .query(String.class)
                        .single())
                .as("deleted with the member")
                .isEqualTo("c");
    }

    private static CoachPage.Told told(String name) {
        return new CoachPage.Told(name, "一言", "", FoundBy.NOTHING, List.of(), true);
    }

    @Test
    void anAddressIsOfOnePersonAlone() {
        MemberId one = selling.member("one").id();
        MemberId other = selling.member("other").id();
        var slug = "s-" + UUID.randomUUID().toString().substring(0, 12);
        assertThat(pages.keep(one, slug, told("A"), null)).isInstanceOf(CoachPages.Keeping.Kept.class);
        assertThat(pages.keep(other, slug, told("B"), null)).isInstanceOf(CoachPages.Keeping.SlugTaken.class);
        assertThat(pages.keep(one, slug, told("C"), null)).isInstanceOf(CoachPages.Keeping.Kept.class);
    }

    @Test
    void pricesAndPointsLeaveOutWhatCostsMore() {
        var cheap = window.meeting("安い " + word, "", Money.jpy(800), SOON);
        window.meeting("高い " + word, "", Money.jpy(2000), SOON);
        var baht = window.meeting("ไทย " + word, "", Money.of(50_000, "THB"), SOON);
        var all = Wanted.ANYTHING.withText(word);
        assertThat(found(all)).hasSize(3);
        assertThat(found(all.withPrices(Optional.empty(), Optional.of(Money.jpy(800)))))
                .containsExactly(new Subject.Meeting(cheap.id()));
        assertThat(found(all.withPoints(Optional.of(820L)))).containsExactly(new Subject.Meeting(cheap.id()));
        assertThat(found(all.withPoints(Optional.of(799L)))).isEmpty();
        assertThat(found(all.withPrices(Optional.empty(), Optional.of(Money.of(60_000, "THB")))))
                .containsExactly(new Subject.Meeting(baht.id()));
    }

    @Test
    void whereNothingIsFoundItIsSaidWhatToLeaveOut() {
        meeting("会");
        var wanted = Wanted.ANYTHING
                .withText(word)
                .withPoints(Optional.of(10L))
                .withKind(Optional.of(Kind.EVENT));
        assertThat(found(wanted)).isEmpty();
        assertThat(finding.loosen(wanted)).contains(new Finding.Loosened(Finding.Part.POINTS, 1))
                .noneMatch(one -> one.part() == Finding.Part.KIND);
    }

    @Test
    void whatIsWrittenInKanaOrThaiIsTakenToBeInThatLanguage() {
        var japanese = meeting("はじめての会");
        var thai = meeting("สวัสดี");
        var all = Wanted.ANYTHING.withText(word);
        assertThat(found(all.withLanguage(Optional.of("ja")))).contains(new Subject.Meeting(japanese.id()));
        assertThat(found(all.withLanguage(Optional.of("th")))).containsExactly(new Subject.Meeting(thai.id()));
        assertThat(Set.copyOf(finding.usual(new Subject.Meeting(thai.id())).languages())).containsExactly("th");
    }
}

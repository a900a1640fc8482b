package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.meetings.Venues;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;

/// The owners hear of it when somebody else changes where an event's people are led.
@PostTest
class OwnLinkNoticesTest {
    private static final OwnLink OTHER = new OwnLink("https://zoom.us/j/123?pwd=secret", "2468");

    private final Venues venues;
    private final Market market;
    private final Members members;
    private final Organisers organisers;
    private final OwnLinks links;
    private final OutboxRunner outbox;
    private final TestClock clock;

    OwnLinkNoticesTest(
            Venues venues,
            Market market,
            Members members,
            Organisers organisers,
            OwnLinks links,
            OutboxRunner outbox,
            TestClock clock) {
        this.venues = venues;
        this.market = market;
        this.members = members;
        this.organisers = organisers;
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Member member(String name, Locale locale) {
        return members.findOrCreate(
                market.mail("links"), Optional.of(new PersonName(name)), locale, ZoneId.of("Asia/Tokyo"));
    }

    private Event event() {
        return venues.event("link", Duration.ofDays(2));
    }

    /// Another owner, who reads that language.
    private EmailAddress owner(Event event, Locale locale) {
        var owner = member("持ち主", locale);
        organisers.letAct(event.particulars().organiser(), owner.id(), Standing.OWNER);
        return owner.email();
    }

    private void keep(Event event, MemberId by) {
        links.keep(Venues.meeting(event), OTHER, by.value());
        outbox.runDue();
    }

    @ParameterizedTest
    @CsvSource({"en,The link to the meeting", "ja,会議のリンクが変わりました", "th,ลิงก์ห้องประชุม"})
    void theOwnersHearWhoPutAnotherLinkAndWhereItLeadsButNotTheLink(String language, String subject) {
        var event = event();
        var owner = owner(event, Locale.forLanguageTag(language));
        keep(event, member("案内 花子", Locale.JAPANESE).id());
        var text = TownPost.awaited(owner, subject).path("text").asString();
        assertThat(text)
                .contains("案内 花子", "zoom.us", event.particulars().title(), "/events/" + event.id())
                .doesNotContain("secret", "2468", "/j/123");
    }

    @Test
    void theyHearThatItWasTakenAwayToo() {
        var event = event();
        var owner = owner(event, Locale.ENGLISH);
        var guide = member("案内 花子", Locale.JAPANESE).id();
        keep(
                event,
                organisers.people(event.particulars().organiser()).getFirst().member());
        links.remove(Venues.meeting(event), guide.value());
        outbox.runDue();
        assertThat(TownPost.awaited(owner, "The link to the meeting")
                        .path("text")
                        .asString())
                .contains("nobody can come in");
    }

    @Test
    void nothingIsSaidOfWhatAnOwnerChangesThemselves() {
        var event = event();
        var owner = owner(event, Locale.ENGLISH);
        keep(
                event,
                organisers.people(event.particulars().organiser()).getFirst().member());
        assertThat(TownPost.letters(owner)).isEmpty();
    }
}

package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.freetimes.CalendarFeed;
import org.tsudoi.freetimes.CalendarFeed.Trouble;
import org.tsudoi.freetimes.CalendarFeed.Why;
import org.tsudoi.freetimes.FeedId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.texts.Language;

@ProductTest
class FeedNoticesTest {
    private final FeedNotices notices;
    private final Members members;
    private final Organisers organisers;
    private final Market market;

    FeedNoticesTest(FeedNotices notices, Members members, Organisers organisers, Market market) {
        this.notices = notices;
        this.members = members;
        this.organisers = organisers;
        this.market = market;
    }

    private static CalendarFeed feed() {
        return new CalendarFeed(
                new FeedId(UUID.randomUUID()),
                "Work",
                "calendar.example",
                Optional.empty(),
                0,
                Optional.of(new Trouble(Why.GONE, Instant.parse("2026-12-01T00:00:00Z"))));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aHostIsLedToTheirPage(Language language) {
        OrganiserId organiser = market.organiser();
        var host =
                members.find(organisers.people(organiser).getFirst().member()).orElseThrow();
        var letter = notices.letter(host, feed(), language);
        assertThat(letter.subject()).contains("Work");
        assertThat(letter.text())
                .contains("Work", "calendar.example")
                .contains(
                        "/organise/" + organisers.find(organiser).orElseThrow().slug() + "/free-times");
    }

    @Test
    void whoActsForNobodyIsLedToTheirAccount() {
        var mail = new EmailAddress(UUID.randomUUID() + "@feeds.example");
        var host = members.findOrCreate(mail, Optional.empty(), Locale.ENGLISH, ZoneId.of("UTC"));
        assertThat(notices.letter(host, feed(), Language.EN).text()).contains("/account");
    }
}

package org.tsudoi.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Organisers.Acting;
import org.tsudoi.members.Organisers.Start;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;

@ProductTest
class OrganisersTest {
    private final Members members;
    private final Organisers organisers;
    private final String slug = "s-" + UUID.randomUUID().toString().substring(0, 8);

    OrganisersTest(Members members, Organisers organisers) {
        this.members = members;
        this.organisers = organisers;
    }

    @Test
    void whoeverStartsOneIsItsOwnerAndAnOrganiserFromThenOn() {
        MemberId owner = somebody();
        assertThat(members.find(owner).orElseThrow().roles()).containsExactly(Role.PARTICIPANT);
        Organiser organiser = start(owner, slug);
        assertThat(members.find(owner).orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.PARTICIPANT, Role.ORGANISER);
        assertThat(organisers.standing(owner, organiser.id())).contains(Standing.OWNER);
        assertThat(organisers.of(owner, Standing.OWNER)).containsExactly(organiser);
        assertThat(organisers.findBySlug(slug)).contains(organiser);
        assertThat(organisers.findAll(List.of(organiser.id()))).containsEntry(organiser.id(), organiser);
        assertThat(OrganiserId.parse(organiser.id().toString())).contains(organiser.id());
    }

    @Test
    void aSlugBelongsToOne() {
        start(somebody(), slug);
        assertThat(organisers.start(somebody(), wish(slug))).isEqualTo(new Start.SlugTaken());
    }

    @Test
    void aStrangerStandsNowhere() {
        Organiser organiser = start(somebody(), slug);
        assertThat(organisers.standing(somebody(), organiser.id())).isEmpty();
        assertThat(organisers.standing(somebody(), new OrganiserId(new UUID(0, 0))))
                .isEmpty();
    }

    @Test
    void severalActForOneButTheLastOwnerStays() {
        MemberId owner = somebody();
        MemberId host = somebody();
        Organiser organiser = start(owner, slug);
        organisers.letAct(organiser.id(), host, Standing.HOST);
        assertThat(organisers.people(organiser.id()))
                .containsExactly(new Acting(owner, Standing.OWNER), new Acting(host, Standing.HOST));
        assertThatThrownBy(() -> organisers.letAct(organiser.id(), owner, Standing.HOST))
                .isInstanceOf(Problem.class);
        organisers.letAct(organiser.id(), host, Standing.OWNER);
        organisers.letAct(organiser.id(), owner, Standing.HOST);
        assertThat(organisers.standing(owner, organiser.id())).contains(Standing.HOST);
    }

    @Test
    void whatIsPublicChangesAndTheSlugStays() {
        Organiser organiser = start(somebody(), slug);
        Organiser changed = organisers.describe(organiser.id(), " Evening Yoga ", "TH", "Slow");
        assertThat(changed.name()).isEqualTo("Evening Yoga");
        assertThat(changed.country()).isEqualTo("TH");
        assertThat(changed.slug()).isEqualTo(slug);
    }

    @Test
    void theLegalDisplayComesBackAsItWasGiven() {
        Organiser organiser = start(somebody(), slug);
        assertThat(organiser.legal()).isEmpty();
        var shown = new LegalDisplay(new PersonName("佐藤 花子"), Optional.of("東京都中央区銀座1-1-1"), false, People.somebody());
        assertThat(organisers.showLegally(organiser.id(), shown).legal()).contains(shown);
        var onRequest = new LegalDisplay(new PersonName("佐藤 花子"), Optional.empty(), true, People.somebody());
        assertThat(organisers.showLegally(organiser.id(), onRequest).legal()).contains(onRequest);
        assertThatThrownBy(() -> new LegalDisplay(shown.seller(), Optional.empty(), false, shown.contact()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onePersonIsMadeForOneAddressHoweverItIsSpelledAndHoweverManyAsk() throws Exception {
        var mail = People.somebody();
        var shouted = new EmailAddress(mail.value().toUpperCase(Locale.ROOT));
        try (var many = Executors.newFixedThreadPool(8)) {
            Callable<MemberId> ask =
                    () -> members.findOrCreate(mail, Optional.empty(), Locale.FRENCH, ZoneId.of("Asia/Tokyo"))
                            .id();
            var ids = many.invokeAll(Collections.nCopies(16, ask)).stream()
                    .map(Future::resultNow)
                    .distinct();
            assertThat(ids).hasSize(1);
        }
        Member member = members.findByMail(shouted).orElseThrow();
        assertThat(member.locale()).isEqualTo(Locale.ENGLISH);
        assertThat(members.findOrCreate(
                                shouted, Optional.of(new PersonName("Hanako")), Locale.JAPANESE, ZoneId.of("UTC"))
                        .displayName())
                .contains(new PersonName("Hanako"));
        assertThat(members.findOrCreate(mail, Optional.of(new PersonName("Other")), Locale.JAPANESE, ZoneId.of("UTC"))
                        .displayName())
                .contains(new PersonName("Hanako"));
    }

    private MemberId somebody() {
        return members.findOrCreate(People.somebody(), Optional.empty(), Locale.ENGLISH, ZoneId.of("Asia/Tokyo"))
                .id();
    }

    private Organiser start(MemberId owner, String slug) {
        return ((Start.Started) organisers.start(owner, wish(slug))).organiser();
    }

    private static NewOrganiser wish(String slug) {
        return new NewOrganiser(slug, "Morning Yoga", Currency.getInstance("JPY"), "JP", "");
    }
}

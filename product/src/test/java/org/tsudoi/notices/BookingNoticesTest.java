package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Span;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.FreshDatabase;
import org.tsudoi.testing.TownAddress;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;

/// What the two parties of a booking read, as it comes out of Town's mailbox.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tsudoi.jobs=by-hand", "tsudoi.texts.strict=true"})
@ContextConfiguration(initializers = {FreshDatabase.class, TownAddress.class, BookingNoticesTest.Post.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class BookingNoticesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    static final class Post implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var town = TownProcess.running();
            town.fair();
            var settings = Map.<String, Object>of(
                    "spring.mail.host",
                    "127.0.0.1",
                    "spring.mail.port",
                    town.smtpPort(),
                    "spring.mail.properties.mail.smtp.starttls.enable",
                    "false");
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("post", settings));
        }
    }

    private final Bookings bookings;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final Member host;
    private final Member guest;

    BookingNoticesTest(Bookings bookings, FreeTimes times, Members members, Ids ids, OutboxRunner outbox) {
        this.bookings = bookings;
        this.outbox = outbox;
        this.ids = ids;
        this.host = members.findOrCreate(mail(), Optional.of(new PersonName("森 みどり")), Locale.JAPANESE, TOKYO);
        this.guest = members.findOrCreate(mail(), Optional.empty(), Locale.ENGLISH, ZoneId.of("Europe/Berlin"));
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, DayHours.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        }
        times.keep(host.id(), new Availability(TOKYO, week, new TreeMap<>(), BookingRules.USUAL));
    }

    private static EmailAddress mail() {
        return new EmailAddress("b" + UUID.randomUUID().toString().replace("-", "") + "@bookings.example");
    }

    private static Instant at(int days, int hour) {
        return Instant.now()
                .atZone(TOKYO)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(days)
                .plusHours(hour)
                .toInstant();
    }

    private JsonNode letter(Member to, String subject) {
        outbox.runDue();
        return TownProcess.running()
                .call("GET", "/town/mail?wait=20&to=" + to.email().value() + "&subject=" + subject, null)
                .path(0);
    }

    private static String entry(JsonNode letter) {
        var calendar = letter.path("calendar");
        return calendar.path("method").asString() + " "
                + calendar.path("sequence").asInt();
    }

    private int letters(Member to) {
        outbox.runDue();
        return TownProcess.running()
                .call("GET", "/town/mail?to=" + to.email().value(), null)
                .size();
    }

    private BookingId propose(Party by, String reference, Instant... starts) {
        var id = new BookingId(ids.next());
        var proposal =
                new Bookings.Proposal(id, host.id(), guest.id(), reference, by, Duration.ofHours(1), List.of(starts));
        assertThat(bookings.propose(proposal)).isInstanceOf(Bookings.Answer.Done.class);
        return id;
    }

    @Test
    void bothAreToldOfEachStepInTheirLanguageAndByTheirClock() {
        var id = propose(Party.HOST, "ord_" + guest.id(), at(5, 18), at(6, 18));
        var proposed = letter(guest, "proposed");
        assertThat(proposed.path("text").asString())
                .contains("10:00–11:00 Central European", "森 みどり", "Please answer by", "/account/bookings/" + id);
        assertThat(letters(host)).isZero();
        bookings.accept(id, guest.id(), at(6, 18));
        var agreed = letter(guest, "agreed");
        assertThat(agreed.path("text").asString()).contains("10:00–11:00 Central European");
        assertThat(entry(agreed)).isEqualTo("REQUEST 0");
        assertThat(agreed.path("calendar").path("uid").asString()).startsWith(id + "@");
        assertThat(letter(host, "").path("text").asString()).contains("日時が決まりました", "18:00–19:00 日本時間");
        assertThat(entry(letter(host, ""))).isEqualTo("REQUEST 0");
        bookings.askToMove(id, host.id());
        bookings.askToMove(id, host.id());
        assertThat(letter(guest, "another").path("text").asString()).contains("choose another time");
        bookings.move(id, guest.id(), at(7, 18));
        assertThat(entry(letter(guest, "Another"))).isEqualTo("REQUEST 1");
        bookings.cancel(id, host.id());
        var cancelled = letter(guest, "Cancelled");
        assertThat(cancelled.path("text").asString()).contains("Your host has cancelled");
        assertThat(entry(cancelled)).isEqualTo("CANCEL 2");
        assertThat(letters(guest)).isEqualTo(5);
        assertThat(letters(host)).isEqualTo(3);
    }

    @Test
    void whoWaitsForAnAnswerIsToldOfItAndNobodyOfWhatIsOverByThen() {
        var declined = propose(Party.GUEST, "ord_" + guest.id(), at(5, 18));
        assertThat(letters(host)).isEqualTo(1);
        bookings.decline(declined, host.id());
        assertThat(letter(guest, "None").path("text").asString()).contains("None of the times that you proposed");
        var withdrawn = propose(Party.GUEST, "ord_" + guest.id(), at(5, 18));
        bookings.decline(withdrawn, guest.id());
        assertThat(letters(host)).isEqualTo(2);
        assertThat(letters(guest)).isEqualTo(1);
    }
}

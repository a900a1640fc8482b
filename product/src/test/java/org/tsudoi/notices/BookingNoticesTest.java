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
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Booking;
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
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import tools.jackson.databind.JsonNode;

/// What the two parties of a booking read, as it comes out of Town's mailbox.
@PostTest
class BookingNoticesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Bookings bookings;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final TestClock clock;
    private final Member host;
    private final Member guest;

    BookingNoticesTest(
            Bookings bookings, FreeTimes times, Members members, Ids ids, OutboxRunner outbox, TestClock clock) {
        this.clock = clock;
        this.bookings = bookings;
        this.outbox = outbox;
        this.ids = ids;
        this.host = members.findOrCreate(mail(), Optional.of(new PersonName("森 みどり")), Locale.JAPANESE, TOKYO);
        this.guest = members.findOrCreate(mail(), Optional.empty(), Locale.ENGLISH, ZoneId.of("Asia/Bangkok"));
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, DayHours.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        }
        times.keep(host.id(), new Availability(TOKYO, week, new TreeMap<>(), BookingRules.USUAL));
    }

    private static EmailAddress mail() {
        return new EmailAddress("b" + UUID.randomUUID().toString().replace("-", "") + "@bookings.example");
    }

    private Instant at(int days, int hour) {
        return clock.instant()
                .atZone(TOKYO)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(days)
                .plusHours(hour)
                .toInstant();
    }

    private JsonNode letter(Member to, String subject) {
        outbox.runDue();
        return TownPost.awaited(to.email(), subject);
    }

    private static String entry(JsonNode letter) {
        var calendar = letter.path("calendar");
        return calendar.path("method").asString() + " "
                + calendar.path("sequence").asInt();
    }

    private int letters(Member to) {
        outbox.runDue();
        return TownPost.letters(to.email()).size();
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
                .contains("16:00–17:00 Thailand Time", "森 みどり", "Please answer by", "/account/bookings/" + id);
        assertThat(letters(host)).isZero();
        bookings.accept(id, guest.id(), at(6, 18));
        var agreed = letter(guest, "agreed");
        assertThat(agreed.path("text").asString()).contains("16:00–17:00 Thailand Time");
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

    @Test
    void whoeverIsSaidToHaveBeenAwayMaySayOtherwise() {
        var id = propose(Party.HOST, "ord_" + guest.id(), at(5, 18));
        bookings.accept(id, guest.id(), at(5, 18));
        clock.forwardTo(bookings.find(id).flatMap(Booking::start).orElseThrow().plus(Duration.ofHours(1)));
        bookings.noShow(id, guest.id(), Booking.Absent.HOST);
        assertThat(letter(host, "来なかった").path("text").asString()).contains("7 日以内", "/account/bookings/" + id);
        assertThat(letter(guest, "Reported").path("text").asString()).contains("refunded in full");
        bookings.noShow(id, host.id(), Booking.Absent.GUEST);
        assertThat(letter(guest, "Noted").path("text").asString()).contains("counts as used");
    }
}

package org.tsudoi.web.member;

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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Absent;
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
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// A booking before its two parties, over real HTTP and without scripts.
@ProductTest
class BookingPagesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String HOME = "/account/bookings";

    private final Bookings bookings;
    private final Ids ids;
    private final TestClock clock;
    private final SignedIn signedIn;
    private final Member host;
    private final Member guest;
    private final TestBrowser browser;

    BookingPagesTest(Bookings bookings, FreeTimes times, Members members, Ids ids, TestClock clock, SignedIn signedIn) {
        this.bookings = bookings;
        this.ids = ids;
        this.clock = clock;
        this.signedIn = signedIn;
        this.host = somebody(members, "森 みどり");
        this.guest = somebody(members, "山田 花子");
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, DayHours.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        }
        times.keep(host.id(), new Availability(TOKYO, week, new TreeMap<>(), BookingRules.USUAL));
        this.browser = signedIn.as(guest.email());
    }

    private static Member somebody(Members members, String name) {
        var mail = new EmailAddress(UUID.randomUUID() + "@bookings.example");
        return members.findOrCreate(mail, Optional.of(new PersonName(name)), Locale.ENGLISH, TOKYO);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Instant at(int days, int hour) {
        return clock.instant()
                .atZone(TOKYO)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(days)
                .plusHours(hour)
                .toInstant();
    }

    private BookingId taken(Instant start) {
        var id = new BookingId(ids.next());
        var wish =
                new Bookings.Wish(id, host.id(), guest.id(), "ord_" + UUID.randomUUID(), Duration.ofMinutes(60), start);
        assertThat(bookings.take(wish)).isInstanceOf(Bookings.Answer.Done.class);
        return id;
    }

    private Booking booking(BookingId id) {
        return bookings.find(id).orElseThrow();
    }

    @Test
    void aGuestSubscribesInTheirOwnCalendarAndMakesItsAddressVoid() {
        taken(at(5, 10));
        var before = calendar();
        assertThat(browser.get(before).body()).contains("BEGIN:VEVENT");
        browser.get(HOME);
        assertThat(browser.post(HOME + "/address", Map.of()).statusCode()).isEqualTo(303);
        assertThat(browser.get(before).statusCode()).isEqualTo(404);
        assertThat(browser.get(calendar()).body()).contains("BEGIN:VEVENT");
    }

    private String calendar() {
        var address = Pattern.compile("/calendar/[^<\"]+\\.ics")
                .matcher(browser.get(HOME).body());
        assertThat(address.find()).isTrue();
        return address.group();
    }

    @Test
    void aGuestMovesAndCancelsByThemselves() {
        var id = taken(at(5, 10));
        var list = browser.get(HOME).body();
        assertThat(list).contains("森 みどり", HOME + "/" + id);
        assertThat(PageRules.broken(list)).isEmpty();
        var page = browser.get(HOME + "/" + id).body();
        assertThat(page).contains("value=\"" + at(6, 10) + "\"").doesNotContain("value=\"" + at(5, 10) + "\"");
        assertThat(PageRules.broken(page)).isEmpty();
        assertThat(browser.get(HOME + "/" + id + "?from="
                                + at(20, 0).atZone(TOKYO).toLocalDate())
                        .body())
                .contains("value=\"" + at(20, 10) + "\"");
        var nothing = browser.post(HOME + "/" + id + "/move", Map.of());
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("id=\"start-error\"", "Please choose a time.");
        assertThat(PageRules.broken(nothing.body())).isEmpty();
        assertThat(booking(id)).isInstanceOf(Booking.Agreed.class);
        assertThat(browser.post(
                                HOME + "/" + id + "/move",
                                Map.of("start", at(6, 10).toString()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(booking(id)).isInstanceOf(Booking.Moved.class);
        assertThat(browser.get(HOME + "/" + id).body()).contains("The booking is moved.");
        var asked = browser.get(HOME + "/" + id + "/cancel").body();
        assertThat(asked).contains("You are in time", "name=\"late\" value=\"false\"");
        assertThat(PageRules.broken(asked)).isEmpty();
        assertThat(booking(id)).isInstanceOf(Booking.Moved.class);
        browser.post(HOME + "/" + id + "/cancel", Map.of("late", "false"));
        assertThat(booking(id)).isInstanceOf(Booking.Cancelled.class);
        assertThat(browser.get(HOME + "/" + id + "/cancel").statusCode()).isEqualTo(303);
        assertThat(PageRules.broken(browser.get(HOME + "/" + id).body())).isEmpty();
    }

    @Test
    void whoIsLateIsToldBeforeAnythingIsDone() {
        var start = at(3, 10);
        var id = taken(start);
        assertThat(browser.get(HOME + "/" + id + "/cancel").body()).contains("You are in time");
        clock.forwardTo(start.minus(Duration.ofHours(2)));
        var told = browser.post(HOME + "/" + id + "/cancel", Map.of("late", "false"));
        assertThat(told.statusCode()).isEqualTo(422);
        assertThat(told.body()).contains("It is later than you agreed to", "name=\"late\" value=\"true\"");
        assertThat(PageRules.broken(told.body())).isEmpty();
        assertThat(booking(id)).isInstanceOf(Booking.Agreed.class);
        assertThat(browser.get(HOME + "/" + id).body()).contains("too late to change this by yourself");
        browser.post(HOME + "/" + id + "/cancel", Map.of("late", "true"));
        assertThat(booking(id))
                .isInstanceOfSatisfying(
                        Booking.Cancelled.class, it -> assertThat(it.late()).isTrue());
    }

    @Test
    void whatIsRefusedStandsBesideWhatWasChosen() {
        var id = taken(at(5, 10));
        browser.get(HOME + "/" + id);
        var gone = browser.post(
                HOME + "/" + id + "/move", Map.of("start", at(5, 10).toString(), "from", date(5)));
        assertThat(gone.statusCode()).isEqualTo(422);
        assertThat(gone.body())
                .contains("id=\"start-error\"", "not free any more", "name=\"from\" value=\"" + date(5) + "\"");
        assertThat(PageRules.broken(gone.body())).isEmpty();
    }

    private String date(int days) {
        return at(days, 0).atZone(TOKYO).toLocalDate().toString();
    }

    @Test
    void whatCameToNothingIsProposedAnew() {
        var id = proposed(at(5, 10));
        var page = browser.get(HOME + "/" + id).body();
        assertThat(page).contains("Please answer by");
        bookings.decline(id, guest.id());
        assertThat(browser.get(HOME).body()).contains(HOME + "/" + id, "Lapsed");
        var lapsed = browser.get(HOME + "/" + id).body();
        assertThat(lapsed).contains("action=\"" + HOME + "/" + id + "/propose\"");
        assertThat(PageRules.broken(lapsed)).isEmpty();
        var next = new BookingId(ids.next());
        var fields = Map.of("next", next.toString(), "t0date", date(8), "t0time", "15:30");
        assertThat(browser.post(HOME + "/" + id + "/propose", fields).statusCode())
                .isEqualTo(303);
        assertThat(booking(next)).isInstanceOf(Booking.Proposed.class);
        // What was arranged since is changed on its own page.
        assertThat(browser.get(HOME + "/" + id).body()).doesNotContain("/propose\"");
        bookings.decline(next, host.id());
        var again = Map.of("next", new BookingId(ids.next()).toString(), "t0date", date(9), "t0time", "15:30");
        assertThat(browser.post(HOME + "/" + id + "/propose", again).statusCode())
                .isEqualTo(422);
    }

    @Test
    void theTimeThatIsAtFaultIsMarkedAndTheOnlyOneProposedIsChosen() {
        var id = proposed(at(5, 10));
        assertThat(browser.get(HOME + "/" + id).body()).contains("value=\"" + at(5, 10) + "\" checked");
        taken(at(9, 14));
        var fields = Map.of(
                "next",
                new BookingId(ids.next()).toString(),
                "t0date",
                date(8),
                "t0time",
                "15:00",
                "t2date",
                date(9),
                "t2time",
                "14:30");
        var refused = browser.post(HOME + "/" + id + "/propose", fields);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"t2date-error\"", "value=\"14:30\"")
                .doesNotContain("id=\"t0date-error\"");
        assertThat(PageRules.broken(refused.body())).isEmpty();
    }

    private BookingId proposed(Instant start) {
        var id = new BookingId(ids.next());
        bookings.propose(new Bookings.Proposal(
                id,
                host.id(),
                guest.id(),
                "ord_" + UUID.randomUUID(),
                Party.HOST,
                Duration.ofMinutes(60),
                List.of(start)));
        return id;
    }

    @Test
    void whatWaitedForAPaymentIsNotProposedAnew() {
        var id = new BookingId(ids.next());
        bookings.takeUnpaid(
                new Bookings.Wish(
                        id, host.id(), guest.id(), "ord_" + UUID.randomUUID(), Duration.ofMinutes(60), at(5, 10)),
                at(4, 0));
        assertThat(browser.get(HOME + "/" + id).body()).contains("until it is paid");
        bookings.decline(id, guest.id());
        assertThat(browser.get(HOME + "/" + id).body()).doesNotContain("/propose\"");
    }

    @Test
    void aGuestSaysThatTheHostDidNotCome() {
        var start = at(2, 10);
        var id = taken(start);
        clock.forwardTo(start);
        assertThat(browser.get(HOME + "/" + id).body())
                .as("the host may be late")
                .doesNotContain("The host did not come");
        clock.forward(Bookings.HOST_IS_AWAITED);
        assertThat(browser.get(HOME + "/" + id).body())
                .contains("The host did not come")
                .doesNotContain("It took place");
        browser.post(HOME + "/" + id + "/no-show", Map.of());
        assertThat(booking(id))
                .isInstanceOfSatisfying(
                        Booking.NoShow.class, it -> assertThat(it.absent()).isEqualTo(Absent.HOST));
        assertThat(browser.get("/account").body()).contains("href=\"" + HOME + "\"");
    }

    @Test
    void oneOfTheProposedTimesIsChosenAndARefusalIsTold() {
        var id = new BookingId(ids.next());
        bookings.propose(new Bookings.Proposal(
                id,
                host.id(),
                guest.id(),
                "ord_" + UUID.randomUUID(),
                Party.HOST,
                Duration.ofMinutes(60),
                List.of(at(5, 10), at(6, 10))));
        var page = browser.get(HOME + "/" + id).body();
        assertThat(page).contains("value=\"" + at(5, 10) + "\"", "value=\"" + at(6, 10) + "\"");
        assertThat(PageRules.broken(page)).isEmpty();
        var refused = browser.post(
                HOME + "/" + id + "/accept", Map.of("start", at(7, 10).toString()));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"start-error\"", "This time cannot be chosen any more.");
        assertThat(PageRules.broken(refused.body())).isEmpty();
        browser.post(HOME + "/" + id + "/accept", Map.of("start", at(6, 10).toString()));
        assertThat(booking(id)).isInstanceOf(Booking.Agreed.class);
    }

    @Test
    void otherTimesAreProposedInstead() {
        var id = new BookingId(ids.next());
        bookings.propose(new Bookings.Proposal(
                id,
                host.id(),
                guest.id(),
                "ord_" + UUID.randomUUID(),
                Party.HOST,
                Duration.ofMinutes(60),
                List.of(at(5, 10))));
        var next = new BookingId(ids.next());
        browser.get(HOME + "/" + id);
        var wrong = browser.post(
                HOME + "/" + id + "/propose",
                Map.of("next", next.toString(), "t0date", "", "t0time", "", "t1time", "10:00"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("href=\"#t0date\"", "id=\"t0date-error\"", "id=\"t1date-error\"", "value=\"10:00\"");
        assertThat(PageRules.broken(wrong.body())).isEmpty();
        var fields = Map.of(
                "next",
                next.toString(),
                "t0date",
                at(8, 0).atZone(TOKYO).toLocalDate().toString(),
                "t0time",
                "15:30");
        assertThat(browser.post(HOME + "/" + id + "/propose", fields).statusCode())
                .isEqualTo(303);
        assertThat(browser.post(HOME + "/" + id + "/propose", fields).statusCode())
                .isEqualTo(303);
        assertThat(booking(id)).isInstanceOf(Booking.Lapsed.class);
        assertThat(booking(next)).isInstanceOfSatisfying(Booking.Proposed.class, it -> {
            assertThat(it.waitsFor()).isEqualTo(Booking.WaitsFor.HOST);
            assertThat(it.starts()).containsExactly(at(8, 15).plusSeconds(1800));
        });
    }

    @Test
    void aHostAsksForAnotherTimeAndSaysHowItWas() {
        var id = taken(at(5, 10));
        try (var desk = signedIn.as(host.email())) {
            assertThat(PageRules.broken(desk.get(HOME + "/" + id).body())).isEmpty();
            desk.post(HOME + "/" + id + "/ask", Map.of());
            assertThat(browser.get(HOME + "/" + id).body()).contains("Your host asks you to choose another time.");
            clock.forwardTo(at(5, 10));
            assertThat(desk.get(HOME + "/" + id).body()).contains("It took place");
            desk.post(HOME + "/" + id + "/held", Map.of());
            assertThat(booking(id)).isInstanceOf(Booking.Held.class);
        }
    }

    @Test
    void othersFindNothing() {
        var id = taken(at(5, 10));
        browser.get(HOME);
        assertThat(browser.post(HOME + "/" + id + "/held", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(browser.get(HOME + "/" + new BookingId(ids.next())).statusCode())
                .isEqualTo(404);
        assertThat(browser.get(HOME + "/nonsense").statusCode()).isEqualTo(404);
        try (var stranger = signedIn.as(new EmailAddress(UUID.randomUUID() + "@bookings.example"))) {
            stranger.get("/account");
            assertThat(stranger.get(HOME + "/" + id).statusCode()).isEqualTo(404);
            assertThat(stranger.post(HOME + "/" + id + "/cancel", Map.of()).statusCode())
                    .isEqualTo(404);
        }
        assertThat(booking(id)).isInstanceOf(Booking.Agreed.class);
    }
}

package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// What a member leads stands on their page as what they take part in: to come, past, and put away.
@ProductTest
class MineLedTest {
    private final SessionMarket selling;
    private final Market market;
    private final Organisers organisers;
    private final CourseMarket courses;
    private final Events events;
    private final Appointments appointments;
    private final Bookings bookings;
    private final SignedIn signedIn;
    private final TestClock clock;

    MineLedTest(
            SessionMarket selling,
            Market market,
            Organisers organisers,
            CourseMarket courses,
            Events events,
            Appointments appointments,
            Bookings bookings,
            SignedIn signedIn,
            TestClock clock) {
        this.selling = selling;
        this.market = market;
        this.organisers = organisers;
        this.courses = courses;
        this.events = events;
        this.appointments = appointments;
        this.bookings = bookings;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private static String shown(TestBrowser browser, String address) {
        var body = browser.get(address).body();
        assertThat(PageRules.broken(body)).isEmpty();
        return body;
    }

    private static int posted(TestBrowser browser, String address) {
        browser.get("/tickets");
        return browser.post(address, Map.of()).statusCode();
    }

    @Test
    void aMeetingThatWasLedIsPastAndCanBePutAway() {
        var event = market.event(3);
        var leader = selling.member("leader");
        events.letLead(event.id(), leader.id());
        var page = "/host/" + event.id();
        var archive = "/tickets/led/" + event.id() + "/archive";
        try (var host = signedIn.as(leader.email());
                var stranger = signedIn.as(market.mail("stranger"))) {
            assertThat(shown(host, "/tickets")).contains(page + "/enter");
            assertThat(shown(host, "/tickets?show=past")).doesNotContain(page);
            clock.forwardTo(event.particulars().endsAt().orElseThrow().plus(Duration.ofHours(1)));
            assertThat(shown(host, "/tickets")).doesNotContain(page);
            for (var language : List.of("ja", "en", "th")) {
                assertThat(shown(host, "/tickets?show=past&kind=meetings&lang=" + language))
                        .contains(page, archive)
                        .doesNotContain("/enter");
            }
            assertThat(shown(host, "/tickets?show=past&kind=courses")).doesNotContain(page);
            assertThat(posted(stranger, archive)).isEqualTo(404);
            assertThat(posted(host, archive)).isEqualTo(303);
            assertThat(shown(host, "/tickets?show=past")).doesNotContain(page);
            assertThat(shown(host, "/tickets?show=archived")).contains(page, "/take-back");
            assertThat(posted(host, "/tickets/led/" + event.id() + "/take-back"))
                    .isEqualTo(303);
            assertThat(shown(host, "/tickets?show=past")).contains(page);
        }
    }

    @Test
    void whatAnOrganisersOwnerLeadsIsThereMeetingsAndCoursesAlike() {
        var organiser = market.organiser();
        var owner = organisers.people(organiser).getFirst().member();
        var event = market.event(organiser, 3, Duration.ofDays(2));
        var rules = CourseMarket.late(CourseRules.Joining.NEVER, 0, CourseMarket.keeping(0));
        var course = courses.course(organiser, 3, Money.jpy(9_000), rules);
        var draft = courses.draft(organiser, 3, 10, Money.jpy(9_000), rules);
        var second = courses.date(course.id(), 2);
        try (var browser = signedIn.as(selling.mail(owner))) {
            assertThat(shown(browser, "/tickets"))
                    .contains("/host/" + event.id() + "/enter", "/host/" + course.id() + "/enter")
                    .contains(courses.date(course.id(), 1).title())
                    .doesNotContain(draft.toString());
            assertThat(browser.get("/host/" + course.id()).statusCode()).isEqualTo(200);
            assertThat(shown(browser, "/tickets?kind=courses")).doesNotContain("/host/" + event.id());
            events.cancel(event.id(), "ill");
            assertThat(shown(browser, "/tickets?show=past"))
                    .contains("/tickets/led/" + event.id() + "/archive")
                    .doesNotContain("/enter");
            assertThat(posted(browser, "/tickets/led/" + event.id() + "/archive"))
                    .isEqualTo(303);
            assertThat(shown(browser, "/tickets?show=archived"))
                    .contains(event.id().toString());
            clock.forwardTo(second.begin().minus(Duration.ofHours(3)));
        }
        try (var browser = signedIn.as(selling.mail(owner))) {
            assertThat(shown(browser, "/tickets?lang=en").replace("\u2060", ""))
                    .as("the date that is next")
                    .contains(
                            new Formats(Language.EN).date(second.times().start().toLocalDate()));
        }
    }

    @Test
    void aSessionThatWasLedIsPastOnceItsHostSaidHowItWas() {
        var two = selling.two();
        var place = selling.tickets(selling.bought(two, 0, 1).id()).getFirst();
        var booking = selling.booked(two, place, selling.free(two).getFirst().startsAt());
        var page = "/account/bookings/" + booking.id();
        var archive = "/tickets/led/" + booking.id() + "/archive";
        try (var host = signedIn.as(selling.mail(two.host()));
                var buyer = signedIn.as(two.buyer().email())) {
            clock.forwardTo(booking.start().orElseThrow().plus(Duration.ofHours(2)));
            assertThat(shown(host, "/tickets?kind=sessions"))
                    .as("its host has still to say how it was")
                    .contains(page);
            bookings.held(booking.id(), two.host());
            assertThat(shown(host, "/tickets?kind=sessions")).doesNotContain(page);
            assertThat(shown(host, "/tickets?show=past&kind=sessions&lang=en"))
                    .contains(page, "Took place", two.sessions().particulars().title());
            assertThat(posted(buyer, archive)).isEqualTo(404);
            assertThat(posted(host, archive)).isEqualTo(303);
            assertThat(shown(host, "/tickets?show=past")).doesNotContain(page);
            assertThat(shown(host, "/tickets?show=archived")).contains(page);
            assertThat(shown(buyer, "/tickets?show=past"))
                    .as("what one puts away the other keeps")
                    .contains(two.sessions().particulars().title());
        }
    }

    @Test
    void timesThatWaitForAnAnswerStandWhereItIsGiven() {
        var two = selling.two();
        var place = selling.tickets(selling.bought(two, 0, 1).id()).getFirst();
        var times =
                selling.free(two).stream().limit(2).map(slot -> slot.startsAt()).toList();
        var asked = appointments.propose(selling.wish(two, place), times);
        var booking = ((Bookings.Answer.Done) asked).booking();
        var page = "/account/bookings/" + booking.id();
        try (var host = signedIn.as(selling.mail(two.host()));
                var buyer = signedIn.as(two.buyer().email())) {
            for (var address : List.of("/tickets", "/tickets?show=past", "/tickets?lang=th")) {
                assertThat(shown(host, address)).contains("id=\"to-answer\"", page);
            }
            assertThat(shown(buyer, "/tickets"))
                    .as("whoever asked has nothing to answer")
                    .doesNotContain("id=\"to-answer\"");
            proposed(selling.wish(two, place).id(), booking.terms(), times);
            assertThat(shown(host, "/tickets")).doesNotContain("id=\"to-answer\"");
            assertThat(shown(buyer, "/tickets?lang=en"))
                    .contains(
                            "To answer",
                            "Your host proposes times",
                            two.sessions().particulars().title());
        }
    }

    private void proposed(BookingId id, Booking.Terms terms, List<Instant> times) {
        bookings.propose(new Bookings.Proposal(
                id, terms.host(), terms.guest(), terms.reference(), Booking.Party.HOST, terms.length(), times));
    }
}

package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.SignedIn;
import tools.jackson.databind.JsonNode;

/// Who is reminded besides the buyers of meetings, of what, and how they are not any more.
@PostTest
class ReminderSourcesTest {
    private final World world;
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Members members;
    private final TestClock clock;

    record World(
            List<Reminder> reminders,
            OutboxRunner outbox,
            Transfers transfers,
            HandedTickets handed,
            CourseMarket courses,
            MakeUps makeUps,
            SessionMarket sessions,
            Bookings bookings,
            SignedIn signedIn) {}

    ReminderSourcesTest(
            List<Reminder> reminders,
            OutboxRunner outbox,
            Transfers transfers,
            HandedTickets handed,
            CourseMarket courses,
            MakeUps makeUps,
            SessionMarket sessions,
            Bookings bookings,
            SignedIn signedIn,
            Market market,
            Orders orders,
            Events events,
            Members members,
            TestClock clock) {
        this.world = new World(reminders, outbox, transfers, handed, courses, makeUps, sessions, bookings, signedIn);
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.members = members;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private void at(Instant moment) {
        clock.forwardTo(moment);
        for (int twice = 0; twice < 2; twice++) world.reminders.forEach(Reminder::run);
        world.outbox.runDue();
    }

    private static List<JsonNode> reminded(EmailAddress to) {
        return TownPost.letters(to).stream()
                .filter(letter -> letter.path("subject").asString().matches("(明日です|まもなく始まります).*"))
                .toList();
    }

    private static Instant start(Event event) {
        return event.particulars().startsAt().orElseThrow();
    }

    private Transfer given(Order order) {
        var giving = world.transfers.give(
                order.id(),
                orders.tickets(order.id()).getFirst().id(),
                new Transfer.Friend(
                        new PersonName("青木 つばさ"), market.mail("friend"), Locale.JAPANESE, SessionMarket.TOKYO));
        return world.transfers.accept(
                ((Transfers.Giving.Offered) giving).transfer().id());
    }

    @Test
    void aFriendIsRemindedWithTheirOwnDoorAndTheGiverIsNot() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var order = market.paid(event.id(), 1);
        var gift = given(order);
        var friend = gift.gift().friend().email();
        at(start(event).minus(Duration.ofHours(24)));
        at(start(event).minus(Duration.ofHours(1)));
        var keys = world.handed.keys(orders.ticket(gift.gift().ticket()).orElseThrow());
        assertThat(reminded(friend))
                .hasSize(2)
                .allSatisfy(letter ->
                        assertThat(letter.path("text").asString()).contains("/door/" + keys.doorLink(), "青木 つばさ"));
        assertThat(reminded(order.terms().buyer().email())).isEmpty();
    }

    @Test
    void aFriendWhosePlaceWasCancelledIsNotReminded() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var order = market.paid(event.id(), 1);
        var gift = given(order);
        var places = Set.of(gift.gift().ticket());
        var quote = orders.quote(order.id(), places, Ticket.CancelledBy.ORGANISER);
        orders.cancel(order.id(), places, quote.refund(), Ticket.CancelledBy.ORGANISER);
        at(start(event).minus(Duration.ofHours(24)));
        assertThat(reminded(gift.gift().friend().email())).isEmpty();
    }

    @Test
    void aHostIsRemindedOfWhatSomebodyComesTo() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var empty = market.event(market.organiser(), 10, Duration.ofDays(3));
        market.paid(event.id(), 1);
        at(start(event).minus(Duration.ofHours(24)).plusSeconds(1));
        assertThat(reminded(host(event)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("text").asString()).contains("/host/" + event.id()));
        assertThat(reminded(host(empty))).isEmpty();
    }

    private EmailAddress host(Event event) {
        var host = events.hosts(event.id()).iterator().next();
        return members.find(host).orElseThrow().email();
    }

    @Test
    void ofACallOffNobodyIsRemindedAndOfAMoveByItsNewTime() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var order = market.paid(event.id(), 1);
        var gift = given(order);
        var friend = gift.gift().friend().email();
        var fixed = (Schedule.Fixed) event.particulars().schedule();
        var old = start(event);
        events.change(
                event.id(),
                event.particulars().with(new Schedule.Fixed(fixed.start().plusDays(2), fixed.length(), fixed.zone())));
        at(old.minus(Duration.ofHours(23)));
        assertThat(reminded(friend)).isEmpty();
        at(start(events.get(event.id())).minus(Duration.ofHours(23)));
        assertThat(reminded(friend)).hasSize(1);
        assertThat(reminded(host(event))).hasSize(1);
        events.cancel(event.id(), "雨");
        at(start(events.get(event.id())).minus(Duration.ofMinutes(50)));
        assertThat(reminded(friend)).hasSize(1);
        assertThat(reminded(host(event))).hasSize(1);
    }

    @Test
    void whoTakesAMakeUpIsRemindedOfThatAndNotOfTheDateTheyMiss() {
        var organiser = market.organiser();
        var course = world.courses.course(organiser, 3, Money.jpy(9_000), CourseRules.USUAL);
        var other = market.event(organiser, 3, Duration.ofDays(5));
        world.makeUps.rule(course.id(), new MakeUps.Rules(1, Duration.ofHours(24), true));
        world.makeUps.open(other.id(), OccasionId.of(other.id()), 1);
        var order = market.paid(course.id(), 1);
        var ticket = orders.tickets(order.id()).getFirst();
        var missed = world.courses.date(course.id(), 1);
        world.makeUps.take(ticket.id(), missed.id(), OccasionId.of(other.id()));
        var buyer = order.terms().buyer().email();
        at(missed.begin().minus(Duration.ofHours(23)));
        assertThat(reminded(buyer)).isEmpty();
        at(start(other).minus(Duration.ofHours(23)));
        assertThat(reminded(buyer))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("text").asString())
                        .contains("振替", "/door/" + orders.doorLink(ticket.id())));
        at(world.courses.date(course.id(), 2).begin().minus(Duration.ofHours(23)));
        assertThat(reminded(buyer)).hasSize(2);
        assertThat(reminded(host(course)))
                .as("each date but the one to which nobody came too")
                .hasSize(2);
    }

    @Test
    void bothAreRemindedOfAnAgreedTimeAndNotOfOneThatIsCancelled() {
        var two = world.sessions.two();
        var order = world.sessions.bought(two, 0, 1);
        var time = world.sessions.free(two).getLast().startsAt();
        var place = world.sessions.tickets(order.id()).getFirst();
        var booking = world.sessions.booked(two, place, time);
        var host = world.sessions.mail(two.host());
        at(time.minus(Duration.ofHours(24)));
        for (var party : List.of(two.buyer().email(), host)) {
            assertThat(reminded(party)).singleElement().satisfies(letter -> {
                assertThat(letter.path("text").asString()).contains("/account/bookings/" + booking.id());
                assertThat(letter.path("subject").asString()).contains("コーチング");
            });
        }
        world.bookings.cancel(booking.id(), two.host());
        at(time.minus(Duration.ofMinutes(60)));
        assertThat(reminded(two.buyer().email())).hasSize(1);
        assertThat(reminded(host)).hasSize(1);
    }

    @Test
    void aGuestTurnsThemOffByTheLinkOrByTheButtonOfTheirMailProgram() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var order = market.paid(event.id(), 1);
        var guest = order.terms().buyer().email();
        at(start(event).minus(Duration.ofHours(24)));
        var letter = reminded(guest).getFirst();
        var off = header(letter, "List-Unsubscribe").replaceAll("[<>]", "");
        assertThat(header(letter, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        var path = off.substring(off.indexOf("/reminders/"));
        var page = path.replaceAll("/off$", "");
        assertThat(letter.path("text").asString()).contains(page);
        try (var program = world.signedIn.nobody()) {
            assertThat(program.get(page + "?lang=en").body()).contains("Reminders are on");
            assertThat(bare(program, path)).isEqualTo(200);
            assertThat(program.get(page + "?lang=en").body()).contains("Reminders are off");
            assertThat(bare(program, path.replace("/off", "x/off"))).isEqualTo(404);
        }
        at(start(event).minus(Duration.ofHours(1)));
        assertThat(reminded(guest)).hasSize(1);
        try (var person = world.signedIn.nobody()) {
            person.get(page);
            assertThat(person.post(page, Map.of("wanted", "yes")).statusCode()).isEqualTo(303);
            assertThat(person.get(page + "?lang=en").body()).contains("Reminders are on");
        }
    }

    /// Without a cookie and a token, as a mail program posts.
    private static int bare(TestBrowser program, String path) {
        return program.post(path, Map.of("_csrf", "", "List-Unsubscribe", "One-Click"))
                .statusCode();
    }

    private static String header(JsonNode letter, String name) {
        return StreamSupport.stream(letter.path("headers").spliterator(), false)
                .filter(one -> one.path("name").asString().equals(name))
                .map(one -> one.path("value").asString())
                .findFirst()
                .orElseThrow();
    }
}

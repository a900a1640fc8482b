package org.tsudoi.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.Appointments.Entering;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.meetings.Venues;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sessions that are held at Zoom, at Jitsi, at BigBlueButton, or by a link of the host's own: from buying to going in.
@ProductTest
class SessionsElsewhereTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Venues venues;
    private final SessionMarket selling;
    private final Appointments appointments;
    private final Orders orders;
    private final Seen seen;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();

    private record Seen(
            Meetings meetings,
            OwnLinks links,
            WhoMet met,
            Bookings bookings,
            List<RecurringJob> jobs,
            OutboxRunner outbox) {}

    SessionsElsewhereTest(
            Venues venues,
            SessionMarket selling,
            Appointments appointments,
            Orders orders,
            Meetings meetings,
            OwnLinks links,
            WhoMet met,
            Bookings bookings,
            List<RecurringJob> jobs,
            OutboxRunner outbox,
            TestClock clock) {
        this.venues = venues;
        this.selling = selling;
        this.appointments = appointments;
        this.orders = orders;
        this.seen = new Seen(meetings, links, met, bookings, jobs, outbox);
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    private record Sold(SessionMarket.Two two, TicketId ticket, Booking booking) {}

    /// Bought, with a time agreed on.
    private Sold sold(SessionMarket.Two two) {
        var ticket = selling.tickets(selling.bought(two, 0, 1).id()).getFirst();
        var booking = selling.booked(two, ticket, selling.free(two).get(3).startsAt());
        seen.outbox.runDue();
        return new Sold(two, ticket, booking);
    }

    private void itsTime(Sold sold) {
        clock.forwardTo(sold.booking.start().orElseThrow());
        town.sameTimeAs(clock);
    }

    private String guestsWay(Sold sold) {
        var entering = appointments.enter(sold.booking.id(), sold.two.buyer().id());
        assertThat(entering).isInstanceOf(Entering.Welcome.class);
        return ((Entering.Welcome) entering).url();
    }

    private String hostsWay(Sold sold) {
        return ((Entering.Welcome) appointments.enter(sold.booking.id(), sold.two.host())).url();
    }

    private void cancel(Sold sold) {
        var order = orders.ticket(sold.ticket).orElseThrow().order();
        var one = Set.of(sold.ticket);
        var quote = orders.quote(order, one, Ticket.CancelledBy.ORGANISER);
        orders.cancel(order, one, quote.refund(), Ticket.CancelledBy.ORGANISER);
        seen.outbox.runDue();
    }

    private JsonNode join(String place, String field, String url) {
        return town.call(
                "POST", "/town/" + place + "/join", JSON.createObjectNode().put(field, url));
    }

    private String zoomReference(Sold sold) {
        var room = new MeetingId(
                UUID.nameUUIDFromBytes(("session " + sold.booking.id()).getBytes(StandardCharsets.UTF_8)));
        return ((Meeting.Ready) seen.meetings.find(room).orElseThrow()).reference();
    }

    @Test
    void theTwoMeetAtZoomByALinkMadeAtTheClickAndACancelledOneIsRefused() {
        var sold = sold(venues.two("zoom"));
        var meeting = "/town/zoom/meetings/" + zoomReference(sold);
        assertThat(town.call("GET", meeting, null).path("registrants").isEmpty())
                .as("nobody before the click")
                .isTrue();
        assertThat(appointments.enter(sold.booking.id(), sold.two.buyer().id())).isInstanceOf(Entering.NotYet.class);
        itsTime(sold);

        var way = guestsWay(sold);
        var registrants = town.call("GET", meeting, null).path("registrants");
        assertThat(registrants.size()).isEqualTo(1);
        assertThat(registrants.path(0).path("email").asString())
                .startsWith("t-adm_")
                .doesNotContain(sold.two.buyer().email().value());
        join("zoom", "join_url", hostsWay(sold));
        join("zoom", "join_url", way);
        assertThat(town.call("GET", meeting, null).path("inside").size()).isEqualTo(2);

        cancel(sold);
        assertThat(appointments.enter(sold.booking.id(), sold.two.buyer().id())).isInstanceOf(Entering.Over.class);
        assertThatThrownBy(() -> join("zoom", "join_url", way)).hasMessageContaining("no-meeting");
    }

    @Test
    void theTwoMeetAtJitsiAndACancelledOneIsRefused() {
        var sold = sold(venues.two("jitsi"));
        itsTime(sold);
        var guest = join("jitsi", "url", guestsWay(sold));
        var host = join("jitsi", "url", hostsWay(sold));
        assertThat(host.path("room")).isEqualTo(guest.path("room"));
        assertThat(host.path("moderator").asBoolean()).isTrue();
        assertThat(guest.path("moderator").asBoolean()).isFalse();
        cancel(sold);
        assertThat(appointments.enter(sold.booking.id(), sold.two.buyer().id())).isInstanceOf(Entering.Over.class);
    }

    private void look() {
        seen.jobs.stream()
                .filter(job -> job.name().equals("meetings-look-inside-bigbluebutton"))
                .findAny()
                .orElseThrow()
                .run();
    }

    private Money notDue(Sold sold) {
        var told = sold.two.sessions().particulars();
        return orders.owedFor(
                        Set.of(sold.two.sessions().id()),
                        clock.instant(),
                        Money.jpy(0).currency())
                .getOrDefault(told.organiser(), Money.jpy(0));
    }

    @Test
    void theTwoWereSeenTogetherAtBigBlueButtonAndTheHostIsOwedForIt() {
        var sold = sold(venues.two("bigbluebutton"));
        itsTime(sold);
        join("bigbluebutton", "url", guestsWay(sold));
        var host = join("bigbluebutton", "url", hostsWay(sold));
        assertThat(host.path("moderator").asBoolean()).isTrue();
        look();
        clock.forward(Duration.ofMinutes(40));
        town.sameTimeAs(clock);
        assertThat(appointments.attendance(sold.booking.id())).hasSize(2).allMatch(Appointments.Attendance::seen);
        town.call("DELETE", "/town/bigbluebutton/guests/" + host.path("id").asString(), null);
        look();
        clock.forward(Duration.ofHours(2));
        town.sameTimeAs(clock);
        look();
        assertThat(seen.met.of(List.of(sold.ticket)).get(sold.ticket))
                .isEqualTo(new WhoMet.Encounter.Seen(
                        sold.two.host(), sold.booking.start().orElseThrow(), 40));
        assertThat(notDue(sold).isZero()).isFalse();
        seen.bookings.held(sold.booking.id(), sold.two.host());
        seen.outbox.runDue();
        assertThat(notDue(sold).isZero()).as("to be paid out").isTrue();
    }

    @Test
    void aSessionAtBigBlueButtonThatNobodyWentIntoIsKnownToHaveBeenMissed() {
        var sold = sold(venues.two("bigbluebutton"));
        itsTime(sold);
        clock.forward(Duration.ofHours(2));
        town.sameTimeAs(clock);
        look();
        assertThat(seen.met.of(List.of(sold.ticket)).get(sold.ticket))
                .isEqualTo(new WhoMet.Encounter.Seen(
                        sold.two.host(), sold.booking.start().orElseThrow(), 0));
    }

    @Test
    void aSessionThatIsGivenBackIsEndedAtBigBlueButton() {
        var sold = sold(venues.two("bigbluebutton"));
        itsTime(sold);
        var way = guestsWay(sold);
        join("bigbluebutton", "url", way);
        cancel(sold);
        assertThat(appointments.enter(sold.booking.id(), sold.two.buyer().id())).isInstanceOf(Entering.Over.class);
        assertThatThrownBy(() -> join("bigbluebutton", "url", way)).hasMessageContaining("invalidMeetingIdentifier");
    }

    @Test
    void aSessionHasTheLinkOfAllUntilItGetsOneOfItsOwn() {
        var two = venues.two("link");
        seen.links.keep(
                Venues.meeting(two.sessions()), new OwnLink("https://meet.google.com/all", ""), Venues.SOMEBODY);
        var sold = sold(two);
        itsTime(sold);
        assertThat(guestsWay(sold)).isEqualTo("https://meet.google.com/all");
        var place = appointments.linked(sold.booking.id()).orElseThrow();
        assertThat(seen.links.of(place).orElseThrow().shared()).isTrue();
        seen.links.keep(place, new OwnLink("https://meet.google.com/one", "77"), Venues.SOMEBODY);
        assertThat(appointments.enter(sold.booking.id(), two.buyer().id()))
                .isEqualTo(new Entering.Welcome("https://meet.google.com/one", "77"))
                .hasToString("Welcome");
        assertThat(hostsWay(sold)).isEqualTo("https://meet.google.com/one");
        assertThat(appointments.attendance(sold.booking.id()))
                .extracting(Appointments.Attendance::who)
                .as("what the door saw")
                .contains(two.buyer().id(), two.host());
        assertThat(appointments.attendance(sold.booking.id()))
                .as("a click is not being there")
                .noneMatch(Appointments.Attendance::seen);

        clock.forward(Duration.ofHours(2));
        assertThat(seen.met.of(List.of(sold.ticket)).get(sold.ticket))
                .as("that they met is not concluded from it")
                .isEqualTo(new WhoMet.Encounter.Unseen(two.host()));
        assertThat(appointments.enter(sold.booking.id(), two.buyer().id())).isInstanceOf(Entering.Over.class);
    }

    @Test
    void onlyASessionThatIsHeldByALinkHasOne() {
        assertThat(appointments.linked(sold(venues.two("jitsi")).booking.id())).isEmpty();
    }
}

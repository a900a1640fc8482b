package org.tsudoi.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.meetings.MeetingOversight;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Sightings;
import org.tsudoi.meetings.Venues;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An event at BigBlueButton, from the door to what is concluded of it: the server puts nobody out, and is asked who is
/// inside.
@ProductTest
class BigBlueButtonTest {
    private static final String PHONE = "phone-phone-phone-phone1";

    private final Venues venues;
    private final Market market;
    private final Door door;
    private final Orders orders;
    private final Events events;
    private final Seen seen;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();

    private record Seen(
            MeetingOversight oversight,
            Sightings sightings,
            Outcomes outcomes,
            List<RecurringJob> jobs,
            OutboxRunner outbox) {}

    BigBlueButtonTest(
            Venues venues,
            Market market,
            Door door,
            Orders orders,
            Events events,
            MeetingOversight oversight,
            Sightings sightings,
            Outcomes outcomes,
            List<RecurringJob> jobs,
            OutboxRunner outbox,
            TestClock clock) {
        this.venues = venues;
        this.market = market;
        this.door = door;
        this.orders = orders;
        this.events = events;
        this.seen = new Seen(oversight, sightings, outcomes, jobs, outbox);
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
        look();
        seen.outcomes.look();
    }

    private Event event() {
        return venues.event("bigbluebutton", Duration.ofMinutes(30));
    }

    private Ticket ticket(Event event) {
        return orders.tickets(market.paid(event.id(), 1).id()).getFirst();
    }

    private void after(Duration some) {
        clock.forward(some);
        town.sameTimeAs(clock);
    }

    private void open() {
        after(Duration.ofMinutes(21));
    }

    private void look() {
        seen.jobs.stream()
                .filter(job -> job.name().equals("meetings-look-inside-bigbluebutton"))
                .findAny()
                .orElseThrow()
                .run();
    }

    private void cancel(Ticket ticket) {
        var one = Set.of(ticket.id());
        var quote = orders.quote(ticket.order(), one, Ticket.CancelledBy.PARTICIPANT);
        orders.cancel(ticket.order(), one, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
    }

    private String way(Ticket ticket) {
        var entering = door.enter(ticket.id(), PHONE, false);
        assertThat(entering).isInstanceOf(Door.Entering.Welcome.class);
        assertThat(entering.toString()).as("in logs").doesNotContain("checksum");
        return ((Door.Entering.Welcome) entering).url();
    }

    private String hostsWay(Event event) {
        var lead = events.hosts(event.id()).iterator().next();
        return ((Door.Entering.Welcome) door.enterAsHost(event.id(), lead)).url();
    }

    private void assertRefused(Ticket ticket, Class<? extends DoorState> why) {
        assertThat(door.enter(ticket.id(), PHONE, false))
                .isInstanceOfSatisfying(
                        Door.Entering.NotNow.class,
                        refused -> assertThat(refused.state()).isInstanceOf(why));
    }

    private JsonNode join(String url) {
        return town.call(
                "POST",
                "/town/bigbluebutton/join",
                JsonMapper.shared().createObjectNode().put("url", url));
    }

    private void leave(JsonNode guest) {
        town.call("DELETE", "/town/bigbluebutton/guests/" + guest.path("id").asString(), null);
    }

    private List<String> toBeRemoved(Event event) {
        return seen.oversight.live(Venues.meeting(event)).orElseThrow().toBeRemoved().stream()
                .map(Meetings.Presence::displayName)
                .toList();
    }

    @Test
    void whoComesAndGoesIsSeen() {
        var event = event();
        var ticket = ticket(event);
        assertRefused(ticket, DoorState.NotYetOpen.class);
        open();
        assertThat(door.look(ticket, PHONE)).isInstanceOf(DoorState.HostAbsent.class);
        var guest = join(way(ticket));
        join(hostsWay(event));
        assertThat(door.inside(event.id())).as("nobody has looked").isEmpty();
        look();
        assertThat(door.inside(event.id())).containsOnlyKeys(ticket.id());
        assertThat(door.look(ticket, PHONE)).isInstanceOf(DoorState.Open.class);
        leave(guest);
        after(Duration.ofSeconds(30));
        look();
        assertThat(door.inside(event.id())).isEmpty();
        after(Duration.ofSeconds(30));
        join(way(ticket));
        look();
        assertThat(door.inside(event.id())).containsOnlyKeys(ticket.id());
    }

    @Test
    void whoCancelsInsideIsNamedToTheOrganiserUntilTheyAreOutAndGetsNoOtherWayIn() {
        var event = event();
        var stays = ticket(event);
        var leaves = ticket(event);
        open();
        join(way(stays));
        var gone = join(way(leaves));
        look();
        cancel(leaves);
        assertRefused(orders.ticket(leaves.id()).orElseThrow(), DoorState.Cancelled.class);
        assertThat(toBeRemoved(event)).containsExactly(leaves.attendee().value());
        leave(gone);
        after(Duration.ofSeconds(30));
        look();
        assertThat(toBeRemoved(event)).isEmpty();
        assertThat(door.inside(event.id())).containsOnlyKeys(stays.id());
    }

    /// The server takes no way in back while the meeting lasts: who kept theirs is seen at least.
    @Test
    void whoGoesBackByAnOldWayInIsNamedAgain() {
        var event = event();
        var stays = ticket(event);
        var leaves = ticket(event);
        open();
        join(way(stays));
        var old = way(leaves);
        cancel(leaves);
        join(old);
        look();
        assertThat(toBeRemoved(event)).containsExactly(leaves.attendee().value());
        assertThat(door.inside(event.id())).containsOnlyKeys(stays.id());
    }

    @Test
    void whoGoesOnAtAnotherDeviceIsNotToBeRemoved() {
        var event = event();
        var ticket = ticket(event);
        open();
        join(way(ticket));
        look();
        assertThat(door.look(ticket, "tablet-tablet-tablet-tab")).isInstanceOf(DoorState.InsideElsewhere.class);
        var other = (Door.Entering.Welcome) door.enter(ticket.id(), "tablet-tablet-tablet-tab", true);
        join(other.url());
        look();
        assertThat(toBeRemoved(event)).isEmpty();
        assertThat(door.inside(event.id())).containsOnlyKeys(ticket.id());
    }

    @Test
    void aCancelledEventIsEndedThereAndNoWayInLeadsAnywhere() {
        var event = event();
        var ticket = ticket(event);
        open();
        var way = way(ticket);
        join(way);
        look();
        town.weather("bigbluebutton", "GET /api/end", "cut-before", 1);
        events.cancel(event.id(), "storm");
        seen.outbox.runDue();
        after(Duration.ofSeconds(10));
        seen.outbox.runDue();
        assertThatThrownBy(() -> join(way)).hasMessageContaining("invalidMeetingIdentifier");
        look();
        assertThat(toBeRemoved(event)).isEmpty();
    }

    @Test
    void whoeverStaysOnIsPutOutOnceTheDoorsAreClosedForGood() {
        var event = event();
        var ticket = ticket(event);
        open();
        var way = way(ticket);
        join(way);
        join(hostsWay(event));
        look();
        clock.forwardTo(Door.closesAt(event).orElseThrow().minusSeconds(1));
        town.sameTimeAs(clock);
        look();
        assertThat(door.inside(event.id())).isNotEmpty();
        after(Duration.ofSeconds(2));
        look();
        assertThatThrownBy(() -> join(way)).hasMessageContaining("invalidMeetingIdentifier");
        after(Duration.ofSeconds(30));
        look();
        assertThat(door.inside(event.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-before", "cut-after", "garbage", "slow", "rate-limited"})
    void aServerThatDoesNotSayWhoIsInsidePutsNobodyOut(String mode) {
        var event = event();
        var ticket = ticket(event);
        open();
        join(way(ticket));
        look();
        town.weather("bigbluebutton", "GET /api/getMeetingInfo", mode, null);
        after(Duration.ofSeconds(30));
        look();
        assertThat(door.inside(event.id())).containsOnlyKeys(ticket.id());
        town.fair();
        look();
        assertThat(door.inside(event.id())).containsOnlyKeys(ticket.id());
    }

    @Test
    void aServerThatIsDownIsSaidAtTheDoor() {
        var ticket = ticket(event());
        open();
        town.weather("bigbluebutton", "GET /api/create", "error-before", 1);
        assertRefused(ticket, DoorState.ProviderDown.class);
        join(way(ticket));
    }

    private Outcome outcome(Event event) {
        clock.forwardTo(event.particulars().endsAt().orElseThrow().plus(Duration.ofMinutes(31)));
        town.sameTimeAs(clock);
        seen.outcomes.look();
        return seen.outcomes.of(new Outcome.Of.Meeting(event.id())).orElseThrow();
    }

    @Test
    void anEventWhoseHostWasSeenCountsAsHeld() {
        var event = event();
        ticket(event);
        open();
        join(hostsWay(event));
        look();
        assertThat(outcome(event))
                .isInstanceOfSatisfying(
                        Outcome.Settled.class,
                        settled -> assertThat(settled.sight()).isEqualTo(Outcome.Sight.SEEN));
    }

    @Test
    void whereNobodyCameToLeadTheOwnersAreAsked() {
        var event = event();
        var ticket = ticket(event);
        open();
        join(way(ticket));
        look();
        assertThat(outcome(event)).isInstanceOf(Outcome.Asked.class);
    }

    /// They tried whether it works, and were not seen when it was time.
    @Test
    void ofAHostWhoLeftAndCameAgainWhileNobodyLookedNothingIsConcluded() {
        var event = event();
        ticket(event);
        clock.forwardTo(event.particulars().doorsAt().orElseThrow().minus(Duration.ofMinutes(5)));
        town.sameTimeAs(clock);
        var early = join(hostsWay(event));
        look();
        leave(early);
        after(Duration.ofSeconds(30));
        look();
        after(Duration.ofMinutes(10));
        join(hostsWay(event));
        assertThat(hosts(event)).isEqualTo(Sightings.Sighting.UNCLEAR);
        look();
        assertThat(hosts(event)).isEqualTo(Sightings.Sighting.SEEN);
    }

    @Test
    void nobodySeenIsNotNobodyThereUnlessTheServerSaidIt() {
        var event = event();
        join(way(openFor(event)));
        assertThat(hosts(event)).isEqualTo(Sightings.Sighting.UNCLEAR);
        town.weather("bigbluebutton", "GET /api/getMeetingInfo", "error-before", null);
        look();
        assertThat(hosts(event)).isEqualTo(Sightings.Sighting.UNCLEAR);
        town.fair();
        look();
        assertThat(hosts(event)).isEqualTo(Sightings.Sighting.NOBODY);
    }

    private Ticket openFor(Event event) {
        var ticket = ticket(event);
        open();
        return ticket;
    }

    private Sightings.Sighting hosts(Event event) {
        return seen.sightings.hosts(
                Venues.meeting(event), event.particulars().doorsAt().orElseThrow());
    }

    /// They may have been inside while the server did not say it.
    @Test
    void ofAHostWhoWentThroughTheDoorAndWasNeverSeenNothingIsConcluded() {
        var event = event();
        ticket(event);
        open();
        hostsWay(event);
        assertThat(outcome(event))
                .isInstanceOfSatisfying(
                        Outcome.Settled.class,
                        settled -> assertThat(settled.sight()).isEqualTo(Outcome.Sight.UNCLEAR));
        assertThat(hosts(event)).isEqualTo(Sightings.Sighting.UNCLEAR);
    }
}

package org.tsudoi.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.meetings.MeetingOversight;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.meetings.OwnLinks;
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

/// Where nobody tells who is inside: by a link of the organiser's own, and at Jitsi.
@ProductTest
class ElsewhereTest {
    private static final String PHONE = "phone-phone-phone-phone1";
    private static final OwnLink MEET = new OwnLink("https://meet.google.com/abc-defg-hij", "2468");

    private final Venues venues;
    private final Market market;
    private final Door door;
    private final Orders orders;
    private final Seen seen;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();

    private record Seen(
            OwnLinks links,
            Events events,
            MeetingOversight oversight,
            Sightings sightings,
            Outcomes outcomes,
            JdbcClient sql,
            List<RecurringJob> jobs,
            OutboxRunner outbox) {}

    ElsewhereTest(
            Venues venues,
            Market market,
            Door door,
            Orders orders,
            OwnLinks links,
            Events events,
            MeetingOversight oversight,
            Sightings sightings,
            Outcomes outcomes,
            JdbcClient sql,
            List<RecurringJob> jobs,
            OutboxRunner outbox,
            TestClock clock) {
        this.venues = venues;
        this.market = market;
        this.door = door;
        this.orders = orders;
        this.seen = new Seen(links, events, oversight, sightings, outcomes, sql, jobs, outbox);
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
        seen.outcomes.look();
    }

    private Event linked() {
        var event = venues.event("link", Duration.ofMinutes(30));
        seen.links.keep(Venues.meeting(event), MEET, Venues.SOMEBODY);
        return event;
    }

    private Ticket ticket(Event event) {
        return orders.tickets(market.paid(event.id(), 1).id()).getFirst();
    }

    private void open() {
        clock.forward(Duration.ofMinutes(21));
        town.sameTimeAs(clock);
    }

    private void cancel(Ticket ticket) {
        var one = Set.of(ticket.id());
        var quote = orders.quote(ticket.order(), one, Ticket.CancelledBy.PARTICIPANT);
        orders.cancel(ticket.order(), one, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
    }

    private Door.Entering.Welcome welcomed(Ticket ticket) {
        var entering = door.enter(ticket.id(), PHONE, false);
        assertThat(entering).isInstanceOf(Door.Entering.Welcome.class);
        return (Door.Entering.Welcome) entering;
    }

    private void assertRefused(Ticket ticket, Class<? extends DoorState> why) {
        assertThat(door.enter(ticket.id(), PHONE, false))
                .isInstanceOfSatisfying(
                        Door.Entering.NotNow.class,
                        refused -> assertThat(refused.state()).isInstanceOf(why));
    }

    private JsonNode atJitsi(String url) {
        return town.call(
                "POST",
                "/town/jitsi/join",
                JsonMapper.shared().createObjectNode().put("url", url));
    }

    @Test
    void theLinkIsGivenToThePaidInTheDoorsTimeAlone() {
        var event = linked();
        var ticket = ticket(event);
        assertRefused(ticket, DoorState.NotYetOpen.class);
        open();
        assertThat(door.look(ticket, PHONE)).isEqualTo(new DoorState.Unseen());
        assertThat(welcomed(ticket)).isEqualTo(new Door.Entering.Welcome(MEET.url(), "2468"));
        assertThat(welcomed(ticket).toString()).as("in logs").doesNotContain("meet.google", "2468");
        clock.forward(Duration.ofHours(2));
        assertRefused(ticket, DoorState.Ended.class);
    }

    @Test
    void whoHasCancelledIsRefusedAndWhoHadGoneInIsNamedToTheOrganiser() {
        var event = linked();
        var stays = ticket(event);
        var leaves = ticket(event);
        open();
        welcomed(stays);
        welcomed(leaves);
        assertThat(door.wentIn(event.id())).containsOnlyKeys(stays.id(), leaves.id());
        assertThat(door.inside(event.id())).as("nobody tells").isEmpty();
        cancel(leaves);
        assertRefused(orders.ticket(leaves.id()).orElseThrow(), DoorState.Cancelled.class);
        assertThat(door.wentIn(event.id())).containsOnlyKeys(stays.id());
        assertThat(seen.oversight.live(Venues.meeting(event)).orElseThrow().toBeRemoved())
                .extracting(Meetings.Presence::displayName)
                .containsExactly(leaves.attendee().value());
    }

    @Test
    void anotherDeviceIsNotPromisedThatTheFirstOneIsPutOut() {
        var linked = linked();
        for (var event : List.of(linked, venues.event("jitsi", Duration.ofMinutes(30)))) {
            var ticket = ticket(event);
            clock.forwardTo(event.particulars().doorsAt().orElseThrow());
            town.sameTimeAs(clock);
            welcomed(ticket);
            assertThat(door.look(ticket, "tablet-tablet-tablet-tab")).isEqualTo(new DoorState.Unseen());
            assertThat(door.enter(ticket.id(), "tablet-tablet-tablet-tab", false))
                    .isInstanceOf(Door.Entering.Welcome.class);
            assertThat(door.wentIn(event.id())).containsOnlyKeys(ticket.id());
        }
    }

    @Test
    void anotherLinkHoldsFromTheNextClickOn() {
        var event = linked();
        var first = ticket(event);
        var second = ticket(event);
        open();
        welcomed(first);
        seen.links.keep(Venues.meeting(event), new OwnLink("https://teams.microsoft.com/l/new", ""), Venues.SOMEBODY);
        assertThat(welcomed(second)).isEqualTo(new Door.Entering.Welcome("https://teams.microsoft.com/l/new", ""));
    }

    @Test
    void withoutALinkTheDoorSaysThatThePlaceIsNotReady() {
        var ticket = ticket(venues.event("link", Duration.ofMinutes(30)));
        open();
        assertRefused(ticket, DoorState.ProviderDown.class);
        assertThat(door.wentIn(ticket.event())).isEmpty();
    }

    @Test
    void itIsKeptSealedAndTellsWhereItLeads() {
        var event = linked();
        var row = seen.sql
                .sql("select url_sealed, passcode_sealed from meeting_link where place = :id")
                .param("id", event.id().value())
                .query((found, _) -> List.of(found.getBytes(1), found.getBytes(2)))
                .single();
        assertThat(Stream.of(row.getFirst(), row.getLast()).map(it -> new String(it, StandardCharsets.ISO_8859_1)))
                .noneMatch(text -> text.contains("meet.google") || text.contains("2468"));
        assertThat(seen.links.of(Venues.meeting(event)))
                .hasValueSatisfying(kept -> assertThat(kept.host()).isEqualTo("meet.google.com"));
    }

    @Test
    void aLinkIsForgottenTwoWeeksAfterItsLastMeetingAndNotBefore() {
        var held = linked();
        var off = linked();
        var draft = seen.events.duplicate(held.id());
        seen.events.cancel(off.id(), "storm");
        seen.outbox.runDue();
        var job = seen.jobs.stream()
                .filter(one -> one.name().equals("door-forget-links"))
                .findAny()
                .orElseThrow();
        clock.forwardTo(held.particulars().endsAt().orElseThrow().plus(Duration.ofDays(14)));
        job.run();
        assertThat(seen.links.of(Venues.meeting(held))).as("two weeks").isPresent();
        assertThat(seen.links.of(Venues.meeting(off))).as("called off before").isEmpty();
        clock.forward(Duration.ofSeconds(1));
        job.run();
        assertThat(seen.links.of(Venues.meeting(held))).isEmpty();
        assertThat(seen.links.of(Venues.meeting(seen.events.get(draft))))
                .as("a draft")
                .isPresent();
    }

    @Test
    void aCopyHasTheSameLink() {
        var copy = seen.events.duplicate(linked().id());
        assertThat(seen.links.of(Venues.meeting(seen.events.get(copy))))
                .hasValueSatisfying(kept -> assertThat(kept.host()).isEqualTo("meet.google.com"));
    }

    @Test
    void nothingIsConcludedFromAMeetingThatNobodyTellsOf() {
        for (var event : List.of(linked(), venues.event("jitsi", Duration.ofMinutes(30)))) {
            ticket(event);
            var doors = event.particulars().doorsAt().orElseThrow();
            assertThat(seen.sightings.hosts(Venues.meeting(event), doors)).isEqualTo(Sightings.Sighting.UNCLEAR);
        }
        var event = linked();
        ticket(event);
        clock.forwardTo(event.particulars().endsAt().orElseThrow().plus(Duration.ofMinutes(31)));
        seen.outcomes.look();
        assertThat(seen.outcomes.of(new Outcome.Of.Meeting(event.id())))
                .hasValueSatisfying(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                Outcome.Settled.class,
                                settled -> assertThat(settled.sight()).isEqualTo(Outcome.Sight.UNCLEAR)));
    }

    @Test
    void thePaidAndTheHostMeetAtJitsiAndWhoCancelsGetsNoOtherToken() {
        var event = venues.event("jitsi", Duration.ofMinutes(30));
        var ticket = ticket(event);
        assertRefused(ticket, DoorState.NotYetOpen.class);
        open();
        var way = welcomed(ticket);
        assertThat(way.passcode()).isEmpty();
        var inside = atJitsi(way.url());
        assertThat(inside.path("name").asString()).isEqualTo(ticket.attendee().value());
        var lead = seen.events.hosts(event.id()).iterator().next();
        var host = atJitsi(((Door.Entering.Welcome) door.enterAsHost(event.id(), lead)).url());
        assertThat(host.path("moderator").asBoolean()).isTrue();
        assertThat(host.path("room").asString()).isEqualTo(inside.path("room").asString());

        cancel(ticket);
        assertRefused(orders.ticket(ticket.id()).orElseThrow(), DoorState.Cancelled.class);
        clock.forward(Duration.ofMinutes(3));
        town.sameTimeAs(clock);
        assertThatThrownBy(() -> atJitsi(way.url())).hasMessageContaining("token-expired");
    }
}

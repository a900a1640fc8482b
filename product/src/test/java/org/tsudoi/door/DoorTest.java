package org.tsudoi.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class DoorTest {
    private static final String PHONE = "phone-phone-phone-phone1";
    private static final String TABLET = "tablet-tablet-tablet-tab";

    private final Market market;
    private final Door door;
    private final Orders orders;
    private final Events events;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final Ids ids;
    private final Members members;
    private final TownProcess town = TownProcess.running();

    DoorTest(
            Market market,
            Door door,
            Orders orders,
            Events events,
            OutboxRunner outbox,
            TestClock clock,
            Ids ids,
            Members members) {
        this.members = members;
        this.market = market;
        this.door = door;
        this.orders = orders;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    private Event soon() {
        var event = market.event(market.organiser(), 10, Duration.ofMinutes(30));
        outbox.runDue();
        return event;
    }

    private Ticket ticket(Event event, int places) {
        return orders.tickets(market.paid(event.id(), places).id()).getFirst();
    }

    @Test
    void theDoorIsShutUntilItsTime() {
        var event = soon();
        var ticket = ticket(event, 1);
        assertThat(door.look(ticket, PHONE))
                .isEqualTo(
                        new DoorState.NotYetOpen(event.particulars().doorsAt().orElseThrow()));
        assertThat(door.enter(ticket.id(), PHONE, false)).isInstanceOf(Door.Entering.NotNow.class);
    }

    @Test
    void thePaidComeInWithoutAnybodysApproval() {
        var ticket = ticket(soon(), 1);
        clock.forward(Duration.ofMinutes(21));
        assertThat(door.look(ticket, PHONE)).isInstanceOf(DoorState.HostAbsent.class);
        assertThat(door.enter(ticket.id(), PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
    }

    @Test
    void oneTicketLetsOneDeviceInAndASecondMayTakeOver() {
        var ticket = ticket(soon(), 1);
        clock.forward(Duration.ofMinutes(21));
        door.enter(ticket.id(), PHONE, false);
        assertThat(door.look(ticket, TABLET)).isInstanceOf(DoorState.InsideElsewhere.class);
        assertThat(door.enter(ticket.id(), TABLET, false))
                .isInstanceOfSatisfying(
                        Door.Entering.NotNow.class,
                        refused -> assertThat(refused.state()).isInstanceOf(DoorState.InsideElsewhere.class));
        assertThat(door.enter(ticket.id(), TABLET, true)).isInstanceOf(Door.Entering.Welcome.class);
        assertThat(door.look(ticket, PHONE)).isInstanceOf(DoorState.InsideElsewhere.class);
    }

    @Test
    void whoHasNotPaidYetIsToldHowLongTheSeatWaits() {
        var order = market.held(soon().id(), 1);
        var held = (Order.Held) order;
        assertThat(door.approach(held)).isEqualTo(new Door.Approach.PaymentPending(held.heldUntil()));
        orders.pay(order.id());
        var paying = (Order.Paying) orders.get(order.id());
        assertThat(door.approach(paying)).isEqualTo(new Door.Approach.PaymentPending(paying.heldUntil()));
    }

    @Test
    void theMoneyOpensADoorForEachPlaceAndCancellingShutsThem() {
        var order = market.paid(soon().id(), 2);
        assertThat(door.approach(order))
                .isInstanceOfSatisfying(
                        Door.Approach.Doors.class,
                        doors -> assertThat(doors.tickets())
                                .containsExactlyElementsOf(orders.tickets(order.id()).stream()
                                        .map(Ticket.Valid.class::cast)
                                        .toList()));
        var all = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        orders.cancel(order.id(), all, Money.jpy(0), Ticket.CancelledBy.PARTICIPANT);
        assertThat(door.approach(orders.get(order.id()))).isInstanceOf(Door.Approach.NoDoor.class);
    }

    @Test
    void anOrderThatLapsedHasNoDoor() {
        var order = market.held(soon().id(), 1);
        assertThat(door.approach(orders.leave(order.id()))).isInstanceOf(Door.Approach.NoDoor.class);
    }

    @Test
    void theCancelledStayOutFromTheCommitOn() {
        var ticket = ticket(soon(), 2);
        var refund = orders.quote(ticket.order(), Set.of(ticket.id()), Ticket.CancelledBy.PARTICIPANT)
                .refund();
        assertThat(refund).as("less than two hours before").isEqualTo(Money.jpy(0));
        clock.forward(Duration.ofMinutes(21));
        door.enter(ticket.id(), PHONE, false);
        orders.cancel(ticket.order(), Set.of(ticket.id()), refund, Ticket.CancelledBy.PARTICIPANT);
        var gone = orders.ticket(ticket.id()).orElseThrow();
        assertThat(door.look(gone, PHONE)).isInstanceOf(DoorState.Cancelled.class);
        assertThat(door.enter(ticket.id(), PHONE, false))
                .isInstanceOfSatisfying(
                        Door.Entering.NotNow.class,
                        refused -> assertThat(refused.state()).isInstanceOf(DoorState.Cancelled.class));
        assertThat(door.inside(ticket.event())).isEmpty();
        assertThat(orders.get(ticket.order())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void anEventThatIsCalledOffIsShutForEverybody() {
        var event = soon();
        var ticket = ticket(event, 1);
        clock.forward(Duration.ofMinutes(21));
        events.cancel(event.id(), "台風");
        assertThat(door.look(ticket, PHONE))
                .isInstanceOfSatisfying(
                        DoorState.Cancelled.class,
                        state -> assertThat(state.byEvent()).isTrue());
        assertThat(door.enter(ticket.id(), PHONE, false)).isInstanceOf(Door.Entering.NotNow.class);
    }

    @Test
    void theDoorCloses() {
        var event = soon();
        var ticket = ticket(event, 1);
        clock.forward(Duration.ofMinutes(30 + 60 + 31));
        assertThat(door.look(ticket, PHONE))
                .isEqualTo(new DoorState.Ended(event.particulars().endsAt().orElseThrow()));
    }

    @Test
    void somebodyNamedForTheEventLeadsItWithoutActingForTheOrganiser() {
        var event = soon();
        var named =
                members.findOrCreate(market.mail("guide"), Optional.empty(), Locale.ENGLISH, ZoneId.of("Asia/Bangkok"));
        events.hosts(event.id(), Set.of(named.id()));
        assertThat(events.hostedBy(named.id())).extracting(Event::id).containsExactly(event.id());
        assertThat(door.enterAsHost(event.id(), named.id())).isInstanceOf(Door.Entering.Welcome.class);
    }

    @Test
    void onlyHostsEnterAsHosts() {
        var event = soon();
        var host = events.hosts(event.id()).iterator().next();
        assertThat(door.enterAsHost(event.id(), host)).isInstanceOf(Door.Entering.Welcome.class);
        assertThatThrownBy(() -> door.enterAsHost(event.id(), new MemberId(ids.next())))
                .isInstanceOf(Problem.class);
    }
}

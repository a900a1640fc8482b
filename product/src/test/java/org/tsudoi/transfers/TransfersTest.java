package org.tsudoi.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.PersonName;
import org.tsudoi.door.Door;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// A place that was given opens the door to the friend and to nobody else; its money stays the buyer's.
@ProductTest
class TransfersTest {
    private static final String PHONE = "device-of-the-buyer-0001";
    private static final String FRIENDS_PHONE = "device-of-the-friend-001";

    private final Market market;
    private final Transfers transfers;
    private final HandedTickets handed;
    private final Orders orders;
    private final Door door;
    private final OutboxRunner outbox;
    private final TestClock clock;

    TransfersTest(
            Market market,
            Transfers transfers,
            HandedTickets handed,
            Orders orders,
            Door door,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.transfers = transfers;
        this.handed = handed;
        this.orders = orders;
        this.door = door;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Ticket ticket(Order order) {
        return orders.tickets(order.id()).getFirst();
    }

    private Transfer gives(Event event, Order order) {
        var friend = new Transfer.Friend(
                new PersonName("青木 つばさ"),
                market.mail("friend"),
                Locale.JAPANESE,
                event.particulars().zone());
        return switch (transfers.give(order.id(), ticket(order).id(), friend)) {
            case Transfers.Giving.Offered(var transfer) -> transfer;
            case Transfers.Giving other -> throw new IllegalStateException("not given: " + other);
        };
    }

    @Test
    void theFriendsKeysAreOthersAndThoseOfBeforeOpenNothing() {
        var event = market.event(3);
        var order = market.paid(event.id(), 1);
        var before = ticket(order);
        var oldDoor = orders.doorLink(before.id());
        var oldCode = orders.passCode(before.id());
        var transfer = gives(event, order);
        assertThat(orders.byDoor(oldDoor)).as("until the friend accepts").contains(before);
        assertThat(transfers.accept(transfer.id())).isInstanceOf(Transfer.Accepted.class);
        assertThat(orders.byDoor(oldDoor)).isEmpty();
        assertThat(orders.byPassCode(oldCode)).isEmpty();
        var after = ticket(order);
        assertThat(after.attendee().value()).isEqualTo("青木 つばさ");
        assertThat(after.number()).isEqualTo(before.number());
        var keys = handed.keys(after);
        assertThat(orders.byDoor(keys.doorLink())).contains(after);
        assertThat(orders.byPassCode(keys.passCode())).contains(after);
        assertThat(orders.doorLink(after.id())).as("what the buyer is shown").isEqualTo(oldDoor);
        assertThat(door.approach(orders.get(order.id()))).isInstanceOf(Door.Approach.NoDoor.class);
        clock.forward(Duration.ofDays(3).minusMinutes(5));
        assertThatThrownBy(() -> door.enter(before, PHONE, false)).isInstanceOf(Problem.class);
        outbox.runDue();
        assertThat(door.enter(after, FRIENDS_PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
        assertThat(orders.get(order.id()).terms().buyer())
                .isEqualTo(order.terms().buyer());
    }

    @Test
    void aPlaceIsGivenOnceAndNotPassedOn() {
        var event = market.event(3);
        var order = market.paid(event.id(), 1);
        var transfer = gives(event, order);
        assertThatThrownBy(() -> gives(event, order)).hasMessageContaining("NotYours");
        transfers.accept(transfer.id());
        assertThat(transfers.accept(transfer.id())).isInstanceOf(Transfer.Accepted.class);
        assertThat(transfers.takeBack(order.id(), ticket(order).id())).isFalse();
        assertThatThrownBy(() -> gives(event, order)).hasMessageContaining("NotYours");
    }

    @Test
    void whatIsTakenBackDeclinedOrNotAcceptedInTimeIsTheBuyers() {
        var event = market.event(3);
        var order = market.paid(event.id(), 1);
        var first = gives(event, order);
        assertThat(transfers.takeBack(order.id(), ticket(order).id())).isTrue();
        assertThat(transfers.accept(first.id())).isInstanceOf(Transfer.TakenBack.class);
        assertThat(transfers.decline(gives(event, order).id())).isInstanceOf(Transfer.Declined.class);
        var late = gives(event, order);
        clock.forward(Duration.ofDays(3).minusMinutes(5));
        assertThat(transfers.accept(late.id())).as("doors are open").isInstanceOf(Transfer.Lapsed.class);
        assertThat(ticket(order))
                .isInstanceOfSatisfying(
                        Ticket.Valid.class, it -> assertThat(it.isBuyers()).isTrue());
    }

    @Test
    void aJobEndsWhatNobodyAccepts() {
        var event = market.event(market.organiser(), 3, Duration.ofDays(10));
        var order = market.paid(event.id(), 1);
        var transfer = gives(event, order);
        clock.forward(Transfers.ACCEPTED_WITHIN);
        transfers.lapseDue();
        assertThat(transfers.find(transfer.id())).containsInstanceOf(Transfer.Lapsed.class);
    }

    @Test
    void theBuyerCancelsAndIsRefundedAndTheFriendsDoorIsClosed() {
        var event = market.event(market.organiser(), 3, Duration.ofDays(10));
        var order = market.paid(event.id(), 1);
        transfers.accept(gives(event, order).id());
        var ticket = ticket(order);
        var one = Set.of(ticket.id());
        var quote = orders.quote(order.id(), one, Ticket.CancelledBy.PARTICIPANT);
        assertThat(quote.refund()).isEqualTo(order.terms().total());
        orders.cancel(order.id(), one, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
        assertThat(door.enter(ticket, FRIENDS_PHONE, false)).isInstanceOf(Door.Entering.NotNow.class);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
    }

    @Test
    void anOrganiserMaySwitchItOff() {
        var event = market.event(3);
        var order = market.paid(event.id(), 1);
        var transfer = gives(event, order);
        transfers.allow(event.id(), false);
        assertThat(transfers.accept(transfer.id())).isInstanceOf(Transfer.Lapsed.class);
        assertThatThrownBy(() -> gives(event, order)).hasMessageContaining("NotOpen");
    }
}

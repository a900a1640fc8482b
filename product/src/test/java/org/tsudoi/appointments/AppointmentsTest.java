package org.tsudoi.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class AppointmentsTest {
    private static final int ONE = 0;
    private static final int PACK = 1;

    private final Appointments appointments;
    private final SessionHosts hosts;
    private final SessionMarket selling;
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Bookings bookings;
    private final Meetings meetings;
    private final Ids ids;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final RecurringJob countingAsHeld;
    private final TestClock clock;

    private SessionMarket.Two two;
    private Event sessions;
    private MemberId host;
    private Member buyer;

    AppointmentsTest(
            Appointments appointments,
            SessionHosts hosts,
            SessionMarket selling,
            Market market,
            Orders orders,
            Events events,
            Bookings bookings,
            Meetings meetings,
            Ids ids,
            OutboxRunner outbox,
            JdbcClient sql,
            List<RecurringJob> jobs,
            TestClock clock) {
        this.appointments = appointments;
        this.hosts = hosts;
        this.selling = selling;
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.bookings = bookings;
        this.meetings = meetings;
        this.ids = ids;
        this.outbox = outbox;
        this.sql = sql;
        this.countingAsHeld = jobs.stream()
                .filter(job -> job.name().equals("appointments-count-as-held"))
                .findFirst()
                .orElseThrow();
        this.clock = clock;
    }

    @BeforeEach
    void aHostWithHours() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        two = selling.two();
        sessions = two.sessions();
        host = two.host();
        buyer = two.buyer();
    }

    private Order.Paid bought(int plan, int places) {
        return selling.bought(two, plan, places);
    }

    private Appointments.Wish wish(TicketId ticket) {
        return selling.wish(two, ticket);
    }

    private List<Slot> free() {
        return selling.free(two);
    }

    private Booking booked(TicketId ticket, Instant at) {
        return selling.booked(two, ticket, at);
    }

    private List<TicketId> tickets(OrderId order) {
        return selling.tickets(order);
    }

    private List<Appointment.State> states(OrderId order) {
        return appointments.of(order).stream().map(Appointment::state).toList();
    }

    @Test
    void whoeverHasPaidChoosesAFreeTime() {
        var order = bought(ONE, 1);
        assertThat(order.terms().when()).isEqualTo(new Order.When.Arranged(Duration.ofHours(1)));
        assertThat(order.platformFee().isZero())
                .as("nothing is taken for sessions")
                .isTrue();
        assertThat(states(order.id())).containsExactly(Appointment.State.OPEN);
        assertThat(appointments.hosts(sessions.id())).containsExactly(host);
        var ticket = tickets(order.id()).getFirst();
        var slot = free().get(5);
        assertThat(booked(ticket, slot.startsAt())).isInstanceOf(Booking.Agreed.class);
        assertThat(states(order.id())).containsExactly(Appointment.State.AGREED);
        assertThat(free()).doesNotContain(slot);
        assertThat(appointments.book(wish(ticket), free().getLast().startsAt()))
                .as("one time for a place")
                .isEqualTo(new Answer.Refused(Bookings.Reason.NOT_IN_THIS_STATE));
    }

    @Test
    void aPackIsUsedOneByOneAndWhatIsUnusedComesBack() {
        assertThat(market.place(sessions.id(), PACK, 3, buyer.email(), "three-of-five-" + UUID.randomUUID()))
                .isEqualTo(new Orders.Placing.TooManyPlaces(5));
        var order = bought(PACK, 5);
        assertThat(order.toPay()).isEqualTo(Money.jpy(12_500));
        var places = tickets(order.id());
        var first = booked(places.get(0), free().getFirst().startsAt());
        booked(places.get(1), free().getFirst().startsAt());
        clock.forwardTo(start(first).plus(Duration.ofHours(2)));
        bookings.held(first.id(), host);
        assertThat(states(order.id()))
                .containsExactly(
                        Appointment.State.HELD,
                        Appointment.State.AGREED,
                        Appointment.State.OPEN,
                        Appointment.State.OPEN,
                        Appointment.State.OPEN);
        var unused = Set.of(places.get(2), places.get(3), places.get(4));
        assertThat(orders.cancel(order.id(), unused, Money.jpy(7_500), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(new Orders.Cancelling.Done(Money.jpy(7_500), Money.jpy(0)));
        assertThat(states(order.id()).subList(2, 5)).containsOnly(Appointment.State.CANCELLED);
        assertThat(orders.cancel(order.id(), Set.of(places.getFirst()), Money.jpy(0), Ticket.CancelledBy.PARTICIPANT))
                .as("it was held")
                .isEqualTo(new Orders.Cancelling.TooLate());
    }

    private static Instant start(Booking booking) {
        return ((Booking.Agreed) booking).startsAt();
    }

    @Test
    void whatComesBackFollowsTheTimeThatWasAgreedOn() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var all = Set.of(ticket);
        assertThat(orders.quote(order.id(), all, Ticket.CancelledBy.PARTICIPANT).refund())
                .as("no time yet")
                .isEqualTo(Money.jpy(3_000));
        var booking = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(booking).minus(Duration.ofHours(3)));
        assertThat(orders.quote(order.id(), all, Ticket.CancelledBy.PARTICIPANT).refund())
                .isEqualTo(Money.jpy(1_500));
        bookings.cancel(booking.id(), buyer.id());
        assertThat(orders.quote(order.id(), all, Ticket.CancelledBy.PARTICIPANT).refund())
                .as("giving the time back first brings no more")
                .isEqualTo(Money.jpy(1_500));
        assertThat(states(order.id())).as("too late to").containsExactly(Appointment.State.MISSED);
        assertThat(appointments.book(wish(ticket), free().getLast().startsAt())).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void aCancelledPlaceFreesItsTime() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var slot = free().get(30);
        var booking = booked(ticket, slot.startsAt());
        assertThat(orders.cancel(order.id(), Set.of(ticket), Money.jpy(3_000), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
        assertThat(bookings.find(booking.id())).get().isInstanceOf(Booking.Cancelled.class);
        assertThat(free()).contains(slot);
    }

    @Test
    void whoWaitedForTheHostInVainGetsAnotherTimeOrTheMoneyFromThem() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var booking = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(booking).plus(Duration.ofMinutes(30)));
        bookings.noShow(booking.id(), buyer.id(), Booking.Absent.HOST);
        assertThat(states(order.id())).containsExactly(Appointment.State.UNHELD);
        assertThat(orders.cancel(order.id(), Set.of(ticket), Money.jpy(3_000), Ticket.CancelledBy.PARTICIPANT))
                .as("nobody pays themselves by saying so")
                .isEqualTo(new Orders.Cancelling.TooLate());
        assertThat(appointments.book(wish(ticket), free().getFirst().startsAt()))
                .isInstanceOf(Answer.Refused.class);
        assertThat(orders.cancel(order.id(), Set.of(ticket), Money.jpy(3_000), Ticket.CancelledBy.ORGANISER))
                .isInstanceOf(Orders.Cancelling.Done.class);
    }

    @Test
    void givingATimeBackOrAskingForAnotherChangesNothingOfWhatComesBack() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var booking = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(booking).minus(Duration.ofHours(25)));
        bookings.cancel(booking.id(), buyer.id());
        clock.forward(Duration.ofHours(20));
        assertThat(orders.quote(order.id(), Set.of(ticket), Ticket.CancelledBy.PARTICIPANT)
                        .refund())
                .as("given back in time")
                .isEqualTo(Money.jpy(3_000));
        var again = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(again).minus(Duration.ofHours(3)));
        bookings.cancel(again.id(), buyer.id());
        var later = List.of(clock.instant().plus(Duration.ofDays(9)));
        assertThat(appointments.propose(wish(ticket), later)).isInstanceOf(Answer.Refused.class);
        assertThat(orders.quote(order.id(), Set.of(ticket), Ticket.CancelledBy.PARTICIPANT)
                        .refund())
                .isEqualTo(Money.jpy(1_500));
    }

    private Money backNow(Order order, TicketId ticket) {
        return orders.quote(order.id(), Set.of(ticket), Ticket.CancelledBy.PARTICIPANT)
                .refund();
    }

    @Test
    void movingATimeBringsNoMoreBackThanGivingItBackWouldHave() {
        var usual = BookingRules.USUAL;
        var changes = new BookingRules.Changes(Duration.ofHours(1), 2);
        selling.open(
                host,
                new BookingRules(
                        usual.step(), usual.buffers(), usual.notice(), usual.daysAhead(), usual.aDayMax(), changes));
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var booking = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(booking).minus(Duration.ofHours(3)));
        assertThat(bookings.move(booking.id(), buyer.id(), free().getLast().startsAt()))
                .isInstanceOf(Answer.Done.class);
        assertThat(backNow(order, ticket)).as("three hours before").isEqualTo(Money.jpy(1_500));
        bookings.cancel(booking.id(), buyer.id());
        assertThat(backNow(order, ticket)).isEqualTo(Money.jpy(1_500));
    }

    @Test
    void whoeverIsAskedForAnotherTimeGetsAllBack() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var booking = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(booking).minus(Duration.ofHours(3)));
        assertThat(backNow(order, ticket)).isEqualTo(Money.jpy(1_500));
        bookings.askToMove(booking.id(), host);
        assertThat(backNow(order, ticket)).isEqualTo(Money.jpy(3_000));
        bookings.cancel(booking.id(), buyer.id());
        assertThat(backNow(order, ticket)).isEqualTo(Money.jpy(3_000));
    }

    @Test
    void aBookingNeverTakesTheRoomOfAMeeting() {
        var meeting = market.event(5);
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var named = new Appointments.Wish(new BookingId(meeting.id().value()), ticket, buyer.id(), host);
        assertThat(appointments.book(named, free().getFirst().startsAt())).isInstanceOf(Answer.Done.class);
        assertThat(meetings.find(new MeetingId(meeting.id().value()))
                        .orElseThrow()
                        .plan()
                        .title())
                .isEqualTo(meeting.particulars().title());
    }

    @Test
    void theTwoEnterTheRoomOfTheirSessionAndNobodyElse() {
        var order = bought(ONE, 1);
        var booking = booked(tickets(order.id()).getFirst(), free().getFirst().startsAt());
        assertThat(appointments.enter(booking.id(), buyer.id())).isInstanceOf(Appointments.Entering.NotYet.class);
        clock.forwardTo(start(booking).minus(Duration.ofMinutes(10)));
        outbox.runDue();
        assertThat(appointments.enter(booking.id(), buyer.id())).isInstanceOf(Appointments.Entering.Welcome.class);
        assertThat(appointments.enter(booking.id(), host)).isInstanceOf(Appointments.Entering.Welcome.class);
        for (int again = 0; again < 5; again++) {
            assertThat(appointments.enter(booking.id(), buyer.id()))
                    .as("from another device, or after a fault")
                    .isInstanceOf(Appointments.Entering.Welcome.class);
        }
        assertThat(appointments.attendance(booking.id()))
                .as("nobody has come yet")
                .isEmpty();
        var stranger = selling.member("stranger");
        assertThatThrownBy(() -> appointments.enter(booking.id(), stranger.id()))
                .isInstanceOf(Problem.class);
        orders.cancel(order.id(), Set.copyOf(tickets(order.id())), Money.jpy(0), Ticket.CancelledBy.PARTICIPANT);
        assertThat(appointments.enter(booking.id(), buyer.id())).isEqualTo(new Appointments.Entering.Over());
    }

    @Test
    void timesAreAskedForToo() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var wish = wish(ticket);
        var at = clock.instant().plus(Duration.ofDays(3)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        assertThat(appointments.propose(wish, List.of(at))).isInstanceOf(Answer.Done.class);
        assertThat(states(order.id())).containsExactly(Appointment.State.PROPOSED);
        assertThat(appointments.propose(wish, List.of(at))).isInstanceOf(Answer.Done.class);
        assertThat(bookings.of(ticket.toString())).hasSize(1);
        bookings.accept(wish.id(), host, at);
        assertThat(states(order.id())).containsExactly(Appointment.State.AGREED);
    }

    @Test
    void placesOfOthersAndMeetingsHaveNoTimes() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var stranger = selling.member("stranger");
        var slot = free().getFirst().startsAt();
        var theirs = new Appointments.Wish(new BookingId(ids.next()), ticket, stranger.id(), host);
        assertThatThrownBy(() -> appointments.book(theirs, slot)).isInstanceOf(Problem.class);
        var elsewhere = new Appointments.Wish(new BookingId(ids.next()), ticket, buyer.id(), stranger.id());
        assertThatThrownBy(() -> appointments.book(elsewhere, slot)).isInstanceOf(Problem.class);
        var meeting = market.paid(market.event(5).id(), 1);
        assertThat(appointments.of(meeting.id())).isEmpty();
    }

    @Test
    void whatCountsAsUsedIsNotGivenBackAnyMore() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var booking = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(booking).minus(Duration.ofHours(3)));
        bookings.cancel(booking.id(), buyer.id());
        outbox.runDue();
        assertThat(backNow(order, ticket)).as("late, until it would have begun").isEqualTo(Money.jpy(1_500));
        assertThat(notDue()).as("not the host's yet").isEqualTo(Money.jpy(3_000));
        clock.forwardTo(start(booking));
        assertThat(orders.cancel(order.id(), Set.of(ticket), Money.jpy(1_500), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(new Orders.Cancelling.TooLate());
        clock.forwardTo(start(booking).plus(Duration.ofDays(8)));
        countingAsHeld.run();
        assertThat(notDue()).isEqualTo(Money.jpy(0));
    }

    @Test
    void nobodysTimeIsSoldWithoutTheirWord() {
        var stranger = selling.member("stranger").id();
        selling.open(stranger, BookingRules.USUAL);
        events.hosts(sessions.id(), Set.of(stranger));
        assertThat(appointments.hosts(sessions.id())).containsExactly(host);
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var theirs = new Appointments.Wish(new BookingId(ids.next()), ticket, buyer.id(), stranger);
        var at = free().getFirst().startsAt();
        assertThatThrownBy(() -> appointments.book(theirs, at)).isInstanceOf(Problem.class);
        assertThat(hosts.asked(stranger)).containsExactly(sessions.id());
        assertThatThrownBy(() -> hosts.answer(sessions.id(), buyer.id(), true)).isInstanceOf(Problem.class);
        hosts.answer(sessions.id(), stranger, true);
        assertThat(hosts.asked(stranger)).isEmpty();
        assertThat(appointments.book(theirs, at)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void moneyIsDueOnceAllOfItWasUsed() {
        var order = bought(ONE, 1);
        var ticket = tickets(order.id()).getFirst();
        var organiser = sessions.particulars().organiser();
        assertThat(events.endingAfter(organiser, clock.instant())).containsExactly(sessions.id());
        assertThat(notDue()).isEqualTo(Money.jpy(3_000));
        var booking = booked(ticket, free().getFirst().startsAt());
        clock.forwardTo(start(booking).plus(Duration.ofHours(1)));
        assertThat(notDue()).as("nobody has said how it was").isEqualTo(Money.jpy(3_000));
        bookings.held(booking.id(), host);
        outbox.runDue();
        assertThat(notDue()).isEqualTo(Money.jpy(0));
    }

    @Test
    void whatNobodySaysAnythingOfCountsAsHeldAfterAWeek() {
        var order = bought(ONE, 1);
        var booking = booked(tickets(order.id()).getFirst(), free().getFirst().startsAt());
        var over = start(booking).plus(Duration.ofHours(1)).plus(Appointment.HELD_UNLESS_SAID_WITHIN);
        clock.forwardTo(over.minusSeconds(1));
        countingAsHeld.run();
        assertThat(notDue()).isEqualTo(Money.jpy(3_000));
        clock.forwardTo(over);
        countingAsHeld.run();
        assertThat(notDue()).isEqualTo(Money.jpy(0));
    }

    private Money notDue() {
        return orders.owedFor(
                        Set.of(sessions.id()), clock.instant(), Money.jpy(0).currency())
                .getOrDefault(sessions.particulars().organiser(), Money.jpy(0));
    }

    /// What the type refuses the database refuses by itself.
    @Test
    void theDatabaseKeepsSessionsAndMeetingsApart() {
        var order = bought(ONE, 1);
        assertThatThrownBy(() -> sql.sql("update orders set starts_at = now() where id = :id")
                        .param("id", order.id().value())
                        .update())
                .hasMessageContaining("orders_have_their_kind");
        assertThatThrownBy(() -> sql.sql("update event set kind = 'meeting' where id = :id")
                        .param("id", sessions.id().value())
                        .update())
                .hasMessageContaining("stays of its kind");
        assertThatThrownBy(() -> sql.sql("update event_plan set minutes = null where event = :id and kind = 'pack'")
                        .param("id", sessions.id().value())
                        .update())
                .hasMessageContaining("event_plan_pack");
        var meeting = market.paid(market.event(5).id(), 1);
        assertThatThrownBy(() -> sql.sql("update orders set completed_at = now() where id = :id")
                        .param("id", meeting.id().value())
                        .update())
                .hasMessageContaining("orders_completed");
    }
}

package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.documents.Calendars;
import org.tsudoi.door.Door;
import org.tsudoi.door.DoorState;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.ContinuousService;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class CoursesTest {
    private static final String PHONE = "phone-phone-phone-phone1";

    private final Market market;
    private final CourseMarket courses;
    private final Orders orders;
    private final Events events;
    private final Door door;
    private final Calendars calendars;
    private final Around around;

    record Around(OutboxRunner outbox, Payments payments, JdbcClient sql, TestClock clock) {}

    CoursesTest(
            Market market,
            CourseMarket courses,
            Orders orders,
            Events events,
            Door door,
            Calendars calendars,
            OutboxRunner outbox,
            Payments payments,
            JdbcClient sql,
            TestClock clock) {
        this.market = market;
        this.courses = courses;
        this.orders = orders;
        this.events = events;
        this.door = door;
        this.calendars = calendars;
        this.around = new Around(outbox, payments, sql, clock);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(around.clock);
    }

    private void after(Event course, int number) {
        around.clock.forwardTo(courses.date(course.id(), number).begin().plus(Duration.ofMinutes(1)));
        TownProcess.running().sameTimeAs(around.clock);
    }

    private Order.Paid bought(EventId course, int places) {
        return (Order.Paid) market.paid(course, places);
    }

    private List<Ticket> tickets(Order order) {
        return orders.tickets(order.id());
    }

    private static CourseRules datesLeft(int missedMax) {
        return CourseMarket.late(CourseRules.Joining.DATES_LEFT, missedMax, CourseMarket.keeping(0));
    }

    private Money back(Order order, Set<TicketId> which) {
        return orders.quote(order.id(), which, Ticket.CancelledBy.PARTICIPANT).refund();
    }

    private static Set<TicketId> all(List<Ticket> tickets) {
        return tickets.stream().map(Ticket::id).collect(Collectors.toSet());
    }

    @Test
    void aSeatOfACourseIsASeatInEachOfItsDates() {
        var course = courses.course(4, Money.jpy(12_000), CourseRules.USUAL);
        var order = bought(course.id(), 2);
        assertThat(order.worth()).isEqualTo(Money.jpy(24_000));
        assertThat(order.terms().course().orElseThrow().dates())
                .extracting(Order.When.Course.AgreedDate::date)
                .containsExactlyElementsOf(courses.courseOf(course.id()).dates().stream()
                        .map(date -> date.id())
                        .toList());
        assertThat(events.seats(course.id()).free()).isEqualTo(8);
    }

    @Test
    void itsDoorsOpenOneAfterAnother() {
        var course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        around.outbox.runDue();
        var ticket = tickets(bought(course.id(), 1)).getFirst();
        for (int number = 1; number <= 3; number++) {
            var date = courses.date(course.id(), number);
            assertThat(door.look(ticket, PHONE))
                    .isEqualTo(new DoorState.NotYetOpen(date.begin().minus(Duration.ofMinutes(10))));
            assertThat(door.enter(ticket.id(), PHONE, false)).isInstanceOf(Door.Entering.NotNow.class);
            around.clock.forwardTo(date.begin().minus(Duration.ofMinutes(9)));
            assertThat(door.look(ticket, PHONE)).isInstanceOf(DoorState.HostAbsent.class);
            assertThat(door.date(ticket).map(it -> it.id())).contains(date.id());
            assertThat(door.enter(ticket.id(), PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
            var host = events.hosts(course.id()).iterator().next();
            assertThat(door.enterAsHost(course.id(), host)).isInstanceOf(Door.Entering.Welcome.class);
            around.clock.forwardTo(date.end().plus(Door.OPEN_AFTER_END));
        }
        assertThat(door.look(ticket, PHONE)).isInstanceOf(DoorState.Ended.class);
        assertThat(around.sql
                        .sql("select count(distinct course_date) from door_visit where ticket = :ticket")
                        .param("ticket", ticket.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whoeverCancelledStaysOutOfEveryDate() {
        var course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        around.outbox.runDue();
        var order = bought(course.id(), 1);
        var ticket = tickets(order).getFirst();
        orders.cancel(order.id(), Set.of(ticket.id()), Money.jpy(9_000), Ticket.CancelledBy.PARTICIPANT);
        after(course, 2);
        assertThat(door.enter(ticket.id(), PHONE, false))
                .isInstanceOfSatisfying(
                        Door.Entering.NotNow.class,
                        refused -> assertThat(refused.state()).isInstanceOf(DoorState.Cancelled.class));
    }

    @Test
    void whoJoinsLatePaysForTheDatesThatAreLeftAndIsLetInToThoseAlone() {
        var course = courses.course(3, Money.jpy(10_000), datesLeft(1));
        around.outbox.runDue();
        after(course, 1);
        var order = bought(course.id(), 1);
        assertThat(order.terms().unitPrice()).isEqualTo(Money.jpy(6_666));
        assertThat(order.terms().course().orElseThrow().dates()).hasSize(2);
        var ticket = tickets(order).getFirst();
        assertThat(door.look(ticket, PHONE)).isInstanceOf(DoorState.NotYetOpen.class);
        after(course, 2);
        assertThat(door.enter(ticket.id(), PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
        assertThat(market.place(course.id(), 1)).isInstanceOf(Orders.Placing.NotOnSale.class);
    }

    @Test
    void nobodyJoinsLateWhereTheOrganiserDoesNotWantIt() {
        var course = courses.course(3, Money.jpy(10_000), CourseRules.USUAL);
        after(course, 1);
        assertThat(market.place(course.id(), 1)).isInstanceOf(Orders.Placing.NotOnSale.class);
    }

    @Test
    void aDateThatBeganWhileTheMoneyWasOnItsWayIsNotGivenAfterAll() {
        var course = courses.course(3, Money.jpy(10_000), datesLeft(2));
        var held = market.held(course.id(), 1);
        orders.pay(held.id());
        var session = market.session(held.id());
        after(course, 1);
        orders.lapseDue();
        around.outbox.runDue();
        market.payAtProvider(session);
        var after = orders.askAgain(held.id());
        assertThat(after).isNotInstanceOf(Order.Paid.class);
        assertThat(events.seats(course.id()).free()).isEqualTo(10);
    }

    @Test
    void whoLeavesWhileItRunsGetsTheRestInProportionAndTheSeatIsFree() {
        var rules = CourseMarket.late(CourseRules.Joining.DATES_LEFT, 3, CourseMarket.keeping(300));
        var course = courses.course(4, Money.jpy(10_000), rules);
        var order = bought(course.id(), 2);
        after(course, 1);
        var one = Set.of(tickets(order).getFirst().id());
        assertThat(back(order, one)).isEqualTo(Money.jpy(7_500 - 300));
        assertThat(orders.cancel(order.id(), one, Money.jpy(7_200), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(new Orders.Cancelling.Done(Money.jpy(7_200), Money.jpy(0)));
        assertThat(events.seats(course.id()).free()).isEqualTo(9);
        after(course, 4);
        assertThat(orders.cancel(
                        order.id(),
                        Set.of(tickets(order).getLast().id()),
                        Money.jpy(0),
                        Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.TooLate.class);
    }

    @Test
    void aQuoteFromBeforeADateIsNotHonouredAfterIt() {
        var course = courses.course(4, Money.jpy(10_000), datesLeft(3));
        var order = bought(course.id(), 1);
        after(course, 1);
        var shown = back(order, all(tickets(order)));
        after(course, 2);
        assertThat(orders.cancel(order.id(), all(tickets(order)), shown, Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOfSatisfying(
                        Orders.Cancelling.QuoteChanged.class,
                        changed -> assertThat(changed.now().refund()).isEqualTo(Money.jpy(5_000)));
    }

    @Test
    void theLawGivesBackWhatTheOrganiserWouldNot() {
        var rules = CourseMarket.late(CourseRules.Joining.NEVER, 0, CourseMarket.byLaw(ContinuousService.LANGUAGE));
        var course = courses.course(12, Money.jpy(120_000), rules);
        var order = bought(course.id(), 1);
        after(course, 1);
        assertThat(back(order, all(tickets(order)))).as("within eight days").isEqualTo(Money.jpy(120_000));
        after(course, 3);
        assertThat(back(order, all(tickets(order)))).isEqualTo(Money.jpy(72_000));
        var small = courses.course(12, Money.jpy(50_000), rules);
        var cheap = bought(small.id(), 1);
        after(small, 3);
        assertThat(back(cheap, all(tickets(cheap)))).isEqualTo(Money.jpy(0));
    }

    @Test
    void whatWasAgreedStaysWhateverTheOrganiserChangesAfterwards() {
        var course = courses.course(4, Money.jpy(10_000), datesLeft(3));
        var order = bought(course.id(), 1);
        var told = events.get(course.id()).particulars();
        events.change(
                course.id(),
                told.with(new org.tsudoi.offerings.Schedule.Course(
                        courses.courseOf(course.id()).dates(), CourseRules.USUAL)));
        after(course, 2);
        assertThat(back(order, all(tickets(order)))).isEqualTo(Money.jpy(5_000));
        var column = around.sql.sql("update orders set course = null where id = :id");
        assertThatThrownBy(() -> column.param("id", order.id().value()).update())
                .hasMessageContaining("stays so");
    }

    @Test
    void allThatComesBackTogetherIsNeverMoreThanWasPaid() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            int dates = 2 + random.nextInt(6);
            var rules = CourseMarket.late(
                    CourseRules.Joining.DATES_LEFT, dates - 1, CourseMarket.keeping(random.nextInt(3) * 100L));
            var course = courses.course(dates, Money.jpy(1_000 + random.nextInt(20_000)), rules);
            int joins = 1 + random.nextInt(dates - 1);
            if (joins > 1) after(course, joins - 1);
            var order = bought(course.id(), 3);
            var whole = course.particulars().plans().getFirst().price().minorUnits();
            int left = dates - (joins - 1);
            assertThat(order.terms().unitPrice()).as("seed %s", seed).isEqualTo(Money.jpy(whole * left / dates));
            after(course, joins + random.nextInt(dates - joins + 1));
            var sum = Money.jpy(0);
            for (var ticket : tickets(order)) {
                var back = back(order, Set.of(ticket.id()));
                if (orders.cancel(order.id(), Set.of(ticket.id()), back, Ticket.CancelledBy.PARTICIPANT)
                        instanceof Orders.Cancelling.Done done) sum = sum.plus(done.refund());
            }
            assertThat(sum).as("seed %s", seed).isLessThanOrEqualTo(order.worth());
            var sent = around.payments.refundsFor(order.id().toString()).stream()
                    .map(refund -> refund.terms().amount())
                    .reduce(Money.jpy(0), Money::plus);
            assertThat(sent).as("seed %s", seed).isEqualTo(sum);
        }
    }

    @Test
    void aDateThatMovesKeepsItsEntryInTheCalendarAndRaisesItsOwnSequence() {
        var course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        var order = bought(course.id(), 1);
        var first = calendars.of(order.id()).orElseThrow();
        courses.move(course.id(), 2, Duration.ofHours(2));
        var moved = calendars.of(order.id()).orElseThrow();
        assertThat(first.text()).contains("METHOD:PUBLISH").doesNotContain("ATTENDEE");
        assertThat(values(first, "UID")).hasSize(3).doesNotHaveDuplicates().isEqualTo(values(moved, "UID"));
        assertThat(values(first, "SEQUENCE")).containsExactly("0", "0", "0");
        assertThat(values(moved, "SEQUENCE")).containsExactly("0", "1", "0");
        var tickets = tickets(order);
        orders.cancel(order.id(), all(tickets), Money.jpy(9_000), Ticket.CancelledBy.PARTICIPANT);
        var gone = calendars.of(order.id()).orElseThrow();
        assertThat(gone.cancelling()).isTrue();
        assertThat(values(gone, "SEQUENCE")).containsExactly("1", "2", "1");
        assertThat(values(gone, "STATUS")).containsOnly("CANCELLED");
    }

    private static List<String> values(Calendars.Entry entry, String name) {
        return entry.text()
                .replace("\r\n ", "")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    @Test
    void datesOfACourseThatIsOnSaleNeitherComeNorGoNorMoveOnceTheyHaveBegun() {
        var course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        var told = course.particulars();
        var dates = courses.courseOf(course.id()).dates();
        var fewer = told.with(new org.tsudoi.offerings.Schedule.Course(dates.subList(0, 2), CourseRules.USUAL));
        assertThatThrownBy(() -> events.change(course.id(), fewer)).isInstanceOf(Problem.class);
        after(course, 1);
        assertThatThrownBy(() -> courses.move(course.id(), 1, Duration.ofDays(1)))
                .isInstanceOf(Problem.class);
        var drop = around.sql.sql("update event_date set dropped = true where id = :id");
        bought(courses.course(2, Money.jpy(1_000), CourseRules.USUAL).id(), 1);
        assertThatThrownBy(() -> drop.param("id", dates.getLast().id().value()).update())
                .as("the database counts the dates, too")
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aCourseThatIsCalledOffIsRefundedInFullAndShutsEveryDoor() {
        var course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        around.outbox.runDue();
        var order = bought(course.id(), 1);
        after(course, 2);
        events.cancel(course.id(), "講師の病気");
        around.outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(((Ticket.Cancelled) tickets(order).getFirst()).refunded()).isEqualTo(Money.jpy(9_000));
        assertThat(door.look(tickets(order).getFirst(), PHONE)).isInstanceOf(DoorState.Cancelled.class);
    }

    @Test
    void aFeeIsNoFineForWhoHasNotBegun() {
        assertThat(new Leaving(java.util.Optional.of(Money.jpy(100)), java.util.Optional.empty()).fee())
                .isPresent();
        var course = courses.course(
                4, Money.jpy(10_000), CourseMarket.late(CourseRules.Joining.NEVER, 0, CourseMarket.keeping(100)));
        var order = bought(course.id(), 1);
        assertThat(back(order, all(tickets(order)))).as("by the policy").isEqualTo(Money.jpy(10_000));
        around.clock.forwardTo(courses.date(course.id(), 1).begin().minus(Duration.ofHours(1)));
        assertThat(back(order, all(tickets(order))))
                .as("never less than after the first date")
                .isEqualTo(Money.jpy(7_400));
    }
}

package org.tsudoi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Cancelling;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Dates of a course move: whoever has them may leave with what is for the dates that are not held yet. The course
/// keeps 500 yen of who just leaves.
@ProductTest
class CourseMovesTest {
    private static final CourseRules RULES =
            CourseMarket.late(CourseRules.Joining.DATES_LEFT, 3, CourseMarket.keeping(500));

    private final Moves moves;
    private final Market market;
    private final CourseMarket courses;
    private final Events events;
    private final Orders orders;
    private final Payments payments;
    private final TestClock clock;
    private final JdbcClient sql;
    private Event course;

    CourseMovesTest(
            Moves moves,
            Market market,
            CourseMarket courses,
            Events events,
            Orders orders,
            Payments payments,
            TestClock clock,
            JdbcClient sql) {
        this.moves = moves;
        this.market = market;
        this.courses = courses;
        this.events = events;
        this.orders = orders;
        this.payments = payments;
        this.clock = clock;
        this.sql = sql;
    }

    @BeforeEach
    void fourDates() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        clock.forward(Duration.ofMinutes(1));
        course = courses.course(4, Money.jpy(10_000), RULES);
    }

    private void move(int number, Duration by) {
        clock.forward(Duration.ofSeconds(1));
        courses.move(course.id(), number, by);
    }

    private void after(int number) {
        clock.forwardTo(courses.date(course.id(), number).begin().plus(Duration.ofMinutes(1)));
        TownProcess.running().sameTimeAs(clock);
    }

    private Set<TicketId> places(Order order) {
        return orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
    }

    private Money back(Order order) {
        return orders.quote(order.id(), places(order), Ticket.CancelledBy.PARTICIPANT)
                .refund();
    }

    private Cancelling leave(Order order, Money agreed) {
        return orders.cancel(order.id(), places(order), agreed, Ticket.CancelledBy.PARTICIPANT);
    }

    @Test
    void whoLeavesForItKeepsThePriceOfDatesThatWereHeldAndGetsTheRestWithoutAFee() {
        var order = market.paid(course.id(), 2);
        after(1);
        assertThat(back(order)).as("by the rules").isEqualTo(Money.jpy(2 * (7_500 - 500)));
        move(3, Duration.ofDays(2));
        assertThat(back(order)).isEqualTo(Money.jpy(15_000));
        assertThat(leave(order, Money.jpy(15_000))).isInstanceOf(Cancelling.Done.class);
        assertThat(orders.tickets(order.id()))
                .allSatisfy(place -> assertThat(place)
                        .isInstanceOfSatisfying(
                                Ticket.Cancelled.class,
                                gone -> assertThat(gone.by()).isEqualTo(Ticket.CancelledBy.MOVED)));
        assertThat(payments.refundsFor(order.id().toString())).singleElement().satisfies(refund -> {
            assertThat(refund.terms().why()).isEqualTo(Refund.Reason.RESCHEDULED);
            assertThat(refund.terms().amount()).isEqualTo(Money.jpy(15_000));
        });
    }

    @Test
    void beforeItsFirstDateAllOfItComesBack() {
        var order = market.paid(course.id(), 1);
        clock.forwardTo(courses.date(course.id(), 1).begin().minus(Duration.ofHours(1)));
        assertThat(back(order)).as("by the rules").isEqualTo(Money.jpy(7_000));
        move(2, Duration.ofDays(1));
        assertThat(back(order)).isEqualTo(Money.jpy(10_000));
    }

    @Test
    void ofAFractionTheBuyerHasTheLargerPart() {
        course = courses.course(3, Money.jpy(10_000), joining(2));
        var order = market.paid(course.id(), 1);
        after(1);
        move(3, Duration.ofDays(1));
        assertThat(back(order)).isEqualTo(Money.jpy(6_667));
    }

    private static CourseRules joining(int missedMax) {
        return CourseMarket.late(CourseRules.Joining.DATES_LEFT, missedMax, CourseMarket.keeping(500));
    }

    @Test
    void afterTheTimeThatWasToldTheRulesHoldAgain() {
        var order = market.paid(course.id(), 1);
        after(1);
        move(4, Duration.ofDays(30));
        var until = Objects.requireNonNull(moves.concerning(order).orElseThrow().leaveUntil());
        assertThat(until).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        clock.forwardTo(until.minusMillis(1));
        assertThat(back(order)).as("two dates are over").isEqualTo(Money.jpy(5_000));
        clock.forwardTo(until);
        assertThat(moves.concerning(order).orElseThrow().isOpen(clock.instant()))
                .isFalse();
        assertThat(back(order)).isEqualTo(Money.jpy(4_500));
    }

    @Test
    void aSecondMoveOfADateThatIsNearDoesNotShortenWhatWasTold() {
        var order = market.paid(course.id(), 1);
        after(1);
        move(4, Duration.ofDays(30));
        var until = moves.concerning(order).orElseThrow().leaveUntil();
        move(2, Duration.ofDays(-5));
        assertThat(moves.of(course.id())).hasSize(2);
        assertThat(moves.of(course.id()).getFirst().leaveUntil()).isBefore(until);
        assertThat(moves.concerning(order).orElseThrow().leaveUntil()).isEqualTo(until);
    }

    @Test
    void manyLittleMovesOfADateAreALargeOneAndThoseOfAnotherDateDoNotCount() {
        var order = market.paid(course.id(), 1);
        move(2, Duration.ofMinutes(10));
        move(3, Duration.ofMinutes(10));
        assertThat(moves.concerning(order)).isEmpty();
        move(2, Duration.ofMinutes(10));
        assertThat(moves.concerning(order).orElseThrow().dates())
                .extracting(Move.OfDate::date)
                .containsExactly(courses.date(course.id(), 2).id());
    }

    @Test
    void whoBuysAfterwardsKnewTheNewHour() {
        move(2, Duration.ofDays(1));
        clock.forward(Duration.ofSeconds(1));
        var order = market.paid(course.id(), 1);
        assertThat(moves.concerning(order)).isEmpty();
    }

    @Test
    void whatItWouldMeanIsSaidOnlyWhereSomebodyHasAPlace() {
        var told = courses.courseOf(course.id());
        var moved = new Schedule.Course(
                told.dates().stream()
                        .map(date -> date.id().equals(told.dates().get(1).id())
                                ? date.at(new Schedule.Fixed(
                                        date.times().start().plusDays(1),
                                        date.times().length(),
                                        date.times().zone()))
                                : date)
                        .toList(),
                told.rules());
        assertThat(moves.weigh(course.id(), moved)).isEmpty();
        market.paid(course.id(), 3);
        assertThat(moves.weigh(course.id(), told)).isEmpty();
        var prospect = moves.weigh(course.id(), moved).orElseThrow();
        assertThat(prospect.atStake().places()).isEqualTo(3);
        assertThat(prospect.move().dates()).hasSize(1);
        assertThat(moves.of(course.id())).as("nothing has happened").isEmpty();
    }

    @Test
    void theDatabaseKeepsWhatWasToldAndLetsNobodyLeaveForNoMove() {
        var order = market.paid(course.id(), 1);
        var place = orders.tickets(order.id()).getFirst().id();
        assertThatThrownBy(() -> sql.sql("""
                                update ticket set state = 'cancelled', cancelled_by = 'moved', cancelled_at = :now, refunded = 0
                                where id = :id""")
                        .param("now", java.sql.Timestamp.from(clock.instant()))
                        .param("id", place.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("a move that was not");
        move(2, Duration.ofDays(1));
        assertThatThrownBy(() -> sql.sql("delete from event_move_date where event = :event")
                        .param("event", course.id().value())
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(events.get(course.id()).particulars().sequence()).isEqualTo(1);
    }
}

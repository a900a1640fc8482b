package org.tsudoi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tsudoi.door.Door;
import org.tsudoi.door.DoorState;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What becomes of a date of a course to which nobody came who leads it. The course has three dates for 10,000 yen.
@ProductTest
class DateOutcomesTest {
    private static final Currency YEN = Currency.getInstance("JPY");

    private final Outcomes outcomes;
    private final Market market;
    private final CourseMarket courses;
    private final Orders orders;
    private final AfterTheEvent around;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private Event course;
    private MemberId owner;

    DateOutcomesTest(
            Outcomes outcomes,
            Market market,
            CourseMarket courses,
            Orders orders,
            AfterTheEvent around,
            OutboxRunner outbox,
            TestClock clock) {
        this.outcomes = outcomes;
        this.market = market;
        this.courses = courses;
        this.orders = orders;
        this.around = around;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void threeDates() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        course = courses.course(
                3, Money.jpy(10_000), CourseMarket.late(CourseRules.Joining.DATES_LEFT, 2, CourseMarket.keeping(500)));
        owner = around.organisers()
                .people(course.particulars().organiser())
                .getFirst()
                .member();
        outbox.runDue();
    }

    private CourseDate date(int number) {
        return courses.date(course.id(), number);
    }

    private Order bought(int places) {
        return market.paid(course.id(), places);
    }

    private Outcome outcome(int number) {
        return outcomes.ofDates(course.id()).stream()
                .filter(one -> one.of().occasion().equals(date(number).id().value()))
                .findFirst()
                .orElseThrow();
    }

    private Outcome.Asked asked(int number) {
        clock.forwardTo(date(number).end().plus(Duration.ofMinutes(31)));
        TownProcess.running().sameTimeAs(clock);
        outcomes.look();
        return (Outcome.Asked) outcome(number);
    }

    private void notHeld(int number) {
        asked(number);
        assertThat(outcomes.answer(new Outcome.Of.Date(course.id(), date(number).id()), owner, false))
                .isInstanceOf(Outcome.NotHeld.class);
        outbox.runDue();
    }

    private Set<TicketId> places(Order order) {
        return orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
    }

    private Money back(Order order) {
        return orders.quote(order.id(), places(order), Ticket.CancelledBy.PARTICIPANT)
                .refund();
    }

    private List<Long> refunds(Order order) {
        return around.payments().refundsFor(order.id().toString()).stream()
                .map(refund -> refund.terms().amount().minorUnits())
                .toList();
    }

    @Test
    void withoutAnAnswerEverybodyGetsBackThatDateOnceAndKeepsTheOthers() {
        var two = bought(2);
        var one = bought(1);
        clock.forwardTo(date(1).end().plus(Duration.ofMinutes(29)));
        outcomes.look();
        assertThat(outcomes.ofDates(course.id()))
                .as("whoever leads it may be late")
                .isEmpty();
        var asked = asked(1);
        clock.forwardTo(asked.answerBy().minusMillis(1));
        outcomes.look();
        assertThat(outcome(1)).isEqualTo(asked);

        clock.forwardTo(asked.answerBy());
        outcomes.look();
        outcomes.look();
        outbox.runDue();
        outbox.runDue();

        assertThat(outcome(1)).isInstanceOf(Outcome.NotHeld.class);
        assertThat(refunds(two)).containsExactly(2 * 3_334L);
        assertThat(refunds(one)).containsExactly(3_334L);
        assertThat(around.payments()
                        .refundsFor(one.id().toString())
                        .getFirst()
                        .terms()
                        .why())
                .isEqualTo(Refund.Reason.HOST_ABSENT);
        assertThat(orders.tickets(two.id())).hasSize(2).hasOnlyElementsOfType(Ticket.Valid.class);
        assertThat(orders.giveDateBack(two.id(), date(1).id())).isInstanceOf(Orders.DateBack.Nothing.class);
        assertThat(orders.backForDates(one)).isEqualTo(Money.jpy(3_334));
        assertThat(orders.totals(course.id()).refunded()).isEqualTo(Money.jpy(3 * 3_334));
        clock.forwardTo(date(2).begin().minus(Duration.ofMinutes(5)));
        assertThat(around.door().look((Ticket.Valid) orders.tickets(one.id()).getFirst(), "phone-phone-phone-phone1"))
                .isInstanceOf(DoorState.HostAbsent.class);
    }

    @Test
    void whatIsLeftIsReckonedWithoutIt() {
        var order = bought(1);
        notHeld(1);
        assertThat(back(order)).as("nothing was held yet").isEqualTo(Money.jpy(6_666));
        clock.forwardTo(date(2).begin().plus(Duration.ofMinutes(1)));
        assertThat(back(order)).as("one date is left, less the fee").isEqualTo(Money.jpy(3_333 - 500));
        courses.move(course.id(), 3, Duration.ofDays(1));
        assertThat(back(order)).as("since it was moved").isEqualTo(Money.jpy(3_333));
        assertThat(orders.quote(order.id(), places(order), Ticket.CancelledBy.PARTICIPANT)
                        .percent())
                .as("not all of it")
                .isZero();
        assertThat(orders.cancel(order.id(), places(order), Money.jpy(3_333), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
        assertThat(refunds(order)).containsExactlyInAnyOrder(3_334L, 3_333L);
        assertThat(((Ticket.Cancelled) orders.tickets(order.id()).getFirst()).refunded())
                .as("both together")
                .isEqualTo(Money.jpy(6_667));
        assertThat(orders.totals(course.id()).refunded()).isEqualTo(Money.jpy(6_667));
    }

    @Test
    void whoLeavesWhileNobodyIsThereHasThatDateBackOnceThatIsKnown() {
        var order = bought(1);
        clock.forwardTo(date(1).begin().plus(Duration.ofMinutes(20)));
        TownProcess.running().sameTimeAs(clock);
        assertThat(orders.cancel(order.id(), places(order), Money.jpy(6_667 - 500), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
        notHeld(1);
        assertThat(refunds(order)).containsExactlyInAnyOrder(6_167L, 3_334L);
        assertThat(((Ticket.Cancelled) orders.tickets(order.id()).getFirst()).refunded())
                .isEqualTo(Money.jpy(9_501));
        assertThat(orders.totals(course.id()).refunded()).isEqualTo(Money.jpy(9_501));
        clock.forwardTo(date(2).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(outcome(2))
                .as("that one was not theirs any more")
                .isInstanceOfSatisfying(
                        Outcome.Settled.class,
                        settled -> assertThat(settled.sight()).isEqualTo(Outcome.Sight.UNSOLD));
    }

    @Test
    void threeDatesThatNobodyHeldAreAllOfItAndNotAYenMore() {
        var order = bought(1);
        notHeld(1);
        notHeld(2);
        notHeld(3);
        assertThat(refunds(order)).containsExactlyInAnyOrder(3_334L, 3_333L, 3_333L);
        assertThat(around.payouts()
                        .balance(course.particulars().organiser(), YEN)
                        .owed()
                        .isPositive())
                .isFalse();
    }

    @Test
    void whoeverSaysThatItTookPlaceKeepsIt() {
        var order = bought(1);
        asked(1);
        assertThat(outcomes.answer(new Outcome.Of.Date(course.id(), date(1).id()), owner, true))
                .isInstanceOf(Outcome.Held.class);
        clock.forward(Duration.ofDays(2));
        outcomes.look();
        outbox.runDue();
        assertThat(refunds(order)).isEmpty();
        assertThat(outcomes.answer(new Outcome.Of.Date(course.id(), date(1).id()), owner, false))
                .as("decided once")
                .isInstanceOf(Outcome.Held.class);
        assertThatThrownBy(() -> outcomes.answer(new Outcome.Of.Date(course.id(), date(2).id()), owner, true))
                .isInstanceOf(Problem.class);
    }

    @Test
    void buyersObjectOnceToWhatTheOrganiserSaysOfADateThatTheyBought() {
        var order = bought(1);
        var of = new Outcome.Of.Date(course.id(), date(1).id());
        asked(1);
        var late = bought(1);
        assertThatThrownBy(() -> outcomes.object(order.id(), of)).isInstanceOf(Problem.class);
        outcomes.answer(of, owner, true);
        assertThat(outcomes.objections(order.id())).isEmpty();
        assertThat(outcomes.object(order.id(), of)).isTrue();
        assertThat(outcomes.object(order.id(), of)).as("once").isFalse();
        assertThat(outcomes.objections(order.id())).containsExactly(of);
        assertThatThrownBy(() -> outcomes.object(late.id(), of))
                .as("they did not buy that date")
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> outcomes.object(order.id(), new Outcome.Of.Date(course.id(), date(2).id())))
                .as("nobody said anything of that date")
                .isInstanceOf(Problem.class);
        assertThat(outcomes.doubts(50)).anySatisfy(doubt -> {
            assertThat(doubt.outcome().of()).isEqualTo(of);
            assertThat(doubt.objections()).isEqualTo(1);
        });
        asked(2);
        outcomes.answer(new Outcome.Of.Date(course.id(), date(2).id()), owner, true);
        assertThat(outcomes.object(order.id(), new Outcome.Of.Date(course.id(), date(2).id())))
                .as("each date by itself")
                .isTrue();
    }

    @Test
    void itsMoneyIsNotDueUntilThatIsDecidedAndForAWeekWhileItGoesBack() {
        bought(1);
        notHeld(1);
        assertThat(outcomes.undecided()).as("it goes back just now").contains(course.id());
        clock.forward(Duration.ofDays(7));
        assertThat(outcomes.undecided()).doesNotContain(course.id());
        asked(2);
        assertThat(outcomes.undecided()).as("nobody knows").contains(course.id());
        outcomes.answer(new Outcome.Of.Date(course.id(), date(2).id()), owner, true);
        assertThat(outcomes.undecided()).doesNotContain(course.id());
    }

    @Test
    void whatIsCalledOffComesBackForThatReason() {
        var order = bought(1);
        outcomes.callOff(new Outcome.Of.Date(course.id(), date(2).id()), owner);
        outbox.runDue();
        assertThat(around.payments().refundsFor(order.id().toString()))
                .extracting(refund -> refund.terms().why())
                .containsExactly(Refund.Reason.DATE_CALLED_OFF);
    }

    @Test
    void whatIsCalledOffIsNoDoubt() {
        bought(1);
        outcomes.callOff(new Outcome.Of.Date(course.id(), date(2).id()), owner);
        assertThat(outcomes.doubts(50))
                .noneMatch(doubt -> doubt.outcome().of().event().equals(course.id()));
    }

    @Test
    void whoJoinedLaterHasNothingToGetBackOfADateThatTheyDidNotBuy() {
        bought(1);
        clock.forwardTo(date(1).begin().plus(Duration.ofMinutes(1)));
        TownProcess.running().sameTimeAs(clock);
        var late = bought(1);
        notHeld(1);
        assertThat(refunds(late)).isEmpty();
    }

    @Test
    void nobodyIsAskedWhereNobodyHadThatDate() {
        clock.forwardTo(date(1).begin().plus(Duration.ofMinutes(1)));
        TownProcess.running().sameTimeAs(clock);
        bought(1);
        clock.forwardTo(date(1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(outcome(1))
                .isInstanceOfSatisfying(
                        Outcome.Settled.class,
                        settled -> assertThat(settled.sight()).isEqualTo(Outcome.Sight.UNSOLD));
    }

    @Test
    void nothingIsConcludedWhereTheHostWasOnTheWayIn() {
        bought(1);
        clock.forwardTo(date(1).begin());
        assertThat(around.door().enterAsHost(course.id(), owner)).isInstanceOf(Door.Entering.Welcome.class);
        clock.forwardTo(date(1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(outcome(1)).isInstanceOf(Outcome.Settled.class);
        clock.forwardTo(date(2).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(outcome(2)).as("each date by itself").isInstanceOf(Outcome.Asked.class);
    }

    @Test
    void leavingAndGivingBackAtOnceGiveTogetherNoMoreThanWasPaid() throws Exception {
        var order = bought(1);
        var asked = asked(1);
        var shown = back(order);
        clock.forwardTo(asked.answerBy());
        outcomes.look();
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Object>> both = List.of(
                    () -> {
                        outbox.runDue();
                        return "given back";
                    },
                    () -> orders.cancel(order.id(), places(order), shown, Ticket.CancelledBy.PARTICIPANT));
            for (var done : threads.invokeAll(both)) done.get();
        }
        outbox.runDue();
        assertThat(refunds(order).stream().mapToLong(it -> it).sum()).isLessThanOrEqualTo(10_000);
    }

    /// The second locks.
    @Test
    void theDatabaseGivesADateBackOnceAndOnlyWhereThatIsDecided() {
        var order = bought(1);
        asked(1);
        assertThatThrownBy(() -> orders.giveDateBack(order.id(), date(1).id()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("nobody has decided");
        outcomes.answer(new Outcome.Of.Date(course.id(), date(1).id()), owner, false);
        outbox.runDue();
        assertThatThrownBy(() ->
                        around.sql().sql("""
                                insert into date_share (ticket, course_date, orders, at, amount)
                                select ticket, course_date, orders, at, amount from date_share where orders = :order""").param("order", order.id().value()).update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> around.sql()
                        .sql("update ticket set refunded = 1 where orders = :order")
                        .param("order", order.id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("dates come back");
        assertThatThrownBy(() -> around.sql()
                        .sql("update event_outcome set state = 'held' where course_date = :date")
                        .param("date", date(1).id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("decided once");
        assertThatThrownBy(() -> around.sql()
                        .sql("insert into event_objection (orders, occasion, at) values (:order, :date, now())")
                        .param("order", order.id().value())
                        .param("date", date(1).id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("nobody says that it was held");
        assertThatThrownBy(() -> around.sql()
                        .sql("""
                                insert into event_outcome (event, state, sight, looked_at)
                                values (:course, 'settled', 'seen', now())""")
                        .param("course", course.id().value())
                        .update())
                .as("of a course each date is looked at")
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not to be held");
    }
}

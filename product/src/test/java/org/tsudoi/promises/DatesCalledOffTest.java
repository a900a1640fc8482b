package org.tsudoi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tsudoi.documents.Calendars;
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
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// One date of a course is called off before it begins, and the others take place. It has four dates for 10,000 yen.
@ProductTest
class DatesCalledOffTest {
    private static final String PHONE = "phone-phone-phone-phone1";

    private final Outcomes outcomes;
    private final Market market;
    private final CourseMarket courses;
    private final Orders orders;
    private final Calendars calendars;
    private final AfterTheEvent around;
    private final Later later;
    private Event course;
    private MemberId owner;

    record Later(OutboxRunner outbox, TakenBack takenBack, TestClock clock) {}

    DatesCalledOffTest(
            Outcomes outcomes,
            Market market,
            CourseMarket courses,
            Orders orders,
            Calendars calendars,
            AfterTheEvent around,
            OutboxRunner outbox,
            TakenBack takenBack,
            TestClock clock) {
        this.outcomes = outcomes;
        this.market = market;
        this.courses = courses;
        this.orders = orders;
        this.calendars = calendars;
        this.around = around;
        this.later = new Later(outbox, takenBack, clock);
    }

    @BeforeEach
    void fourDates() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(later.clock);
        course = courses.course(
                4, Money.jpy(10_000), CourseMarket.late(CourseRules.Joining.DATES_LEFT, 3, CourseMarket.keeping(500)));
        owner = around.organisers()
                .people(course.particulars().organiser())
                .getFirst()
                .member();
        later.outbox.runDue();
    }

    private CourseDate date(int number) {
        return courses.date(course.id(), number);
    }

    private void callOff(int number) {
        outcomes.callOff(new Outcome.Of.Date(course.id(), date(number).id()), owner);
        later.outbox.runDue();
    }

    private List<Long> refunds(Order order) {
        return around.payments().refundsFor(order.id().toString()).stream()
                .map(refund -> refund.terms().amount().minorUnits())
                .toList();
    }

    private Ticket ticket(Order order) {
        return orders.tickets(order.id()).getFirst();
    }

    @Test
    void whatWasPaidForItComesBackOnceAndTheOtherDatesStay() {
        var order = market.paid(course.id(), 1);
        callOff(2);
        callOff(2);
        assertThat(refunds(order)).containsExactly(2_500L);
        assertThat(ticket(order)).isInstanceOf(Ticket.Valid.class);
        assertThat(date(2).calledOff()).isTrue();
        later.clock.forwardTo(date(1).end().plus(Duration.ofHours(1)));
        assertThat(around.door().look(ticket(order), PHONE))
                .as("the door leads to the next that takes place")
                .isEqualTo(new DoorState.NotYetOpen(date(3).begin().minus(Duration.ofMinutes(10))));
        var entry = calendars.of(order.id()).orElseThrow().text();
        assertThat(entry.split("STATUS:CANCELLED", -1)).hasSize(2);
        var quote = orders.quote(order.id(), Set.of(ticket(order).id()), Ticket.CancelledBy.PARTICIPANT);
        assertThat(quote.refund()).as("two of three are left, less the fee").isEqualTo(Money.jpy(5_000 - 500));
    }

    @Test
    void whoBuysAfterwardsDoesNotBuyIt() {
        callOff(2);
        var order = market.paid(course.id(), 1);
        assertThat(order.terms().unitPrice()).isEqualTo(Money.jpy(7_500));
        assertThat(order.terms().course().orElseThrow().dates().stream()
                        .map(Order.When.Course.AgreedDate::date)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(date(1).id(), date(3).id(), date(4).id());
    }

    @Test
    void nobodyWhoBuysAfterwardsPaysForItWhateverIsAskedOfWhoJoinsLate() {
        for (var rules : List.of(
                CourseRules.USUAL,
                CourseMarket.late(CourseRules.Joining.FULL, 3, CourseMarket.keeping(500)),
                CourseMarket.late(CourseRules.Joining.DATES_LEFT, 3, CourseMarket.keeping(500)))) {
            course = courses.course(4, Money.jpy(10_000), rules);
            callOff(2);
            assertThat(market.paid(course.id(), 1).terms().unitPrice())
                    .as("%s", rules.joining())
                    .isEqualTo(Money.jpy(7_500));
        }
    }

    @Test
    void whereNoDateIsLeftNothingIsSold() {
        course = courses.course(
                3, Money.jpy(9_000), CourseMarket.late(CourseRules.Joining.FULL, 2, CourseMarket.keeping(500)));
        callOff(3);
        assertThat(courses.courseOf(course.id()).soldUntil()).isEqualTo(date(2).begin());
        assertThat(onSale()).isTrue();
        later.clock.forwardTo(date(2).begin());
        assertThat(onSale()).as("the third would begin in a week").isFalse();
    }

    private boolean onSale() {
        return around.events().get(course.id()).onSale(later.clock.instant());
    }

    @Test
    void whoLeavesBeforeItCameBackHasItAllTheSame() {
        var order = market.paid(course.id(), 1);
        later.clock.forwardTo(date(1).end());
        outcomes.callOff(new Outcome.Of.Date(course.id(), date(2).id()), owner);
        leaves(order, 5_000 - 500);
        later.outbox.runDue();
        later.outbox.runDue();
        assertThat(refunds(order))
                .as("two of three that are left, and the second")
                .containsExactlyInAnyOrder(4_500L, 2_500L);
        assertThat(((Ticket.Cancelled) ticket(order)).refunded()).isEqualTo(Money.jpy(7_000));
        assertThat(orders.giveDateBack(order.id(), date(2).id())).isInstanceOf(Orders.DateBack.Nothing.class);
    }

    @Test
    void whoLeftBeforeItWasCalledOffHasNoMoreOfIt() {
        var order = market.paid(course.id(), 1);
        later.clock.forwardTo(date(1).end());
        leaves(order, 7_500 - 500);
        callOff(2);
        assertThat(refunds(order)).containsExactly(7_000L);
    }

    private void leaves(Order order, long back) {
        TownProcess.running().sameTimeAs(later.clock);
        assertThat(orders.cancel(
                        order.id(), Set.of(ticket(order).id()), Money.jpy(back), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
    }

    @Test
    void whileABankHasTheMoneyItIsLookedAgainEachDay() {
        var order = market.paid(course.id(), 1);
        var payment = (Payment.Captured)
                around.payments().newestFor(order.id().toString()).orElseThrow();
        disputed("", payment);
        callOff(4);
        for (int day = 0; day < 20; day++) tomorrow();
        assertThat(refunds(order)).isEmpty();
        disputed("/won", payment);
        tomorrow();
        assertThat(refunds(order)).containsExactly(2_500L);
    }

    private void tomorrow() {
        later.clock.forward(Duration.ofDays(1).plusMinutes(1));
        TownProcess.running().sameTimeAs(later.clock);
        later.outbox.runDue();
    }

    private void disputed(String what, Payment.Captured payment) {
        var town = TownProcess.running();
        var charge = town.call("GET", "/stripe/v1/payment_intents/" + payment.charge(), null)
                .path("latest_charge")
                .asString();
        town.call("POST", "/town/stripe/charges/" + charge + "/dispute" + what, null);
        var dispute = town.call("GET", "/stripe/v1/disputes?payment_intent=" + payment.charge(), null)
                .path("data")
                .path(0);
        later.takenBack.look(payment.id(), dispute.path("id").asString());
    }

    @Test
    void whoWasStillPayingForItGetsItBackOnceTheyHavePaid() {
        var held = market.held(course.id(), 1);
        callOff(3);
        orders.pay(held.id());
        market.payAtProvider(market.session(held.id()));
        assertThat(orders.askAgain(held.id())).isInstanceOf(Order.Paid.class);
        assertThat(refunds(held)).isEmpty();
        later.clock.forward(Duration.ofDays(1).plusMinutes(1));
        TownProcess.running().sameTimeAs(later.clock);
        later.outbox.runDue();
        assertThat(refunds(held)).containsExactly(2_500L);
    }

    @Test
    void neitherWhatHasBegunNorTheLastOneIsCalledOff() {
        callOff(2);
        callOff(3);
        callOff(4);
        assertThatThrownBy(() -> callOff(1))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsValue("dates.error.last"));
        course = courses.course(2, Money.jpy(1_000), CourseRules.USUAL);
        later.clock.forwardTo(date(1).begin());
        assertThatThrownBy(() -> callOff(1))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsValue("dates.error.begun"));
    }

    @Test
    void itIsNeitherAskedAboutNorMovedNorTakesPlaceAgain() {
        market.paid(course.id(), 1);
        callOff(2);
        assertThatThrownBy(() -> courses.move(course.id(), 2, Duration.ofDays(1)))
                .isInstanceOf(Problem.class);
        later.clock.forwardTo(date(2).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(outcomes.ofDates(course.id()))
                .filteredOn(one -> one.of().occasion().equals(date(2).id().value()))
                .singleElement()
                .isInstanceOf(Outcome.NotHeld.class);
        assertThatThrownBy(() -> around.sql()
                        .sql("update event_date set called_off_at = null where id = :id")
                        .param("id", date(2).id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("stays so");
    }
}

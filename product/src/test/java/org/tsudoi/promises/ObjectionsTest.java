package org.tsudoi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Buyers say that it did not take place, its owner says that it did: the money of whoever objects waits for an
/// operator.
@ProductTest
class ObjectionsTest {
    private static final Currency YEN = Currency.getInstance("JPY");

    private final Objections objections;
    private final Outcomes outcomes;
    private final Market market;
    private final CourseMarket courses;
    private final AfterTheEvent around;
    private final Orders orders;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final MemberId operator;

    ObjectionsTest(
            Objections objections,
            Outcomes outcomes,
            Market market,
            CourseMarket courses,
            AfterTheEvent around,
            Orders orders,
            OutboxRunner outbox,
            TestClock clock) {
        this.objections = objections;
        this.outcomes = outcomes;
        this.market = market;
        this.courses = courses;
        this.around = around;
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
        this.operator = operator();
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private MemberId operator() {
        var somebody = owner(market.event(market.organiser(), 1, Duration.ofDays(1)));
        around.sql()
                .sql("update member set operator_since = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", somebody.value())
                .update();
        return somebody;
    }

    private MemberId owner(Event event) {
        return around.organisers()
                .people(event.particulars().organiser())
                .getFirst()
                .member();
    }

    private Payouts.Balance balance(Event event) {
        return around.payouts().balance(event.particulars().organiser(), YEN);
    }

    /// Its owner says that it took place, and its money is due.
    private Outcome.Of said(Event event) {
        var of = new Outcome.Of.Meeting(event.id());
        clock.forwardTo(event.particulars().endsAt().orElseThrow().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(outcomes.answer(of, owner(event), true)).isInstanceOf(Outcome.Held.class);
        clock.forward(Duration.ofDays(2));
        return of;
    }

    private Event tomorrow() {
        return market.event(market.organiser(), 10, Duration.ofHours(5));
    }

    @Test
    void theShareOfWhoeverObjectsWaitsAndIsPaidOnceAnOperatorFindsThatItTookPlace() {
        var event = tomorrow();
        var objecting = market.paid(event.id(), 2);
        market.paid(event.id(), 1);
        var of = said(event);
        var before = balance(event);
        assertThat(before.available()).isEqualTo(before.owed());

        assertThat(outcomes.object(objecting.id(), of)).isTrue();
        assertThat(balance(event).held()).isEqualTo(Money.jpy(3000));
        assertThat(balance(event).available()).isEqualTo(before.owed().minus(Money.jpy(3000)));
        assertThat(balance(event).owed()).as("the books are as they were").isEqualTo(before.owed());

        var decision = objections.decide(of, operator, true);
        assertThat(decision.tookPlace()).isTrue();
        assertThat(balance(event)).isEqualTo(before);
        assertThat(objections.decide(of, operator, false)).as("decided once").isEqualTo(decision);
        assertThat(outcomes.of(of)).get().isInstanceOf(Outcome.Held.class);
        assertThatThrownBy(() -> outcomes.object(objecting.id(), of)).isInstanceOf(Problem.class);
    }

    @Test
    void whoLeadsItOrHasAPlaceThereDoesNotDecide() {
        var event = tomorrow();
        var objecting = market.paid(event.id(), 1);
        var of = said(event);
        outcomes.object(objecting.id(), of);
        assertThat(objections.mayDecide(of, operator)).isTrue();
        around.sql()
                .sql("insert into event_host (event, member) values (:event, :member)")
                .param("event", event.id().value())
                .param("member", operator.value())
                .update();
        assertThat(objections.mayDecide(of, operator)).isFalse();
        assertThatThrownBy(() -> objections.decide(of, operator, true)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> write(of, operator)).hasMessageContaining("not theirs to decide");
    }

    @Test
    void whatWasDecidedIsNotObjectedToInTheDatabaseEither() {
        var event = tomorrow();
        var objecting = market.paid(event.id(), 1);
        var other = market.paid(event.id(), 1);
        var of = said(event);
        outcomes.object(objecting.id(), of);
        write(of, operator);
        assertThatThrownBy(() -> around.sql()
                        .sql("insert into event_objection (orders, occasion, at) values (:order, :occasion, now())")
                        .param("order", other.id().value())
                        .param("occasion", of.occasion())
                        .update())
                .hasMessageContaining("that was decided");
    }

    private void write(Outcome.Of of, MemberId by) {
        around.sql()
                .sql("insert into event_objection_decision (occasion, took_place, decided_at, decided_by) "
                        + "values (:occasion, true, now(), :by)")
                .param("occasion", of.occasion())
                .param("by", by.value())
                .update();
    }

    @Test
    void whereAnOperatorFindsThatItDidNotEverybodyHasEverythingBack() {
        var event = tomorrow();
        var objecting = market.paid(event.id(), 1);
        var other = market.paid(event.id(), 1);
        var of = said(event);
        outcomes.object(objecting.id(), of);
        assertThat(objections.decide(of, operator, false).tookPlace()).isFalse();
        outbox.runDue();
        for (var order : List.of(objecting, other)) {
            assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
            assertThat(around.payments().refundsFor(order.id().toString()))
                    .singleElement()
                    .satisfies(refund -> {
                        assertThat(refund.terms().why()).isEqualTo(Refund.Reason.HOST_ABSENT);
                        assertThat(refund.terms().amount()).isEqualTo(Money.jpy(1500));
                    });
        }
        assertThat(balance(event).held()).isEqualTo(Money.jpy(0));
        assertThat(balance(event).owed().isPositive()).isFalse();
        assertThat(objections.open()).noneMatch(open -> open.of().equals(of));
    }

    @Test
    void ofACourseTheShareOfTheDateWaitsAndGoesBack() {
        var course = courses.course(3, Money.jpy(10_000), CourseRules.USUAL);
        var order = market.paid(course.id(), 1);
        var date = courses.date(course.id(), 3);
        var of = new Outcome.Of.Date(course.id(), date.id());
        clock.forwardTo(date.end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        for (var one : outcomes.ofDates(course.id())) outcomes.answer(one.of(), owner(course), true);
        assertThat(outcomes.of(of)).get().isInstanceOf(Outcome.Held.class);
        clock.forward(Duration.ofDays(2));
        outcomes.object(order.id(), of);
        clock.forward(Duration.ofDays(8));
        var share = balance(course).held();
        assertThat(share).isEqualTo(orders.ofMoreDates(order, place(order), 1));
        assertThat(share.isPositive()).isTrue();
        objections.decide(of, operator, false);
        outbox.runDue();
        assertThat(around.payments().refundsFor(order.id().toString()))
                .filteredOn(refund -> refund.terms().amount().equals(share))
                .isNotEmpty();
        assertThat(orders.tickets(order.id())).hasOnlyElementsOfType(Ticket.Valid.class);
        assertThat(balance(course).held()).isEqualTo(Money.jpy(0));
    }

    private TicketId place(Order order) {
        return orders.tickets(order.id()).getFirst().id();
    }

    @Test
    void afterNinetyDaysWithoutADecisionTheMoneyWaitsNoLonger() {
        var event = tomorrow();
        var order = market.paid(event.id(), 1);
        var of = said(event);
        outcomes.object(order.id(), of);
        clock.forward(Objections.HELD_FOR.minusMinutes(1));
        assertThat(balance(event).held()).isEqualTo(Money.jpy(1500));
        clock.forward(Duration.ofMinutes(1));
        assertThat(balance(event).held()).isEqualTo(Money.jpy(0));
        assertThat(objections.open())
                .as("still to be decided")
                .anyMatch(open -> open.of().equals(of));
    }

    @Test
    void nobodyDecidesAboutTheirOwnNorWhereNobodyObjects() {
        var event = tomorrow();
        var order = market.paid(event.id(), 1);
        var of = said(event);
        assertThatThrownBy(() -> objections.decide(of, operator, true))
                .as("nobody objects")
                .isInstanceOf(Problem.class);
        outcomes.object(order.id(), of);
        assertThat(objections.mayDecide(of, owner(event))).isFalse();
        assertThatThrownBy(() -> objections.decide(of, owner(event), true)).isInstanceOf(Problem.class);
        assertThat(objections.decision(of)).isEmpty();
    }

    /// The second locks.
    @Test
    void theDatabaseTurnsNothingOverWithoutADecisionAndTakesNoneOfAnOwner() {
        var event = tomorrow();
        var order = market.paid(event.id(), 1);
        var of = said(event);
        outcomes.object(order.id(), of);
        assertThatThrownBy(() -> turnOver(of))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("decided once");
        around.sql()
                .sql("update member set operator_since = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", owner(event).value())
                .update();
        assertThatThrownBy(() -> insert(of, owner(event)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not theirs to decide");
        objections.decide(of, operator, true);
        assertThatThrownBy(() -> turnOver(of))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("decided once");
    }

    private void turnOver(Outcome.Of of) {
        around.sql()
                .sql("update event_outcome set state = 'not_held', decided_by = :by where occasion = :occasion")
                .param("by", operator.value())
                .param("occasion", of.occasion())
                .update();
    }

    private void insert(Outcome.Of of, MemberId by) {
        around.sql()
                .sql("""
                        insert into event_objection_decision (occasion, took_place, decided_at, decided_by)
                        values (:occasion, true, :at, :by)""")
                .param("occasion", of.occasion())
                .param("at", Timestamp.from(clock.instant()))
                .param("by", by.value())
                .update();
    }
}

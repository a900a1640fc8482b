package org.tsudoi.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What becomes free goes to those who wait, in their order, and to nobody else.
@ProductTest
class WaitingListTest {
    private final Market market;
    private final Line line;
    private final Applications applications;
    private final Orders orders;
    private final Events events;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final JdbcClient sql;
    private final Payments payments;
    private final List<RecurringJob> jobs;

    WaitingListTest(
            Market market,
            Line line,
            Applications applications,
            Orders orders,
            Events events,
            OutboxRunner outbox,
            TestClock clock,
            JdbcClient sql,
            Payments payments,
            List<RecurringJob> jobs) {
        this.market = market;
        this.line = line;
        this.applications = applications;
        this.orders = orders;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
        this.sql = sql;
        this.payments = payments;
        this.jobs = jobs;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void aSeatThatIsGivenBackIsOfferedToWhoeverIsFirstAndPaidLikeAnyOther() {
        var event = market.event(2);
        var sold = line.soldOut(event);
        var first = line.enters(event.id(), 1);
        var second = line.enters(event.id(), 1);
        assertThat(applications.position(line.of(second))).isEqualTo(2);
        line.cancels(sold.getFirst().id());
        assertThat(events.seats(event.id()).unoccupied()).isEqualTo(1);
        assertThat(market.place(event.id(), 1))
                .as("in the commit in which it became free it is nobody's who just comes")
                .isEqualTo(new Orders.Placing.SoldOut(0));
        outbox.runDue();
        assertThat(line.offeredTo(first))
                .isInstanceOfSatisfying(
                        Order.Held.class,
                        held -> assertThat(held.heldUntil()).isEqualTo(((Application.Offered) line.of(first)).until()));
        assertThat(line.of(second)).isInstanceOf(Application.Waiting.class);
        assertThat(applications.position(line.of(second))).isEqualTo(1);
        var order = line.offeredTo(first);
        assertThat(line.pays(order.id())).isInstanceOf(Order.Paid.class);
        applications.tend(event.id());
        assertThat(line.of(first)).isInstanceOf(Application.Accepted.class);
        assertThat(orders.tickets(order.id())).hasSize(1);
        assertThat(events.seats(event.id()).taken()).isEqualTo(2);
    }

    @Test
    void anOfferThatEndsGoesToTheNextOne() {
        var event = market.event(1);
        var sold = line.soldOut(event);
        var first = line.enters(event.id(), 1);
        var second = line.enters(event.id(), 1);
        line.cancels(sold.getFirst().id());
        outbox.runDue();
        var offered = (Application.Offered) line.of(first);
        assertThat(Duration.between(clock.instant(), offered.until())).isLessThanOrEqualTo(Duration.ofHours(24));
        clock.forward(Duration.between(clock.instant(), offered.until()));
        orders.lapseDue();
        outbox.runDue();
        assertThat(line.of(first))
                .isInstanceOfSatisfying(
                        Application.Lapsed.class, it -> assertThat(it.why()).isEqualTo(Application.LapsedWhy.EXPIRED));
        assertThat(line.of(second)).isInstanceOf(Application.Offered.class);
        assertThat(orders.isAbandoned(offered.order())).isFalse();
        orders.leave(line.offeredTo(second).id());
        outbox.runDue();
        assertThat(line.of(second))
                .isInstanceOfSatisfying(
                        Application.Lapsed.class, it -> assertThat(it.why()).isEqualTo(Application.LapsedWhy.LET_GO));
        assertThat(market.place(event.id(), 1)).as("nobody waits any more").isInstanceOf(Orders.Placing.Placed.class);
    }

    @Test
    void whoBeginsToPayAndGoesBackKeepsTheOfferUntilItsEnd() {
        var event = market.event(1);
        var sold = line.soldOut(event);
        var first = line.enters(event.id(), 1);
        line.cancels(sold.getFirst().id());
        outbox.runDue();
        var order = line.offeredTo(first);
        var until = ((Order.Held) order).heldUntil();
        orders.pay(order.id());
        payments.withdrawNow(
                payments.newestFor(order.id().toString()).orElseThrow().id());
        assertThat(orders.get(order.id()))
                .isInstanceOfSatisfying(
                        Order.Held.class, held -> assertThat(held.heldUntil()).isEqualTo(until));
    }

    @Test
    void whoNeedsMoreThanIsFreeKeepsTheirPlaceAndKeepsNobodyFromTheirs() {
        var event = market.event(3);
        var sold = line.soldOut(event);
        var pair = line.enters(event.id(), 2);
        var single = line.enters(event.id(), 1);
        line.cancels(sold.getFirst().id());
        outbox.runDue();
        assertThat(line.of(single)).isInstanceOf(Application.Offered.class);
        assertThat(applications.position(line.of(pair))).isEqualTo(1);
        line.cancels(sold.get(1).id());
        outbox.runDue();
        assertThat(events.seats(event.id()).unoccupied()).isEqualTo(1);
        assertThat(market.place(event.id(), 1))
                .as("it is kept for those who wait")
                .isInstanceOf(Orders.Placing.SoldOut.class);
        line.cancels(sold.get(2).id());
        outbox.runDue();
        assertThat(line.offeredTo(pair).terms().places()).isEqualTo(2);
    }

    @Test
    void whoLeavesByMistakeComesBackToTheirPlace() {
        var event = market.event(1);
        line.soldOut(event);
        var first = line.enters(event.id(), 1);
        var second = line.enters(event.id(), 1);
        assertThat(applications.leave(first)).isInstanceOf(Application.Left.class);
        assertThat(applications.position(line.of(second))).isEqualTo(1);
        assertThat(applications.comeBack(first)).containsInstanceOf(Application.Waiting.class);
        assertThat(applications.position(line.of(first))).isEqualTo(1);
        applications.leave(second);
        clock.forward(Applications.UNDO_WITHIN.plusSeconds(1));
        assertThat(applications.comeBack(second)).isEmpty();
    }

    @Test
    void anAddressIsInLineOnceItIsProvenAndOnlyOnce() {
        var event = market.event(1);
        line.soldOut(event);
        var mail = market.mail("typed");
        var asked = (Applications.Asking.ToProve) line.asks(event.id(), 0, 1, mail, false);
        var again = (Applications.Asking.ToProve) line.asks(event.id(), 0, 1, mail, false);
        assertThat(whom(event.id())).isEqualTo(Event.SaleTo.ANYBODY);
        var entered = Line.entered(applications.prove(asked.application().id())).id();
        assertThat(whom(event.id())).isEqualTo(Event.SaleTo.WAITING);
        assertThat(Line.entered(applications.prove(again.application().id())).id())
                .isEqualTo(entered);
        assertThat(Line.entered(line.asks(event.id(), 0, 1, mail, true)).id()).isEqualTo(entered);
        assertThat(applications.ofEvent(event.id())).hasSize(1);
    }

    private Event.SaleTo whom(EventId event) {
        return events.get(event).particulars().sale().to();
    }

    @Test
    void nobodyWaitsWherePlacesCanBeBought() {
        var event = market.event(2);
        market.held(event.id(), 1);
        assertThat(line.asks(event.id(), 0, 1, market.mail("early"), true))
                .isEqualTo(new Applications.Asking.FreePlaces());
    }

    @Test
    void moneyThatComesLateIsNoWayPastThoseWhoWait() {
        var event = market.event(1);
        var slow = market.held(event.id(), 1);
        orders.pay(slow.id());
        var session = market.session(slow.id());
        var waiting = line.enters(event.id(), 1);
        orders.leave(slow.id());
        market.payAtProvider(session);
        assertThat(orders.askAgain(slow.id())).isInstanceOf(Order.Unseated.class);
        outbox.runDue();
        assertThat(line.of(waiting)).isInstanceOf(Application.Offered.class);
    }

    @Test
    void moreSeatsGoToThoseWhoWaitFirst() {
        var event = market.event(1);
        line.soldOut(event);
        var waiting = line.enters(event.id(), 1);
        var told = events.get(event.id()).particulars();
        events.change(event.id(), told.with(told.sale().withCapacity(3)));
        assertThat(market.place(event.id(), 1)).isInstanceOf(Orders.Placing.SoldOut.class);
        outbox.runDue();
        assertThat(line.of(waiting)).isInstanceOf(Application.Offered.class);
        assertThat(market.place(event.id(), 1)).as("nobody waits any more").isInstanceOf(Orders.Placing.Placed.class);
    }

    @Test
    void aFreePlaceIsTakenByConfirmingIt() {
        var event = market.event(market.organiser(), 1, Duration.ofDays(3), free());
        var sold = market.place(
                event.id(), 0, 1, market.mail("free"), UUID.randomUUID().toString());
        var order = orders.confirm(((Orders.Placing.ToConfirm) sold).order().id());
        var waiting = line.enters(event.id(), 1);
        line.cancels(order.id());
        outbox.runDue();
        assertThat(line.offeredTo(waiting)).isInstanceOf(Order.Unconfirmed.class);
        assertThat(orders.confirm(line.offeredTo(waiting).id())).isInstanceOf(Order.Paid.class);
        applications.tend(event.id());
        assertThat(line.of(waiting)).isInstanceOf(Application.Accepted.class);
    }

    private Plan free() {
        return market.plan(Plan.Kind.ONCE, Money.jpy(0), 2);
    }

    @Test
    void anOfferIsShorterAsTheStartComesNearAndThereIsNoneInTheLastHalfHour() {
        var event = market.event(market.organiser(), 1, Duration.ofHours(3));
        var sold = line.soldOut(event);
        var first = line.enters(event.id(), 1);
        var second = line.enters(event.id(), 1);
        line.cancels(sold.getFirst().id());
        outbox.runDue();
        assertThat(Duration.between(clock.instant(), ((Application.Offered) line.of(first)).until()))
                .isLessThanOrEqualTo(Duration.ofHours(1));
        clock.forward(Duration.ofMinutes(151));
        orders.lapseDue();
        outbox.runDue();
        assertThat(line.of(first)).isInstanceOf(Application.Lapsed.class);
        assertThat(line.of(second))
                .isInstanceOfSatisfying(
                        Application.Closed.class, it -> assertThat(it.why()).isEqualTo(Application.ClosedWhy.OVER));
        assertThat(market.place(event.id(), 1)).isInstanceOf(Orders.Placing.Placed.class);
    }

    @Test
    void whenTheEventIsCalledOffTheListIsClosed() {
        var event = market.event(1);
        line.soldOut(event);
        var waiting = line.enters(event.id(), 1);
        events.cancel(event.id(), "講師の体調不良");
        outbox.runDue();
        assertThat(line.of(waiting))
                .isInstanceOfSatisfying(
                        Application.Closed.class,
                        it -> assertThat(it.why()).isEqualTo(Application.ClosedWhy.CANCELLED));
    }

    @Test
    void whoAskedIsForgottenAMonthAfterTheEvent() {
        var event = market.event(1);
        line.soldOut(event);
        var waiting = line.enters(event.id(), 1);
        clock.forward(Duration.ofDays(4));
        applications.tend(event.id());
        forget();
        assertThat(applications.find(waiting)).isPresent();
        clock.forward(Duration.ofDays(31));
        forget();
        assertThat(applications.find(waiting)).isEmpty();
        assertThat(sql.sql("select count(*) from application_event where application = :id")
                        .param("id", waiting.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void forget() {
        jobs.stream().filter(job -> job.name().equals("applications-forget")).forEach(RecurringJob::run);
    }
}

package org.tsudoi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tsudoi.door.Door;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Refund;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What becomes of a meeting to which nobody came who leads it.
@ProductTest
class OutcomesTest {
    private static final Currency YEN = Currency.getInstance("JPY");

    private final Outcomes outcomes;
    private final Market market;
    private final Orders orders;
    private final AfterTheEvent around;
    private final OutboxRunner outbox;
    private final TestClock clock;

    private Event event;
    private MemberId owner;

    OutcomesTest(
            Outcomes outcomes,
            Market market,
            Orders orders,
            AfterTheEvent around,
            OutboxRunner outbox,
            TestClock clock) {
        this.outcomes = outcomes;
        this.market = market;
        this.orders = orders;
        this.around = around;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void anEventTomorrow() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        outcomes.look();
        event = market.event(market.organiser(), 10, Duration.ofHours(5));
        owner = around.organisers()
                .people(event.particulars().organiser())
                .getFirst()
                .member();
        outbox.runDue();
    }

    private Instant end() {
        return event.particulars().endsAt().orElseThrow();
    }

    private Order.Paid paid(int places) {
        return (Order.Paid) market.paid(event.id(), places);
    }

    private Outcome.Asked asked() {
        clock.forwardTo(end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        return (Outcome.Asked) outcomes.of(new Outcome.Of.Meeting(event.id())).orElseThrow();
    }

    private Payouts.Balance balance() {
        return around.payouts().balance(event.particulars().organiser(), YEN);
    }

    private void assertAllGivenBack(Order order, Money price) {
        assertThat(orders.tickets(order.id()))
                .allSatisfy(place -> assertThat(place)
                        .isInstanceOfSatisfying(
                                Ticket.Cancelled.class,
                                gone -> assertThat(gone.by()).isEqualTo(Ticket.CancelledBy.NO_HOST)));
        assertThat(around.payments().refundsFor(order.id().toString()))
                .singleElement()
                .satisfies(refund -> {
                    assertThat(refund.terms().why()).isEqualTo(Refund.Reason.HOST_ABSENT);
                    assertThat(refund.terms().amount()).isEqualTo(price);
                });
    }

    @Test
    void withoutAnAnswerEverybodyGetsEverythingBackOnce() {
        var two = paid(2);
        var one = paid(1);
        clock.forwardTo(end().plus(Duration.ofMinutes(29)));
        outcomes.look();
        assertThat(outcomes.of(new Outcome.Of.Meeting(event.id())))
                .as("whoever leads it may be late")
                .isEmpty();
        var asked = asked();
        clock.forwardTo(asked.answerBy().minusMillis(1));
        outcomes.look();
        assertThat(outcomes.of(new Outcome.Of.Meeting(event.id()))).contains(asked);

        clock.forwardTo(asked.answerBy());
        outcomes.look();
        outcomes.look();
        outbox.runDue();
        outbox.runDue();

        assertThat(outcomes.of(new Outcome.Of.Meeting(event.id())))
                .hasValueSatisfying(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                Outcome.NotHeld.class,
                                notHeld -> assertThat(notHeld.by()).isNull()));
        assertAllGivenBack(two, Money.jpy(3000));
        assertAllGivenBack(one, Money.jpy(1500));
        assertThat(balance().owed().isPositive())
                .as("they bear what the provider keeps")
                .isFalse();
    }

    @Test
    void theOrganiserIsNotPaidBeforeItIsDecided() {
        paid(2);
        var asked = asked();
        clock.forwardTo(end().plus(Duration.ofDays(1)).plus(Duration.ofMinutes(10)));
        assertThat(balance().owed().isPositive()).isTrue();
        assertThat(balance().available()).isEqualTo(Money.jpy(0));
        assertThat(clock.instant()).isBefore(asked.answerBy());
        assertThat(outcomes.answer(new Outcome.Of.Meeting(event.id()), owner, true))
                .isInstanceOf(Outcome.Held.class);
        assertThat(balance().available()).isEqualTo(balance().owed());
    }

    @Test
    void whoeverSaysThatItDidNotTakePlaceEndsItAtOnce() {
        var order = paid(1);
        asked();
        assertThat(outcomes.answer(new Outcome.Of.Meeting(event.id()), owner, false))
                .isInstanceOf(Outcome.NotHeld.class);
        outbox.runDue();
        assertAllGivenBack(order, Money.jpy(1500));
        assertThat(outcomes.answer(new Outcome.Of.Meeting(event.id()), owner, true))
                .as("decided once")
                .isInstanceOf(Outcome.NotHeld.class);
    }

    @Test
    void anAnswerThatIsLateChangesNothingAlsoBeforeTheJobHasCome() {
        var order = paid(1);
        clock.forwardTo(asked().answerBy());
        assertThat(outcomes.answer(new Outcome.Of.Meeting(event.id()), owner, true))
                .isInstanceOf(Outcome.NotHeld.class);
        outbox.runDue();
        assertAllGivenBack(order, Money.jpy(1500));
    }

    @Test
    void buyersObjectOnceToWhatTheOrganiserSays() {
        var order = paid(1);
        asked();
        assertThatThrownBy(() -> outcomes.object(order.id(), new Outcome.Of.Meeting(event.id())))
                .isInstanceOf(Problem.class);
        outcomes.answer(new Outcome.Of.Meeting(event.id()), owner, true);
        assertThat(outcomes.objections(order.id())).isEmpty();
        assertThat(outcomes.object(order.id(), new Outcome.Of.Meeting(event.id())))
                .isTrue();
        assertThat(outcomes.object(order.id(), new Outcome.Of.Meeting(event.id())))
                .isFalse();
        assertThat(outcomes.objections(order.id())).containsExactly(new Outcome.Of.Meeting(event.id()));
        assertThat(outcomes.doubts(50)).anySatisfy(doubt -> {
            assertThat(doubt.outcome().of().event()).isEqualTo(event.id());
            assertThat(doubt.objections()).isEqualTo(1);
        });
        clock.forward(Duration.ofDays(3));
        outcomes.look();
        outbox.runDue();
        assertThat(orders.tickets(order.id())).hasOnlyElementsOfType(Ticket.Valid.class);
    }

    @Test
    void nobodyIsAskedWhereAHostWasSeenAfterTheDoorOpened() {
        paid(1);
        clock.forwardTo(event.particulars().doorsAt().orElseThrow().plus(Duration.ofMinutes(1)));
        comeAndGo(Duration.ofMinutes(1));
        assertThat(settled()).isEqualTo(Outcome.Sight.SEEN);
    }

    @Test
    void whoTriedTheRoomBeforeAndDidNotComeWasNotThere() {
        paid(1);
        comeAndGo(Duration.ofMinutes(1));
        assertThat(asked().of().event()).isEqualTo(event.id());
    }

    @Test
    void nothingIsConcludedWhereTheHostWasOnTheWayIn() {
        paid(1);
        clock.forwardTo(event.particulars().startsAt().orElseThrow());
        around.door().enterAsHost(event.id(), owner);
        assertThat(settled()).isEqualTo(Outcome.Sight.UNCLEAR);
    }

    @Test
    void nothingIsConcludedWhereTheRoomWasNotThere() {
        paid(1);
        around.sql()
                .sql("update meeting set state = 'unknown', reference = null, why = 'no answer' where id = :id")
                .param("id", event.id().value())
                .update();
        assertThat(settled()).isEqualTo(Outcome.Sight.UNCLEAR);
    }

    @Test
    void nobodyIsAskedWhereNobodyHadAPlace() {
        assertThat(settled()).isEqualTo(Outcome.Sight.UNSOLD);
    }

    private Outcome.Sight settled() {
        clock.forwardTo(end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        return ((Outcome.Settled)
                        outcomes.of(new Outcome.Of.Meeting(event.id())).orElseThrow())
                .sight();
    }

    private void comeAndGo(Duration stay) {
        assertThat(around.door().enterAsHost(event.id(), owner)).isInstanceOf(Door.Entering.Welcome.class);
        var admission = new AdmissionId(around.sql()
                .sql("select admission from door_host where event = :event")
                .param("event", event.id().value())
                .query(UUID.class)
                .single());
        around.attendance().joined(admission, clock.instant());
        clock.forward(stay);
        around.attendance().left(admission, clock.instant());
    }

    /// The second locks.
    @Test
    void theDatabaseGivesNothingBackForThisBeforeItIsDecidedAndDecidesOnce() {
        var place = orders.tickets(paid(1).id()).getFirst().id();
        asked();
        assertThatThrownBy(() -> around.sql()
                        .sql("""
                                update ticket set state = 'cancelled', cancelled_by = 'no_host', cancelled_at = :now, refunded = 0
                                where id = :id""")
                        .param("now", java.sql.Timestamp.from(clock.instant()))
                        .param("id", place.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("nobody has decided");
        outcomes.answer(new Outcome.Of.Meeting(event.id()), owner, true);
        assertThatThrownBy(() -> around.sql()
                        .sql("update event_outcome set state = 'not_held' where event = :event")
                        .param("event", event.id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("decided once");
    }

    @Test
    void theOrganiserCancelsAPlaceWhileTheJobGivesAllBackAndItGoesBackOnce() throws Exception {
        var order = paid(1);
        clock.forwardTo(asked().answerBy());
        outcomes.look();
        var place = Set.of(orders.tickets(order.id()).getFirst().id());
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Object>> both = List.of(
                    () -> {
                        outbox.runDue();
                        return "given back";
                    },
                    () -> orders.cancel(order.id(), place, Money.jpy(1500), Ticket.CancelledBy.ORGANISER));
            for (var done : threads.invokeAll(both)) done.get();
        }
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(around.payments().refundsFor(order.id().toString()))
                .singleElement()
                .satisfies(refund -> assertThat(refund.terms().amount()).isEqualTo(Money.jpy(1500)));
    }

    @Test
    void whatWasMovedMeanwhileIsLookedAtAfterItsNewEnd() {
        paid(1);
        EventId id = event.id();
        clock.forwardTo(event.particulars().startsAt().orElseThrow().plus(Duration.ofMinutes(50)));
        var fixed = (org.tsudoi.offerings.Schedule.Fixed) event.particulars().schedule();
        around.events()
                .change(
                        id,
                        event.particulars()
                                .with(new org.tsudoi.offerings.Schedule.Fixed(
                                        fixed.start().plusDays(2), fixed.length(), fixed.zone())));
        clock.forwardTo(end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        assertThat(outcomes.of(new Outcome.Of.Meeting(id))).isEmpty();
    }
}

package org.tsudoi.makeups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Payments;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Another date instead of money, where nobody held one. The course has three dates for 9,000 yen.
@ProductTest
class MakeUpOffersTest {
    private final Market market;
    private final CourseMarket courses;
    private final MakeUpOffers offers;
    private final MakeUps makeUps;
    private final Orders orders;
    private final Outcomes outcomes;
    private final Around around;
    private OrganiserId organiser;
    private MemberId owner;
    private Event course;
    private Event other;

    record Around(
            Organisers organisers,
            Events events,
            Payments payments,
            Payouts payouts,
            OutboxRunner outbox,
            TransactionTemplate transactions,
            JdbcClient sql,
            TestClock clock) {}

    MakeUpOffersTest(
            Market market,
            CourseMarket courses,
            MakeUpOffers offers,
            MakeUps makeUps,
            Orders orders,
            Outcomes outcomes,
            Organisers organisers,
            Events events,
            Payments payments,
            Payouts payouts,
            OutboxRunner outbox,
            TransactionTemplate transactions,
            JdbcClient sql,
            TestClock clock) {
        this.market = market;
        this.courses = courses;
        this.offers = offers;
        this.makeUps = makeUps;
        this.orders = orders;
        this.outcomes = outcomes;
        this.around = new Around(organisers, events, payments, payouts, outbox, transactions, sql, clock);
    }

    @BeforeEach
    void aCourseAndAnEvening() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(around.clock);
        organiser = market.organiser();
        owner = around.organisers.people(organiser).getFirst().member();
        course = courses.course(organiser, 3, Money.jpy(9_000), CourseRules.USUAL);
        other = market.event(organiser, 5, Duration.ofDays(20));
        around.outbox.runDue();
    }

    private Outcome.Of.Date first() {
        return new Outcome.Of.Date(course.id(), courses.date(course.id(), 1).id());
    }

    private OccasionId instead() {
        return OccasionId.of(other.id());
    }

    private void asked() {
        around.clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(31)));
        TownProcess.running().sameTimeAs(around.clock);
        outcomes.look();
    }

    private MakeUpOffers.Offering offer(OccasionId what) {
        return offers.offer(first(), what, until -> outcomes.notHeld(first(), owner, until));
    }

    private Instant offered() {
        asked();
        var offering = offer(instead());
        around.outbox.runDue();
        return ((MakeUpOffers.Offering.Offered) offering).offer().until();
    }

    private List<Long> refunds(Order order) {
        return around.payments.refundsFor(order.id().toString()).stream()
                .map(refund -> refund.terms().amount().minorUnits())
                .toList();
    }

    private List<MakeUp> holding(Order order) {
        return makeUps.of(orders.tickets(order.id()).stream().map(Ticket::id).toList()).stream()
                .filter(MakeUp::holds)
                .toList();
    }

    @Test
    void eachBuyerChoosesAndWhoSaysNothingHasTheMoneyAtTheDeadline() {
        var comes = market.paid(course.id(), 2);
        var money = market.paid(course.id(), 1);
        var silent = market.paid(course.id(), 1);
        var until = offered();
        assertThat(refunds(silent)).as("there is time to choose").isEmpty();

        assertThat(offers.take(comes.id(), first().date())).isInstanceOf(MakeUps.Taking.Taken.class);
        assertThat(offers.take(comes.id(), first().date()))
                .as("the same again")
                .isInstanceOf(MakeUps.Taking.Taken.class);
        outcomes.chooseMoney(money.id(), first());
        outcomes.chooseMoney(money.id(), first());
        assertThat(holding(comes)).hasSize(2).allMatch(made -> made.occasion().equals(instead()));
        assertThat(refunds(money)).containsExactly(3_000L);
        assertThat(offers.take(money.id(), first().date())).isInstanceOf(MakeUps.Taking.NotOffered.class);

        around.clock.forwardTo(until.minusSeconds(1));
        around.outbox.runDue();
        assertThat(refunds(silent)).isEmpty();
        assertThat(outcomes.undecided()).as("it may still go back").contains(course.id());
        around.clock.forwardTo(until);
        around.outbox.runDue();
        assertThat(refunds(silent)).containsExactly(3_000L);
        assertThat(refunds(money)).as("once").containsExactly(3_000L);
        assertThat(refunds(comes)).as("they come to the other date").isEmpty();
        assertThat(offers.take(silent.id(), first().date())).isInstanceOf(MakeUps.Taking.NotOffered.class);
        assertThatThrownBy(() -> outcomes.chooseMoney(silent.id(), first())).isInstanceOf(Problem.class);
    }

    @Test
    void whatWasChosenAndIsCalledOffComesBackInMoney() {
        var order = market.paid(course.id(), 1);
        offered();
        offers.take(order.id(), first().date());
        around.events.cancel(other.id(), "講師の都合により");
        around.outbox.runDue();
        around.clock.forward(Duration.ofDays(8));
        around.outbox.runDue();
        assertThat(holding(order)).isEmpty();
        assertThat(refunds(order)).containsExactly(3_000L);
    }

    /// The one comes while the other waits for somebody else to be done with the order.
    @Test
    void twoClicksOnTheMoneyAreOne() throws Exception {
        var order = market.paid(course.id(), 1);
        offered();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var clicks = new ArrayList<Future<?>>();
            around.transactions.executeWithoutResult(_ -> {
                around.sql
                        .sql("select id from orders where id = :id for update")
                        .param("id", order.id().value())
                        .query(UUID.class)
                        .single();
                for (int click = 0; click < 2; click++) {
                    clicks.add(threads.submit(() -> outcomes.chooseMoney(order.id(), first())));
                }
                while (waiting() < 2 && clicks.stream().noneMatch(Future::isDone)) Thread.onSpinWait();
            });
            for (var click : clicks) click.get();
        }
        assertThat(refunds(order)).containsExactly(3_000L);
    }

    private int waiting() {
        return around.sql
                .sql("select count(*)::int from pg_locks where not granted")
                .query(Integer.class)
                .single();
    }

    /// Nobody bought the evening itself.
    @Test
    void whatWasChosenAndNobodyHoldsComesBackInMoney() {
        var order = market.paid(course.id(), 1);
        offered();
        offers.take(order.id(), first().date());
        overIs(other);
        assertThat(outcomes.of(evening())).containsInstanceOf(Outcome.Asked.class);
        outcomes.answer(evening(), owner, false);
        around.outbox.runDue();
        assertThat(holding(order)).isEmpty();
        assertThat(refunds(order)).containsExactly(3_000L);
    }

    @Test
    void whoCameInsteadObjectsToWhatTheOrganiserSaysOfIt() {
        var order = market.paid(course.id(), 1);
        var silent = market.paid(course.id(), 1);
        offered();
        offers.take(order.id(), first().date());
        overIs(other);
        assertThatThrownBy(() -> outcomes.object(order.id(), evening())).isInstanceOf(Problem.class);
        outcomes.answer(evening(), owner, true);
        assertThat(outcomes.object(order.id(), evening())).isTrue();
        assertThat(outcomes.object(order.id(), evening())).as("once").isFalse();
        assertThat(outcomes.objections(order.id())).containsExactly(evening());
        assertThatThrownBy(() -> outcomes.object(silent.id(), evening()))
                .as("they did not come to it")
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> around.sql
                        .sql("insert into event_objection (orders, occasion, at) values (:order, :other, now())")
                        .param("order", silent.id().value())
                        .param("other", other.id().value())
                        .update())
                .as("the second lock")
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("was not bought");
    }

    /// The course is over by then, and what is offered is long after it.
    @Test
    void itsMoneyIsNotPaidOutBeforeWhatWasTakenInsteadIsHeld() {
        other = market.event(organiser, 5, Duration.ofDays(40));
        var comes = market.paid(course.id(), 1);
        market.paid(course.id(), 1);
        offered();
        offers.take(comes.id(), first().date());
        assertThat(balance().held()).as("all of the course waits").isEqualTo(Money.jpy(0));
        around.clock.forwardTo(courses.date(course.id(), 3).end().plus(Duration.ofDays(10)));
        around.outbox.runDue();
        assertThat(outcomes.undecided()).doesNotContain(course.id());
        assertThat(balance().notYetDue()).isEqualTo(Money.jpy(0));
        assertThat(balance().held()).isEqualTo(Money.jpy(3_000));
        assertThat(balance().available()).isEqualTo(balance().owed().minus(Money.jpy(3_000)));
        overIs(other);
        around.clock.forward(Duration.ofHours(24).minusMinutes(15));
        assertThat(balance().held()).as("nobody knows").isEqualTo(Money.jpy(3_000));
        outcomes.answer(evening(), owner, true);
        assertThat(balance().held()).isEqualTo(Money.jpy(0));
        assertThat(balance().available()).isEqualTo(balance().owed());
    }

    private Payouts.Balance balance() {
        return around.payouts.balance(organiser, Currency.getInstance("JPY"));
    }

    private Outcome.Of evening() {
        return new Outcome.Of.Meeting(other.id());
    }

    private void overIs(Event event) {
        var end = event.particulars().endsAt().orElseThrow();
        around.clock.forwardTo(end.plus(Duration.ofMinutes(31)));
        TownProcess.running().sameTimeAs(around.clock);
        outcomes.look();
        around.outbox.runDue();
    }

    private void leave(Order order, long back) {
        var places = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        assertThat(orders.cancel(order.id(), places, Money.jpy(back), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
    }

    /// Also long after it was: nothing else would look at it again.
    @Test
    void whoLeavesWithNothingBackHasTheMoneyOfTheDateThatNobodyHeld() {
        var order = market.paid(course.id(), 1);
        offered();
        offers.take(order.id(), first().date());
        around.clock.forwardTo(courses.date(course.id(), 1).begin().plus(Duration.ofDays(12)));
        around.outbox.runDue();
        leave(order, 0);
        around.outbox.runDue();
        assertThat(refunds(order)).containsExactly(3_000L);
        around.clock.forward(Duration.ofDays(10));
        around.outbox.runDue();
        assertThat(refunds(order)).as("once").containsExactly(3_000L);
    }

    /// The date that was taken instead is one of those for which that was.
    @Test
    void whoLeavesWithItsShareBackHasItNotTwice() {
        var rules = CourseMarket.late(CourseRules.Joining.NEVER, 0, CourseMarket.keeping(500));
        course = courses.course(organiser, 3, Money.jpy(9_000), rules);
        around.outbox.runDue();
        var order = market.paid(course.id(), 1);
        offered();
        offers.take(order.id(), first().date());
        around.clock.forwardTo(courses.date(course.id(), 2).end());
        leave(order, 6_000 - 500);
        around.clock.forward(Duration.ofDays(10));
        around.outbox.runDue();
        assertThat(refunds(order)).containsExactly(5_500L);
    }

    @Test
    void aPlaceIsOpenedForEachWhoHasTheDate() {
        market.paid(course.id(), 2);
        market.paid(course.id(), 1);
        makeUps.open(other.id(), instead(), 1);
        offered();
        assertThat(makeUps.places(other.id())
                        .getOrDefault(instead(), MakeUps.Places.NONE)
                        .open())
                .isEqualTo(4);
    }

    @Test
    void onlyWhatIsAheadAndOfTheSameOrganiserCanBeOffered() {
        market.paid(course.id(), 1);
        asked();
        assertThat(offers.possible(course.id())).extracting(OtherDate::id).containsExactly(instead());
        assertThat(offer(OccasionId.of(courses.date(course.id(), 2).id())))
                .as("they have that one anyhow")
                .isInstanceOf(MakeUpOffers.Offering.NotPossible.class);
        assertThat(offer(OccasionId.of(market.event(5).id())))
                .as("of somebody else")
                .isInstanceOf(MakeUpOffers.Offering.NotPossible.class);
        var soon = market.event(organiser, 5, Duration.ofDays(2).minusMinutes(5));
        assertThat(offer(OccasionId.of(soon.id()))).isInstanceOf(MakeUpOffers.Offering.NotPossible.class);
        assertThat(outcomes.of(first()).orElseThrow())
                .as("nothing was decided by it")
                .isInstanceOf(Outcome.Asked.class);
    }

    @Test
    void whatWasDecidedStays() {
        var order = market.paid(course.id(), 1);
        asked();
        outcomes.answer(first(), owner, false);
        assertThat(offer(instead())).isInstanceOf(MakeUpOffers.Offering.Decided.class);
        around.outbox.runDue();
        assertThat(refunds(order)).containsExactly(3_000L);
        assertThatThrownBy(() -> offers.take(order.id(), first().date())).isInstanceOf(Problem.class);
    }

    /// The second locks.
    @Test
    void theDatabaseGivesNobodyBothAndNothingBeforeTheyHaveChosen() {
        var order = market.paid(course.id(), 1);
        offered();
        assertThatThrownBy(() -> orders.giveDateBack(order.id(), first().date()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("can still choose");
        outcomes.chooseMoney(order.id(), first());
        assertThatThrownBy(() -> around.sql
                        .sql("""
                                insert into makeup (id, ticket, missed, occasion, event, number, gave, made_at)
                                values (gen_random_uuid(), :ticket, :missed, :occasion, :event, 1, false, now())""")
                        .param(
                                "ticket",
                                orders.tickets(order.id()).getFirst().id().value())
                        .param("missed", first().date().value())
                        .param("occasion", instead().value())
                        .param("event", other.id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("came back in money");
    }
}

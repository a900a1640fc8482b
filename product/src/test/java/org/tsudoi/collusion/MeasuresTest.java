package org.tsudoi.collusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.collusion.Coaching.Coach;
import org.tsudoi.collusion.Coaching.Inside;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointLot;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Each measure does to points and money what it says, and undoes it.
@ProductTest
class MeasuresTest {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Duration SHORT = Duration.ofDays(6);
    private static final long PACK = 12_500;
    private static final long EACH = 2_500;
    private static final long BOUGHT = 5_000;

    private final Coaching coaching;
    private final Collusion collusion;
    private final Orders orders;
    private final Payouts payouts;
    private final Bookings bookings;
    private final Ledger ledger;
    private final List<RecurringJob> jobs;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final TestClock clock;
    private final MemberId operator = new MemberId(UUID.randomUUID());
    private final MemberId other = new MemberId(UUID.randomUUID());

    MeasuresTest(
            Coaching coaching,
            Collusion collusion,
            Orders orders,
            Payouts payouts,
            Bookings bookings,
            Ledger ledger,
            List<RecurringJob> jobs,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock) {
        this.coaching = coaching;
        this.collusion = collusion;
        this.orders = orders;
        this.payouts = payouts;
        this.bookings = bookings;
        this.ledger = ledger;
        this.jobs = jobs;
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalanceAndNothingIsLeftForOtherTests() {
        var someone = coaching.coach().id();
        collusion.cases(true, 1_000).forEach(it -> {
            var step = it.now() instanceof Case.Opened || it.now() instanceof Case.LookedAt ? Step.DISMISS : Step.LIFT;
            collusion.act(it.now().id(), step, "the test is over", someone);
        });
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private record Ring(Coach one, Coach other, CaseId id) {}

    /// A pack each. Of the first one so many were really held; to the rest nobody went. It was paid partly with points
    /// that were bought.
    private Ring ring(int met) {
        var one = coaching.coach();
        var other = coaching.coach();
        coaching.grant(one, PointLot.Kind.PAID, BOUGHT, SHORT);
        coaching.grant(one, PointLot.Kind.FREE, PACK - BOUGHT, SHORT);
        coaching.grant(other, PointLot.Kind.FREE, PACK, SHORT);
        var agreed = new ArrayList<Booking>();
        buy(one, other, met, 9, agreed);
        buy(other, one, 0, 12, agreed);
        clock.forward(Duration.ofDays(9));
        for (var booking : agreed) bookings.held(booking.id(), booking.terms().host());
        outbox.runDue();
        clock.forward(Duration.ofDays(2));
        collusion.look();
        return new Ring(one, other, CaseId.derive(List.of(one.id(), other.id()), 0));
    }

    private void buy(Coach buyer, Coach seller, int met, int hour, List<Booking> agreed) {
        var order = coaching.paidByPoints(buyer, coaching.placed(buyer, seller, Coaching.PACK, 5), PACK);
        int day = 2;
        for (var ticket : coaching.tickets(order)) {
            var at = coaching.at(day, hour);
            if (day++ - 2 >= met) {
                agreed.add(coaching.booked(buyer, seller, ticket, at));
            } else {
                var end = at.plus(Duration.ofMinutes(50));
                coaching.write(
                        buyer,
                        seller,
                        ticket,
                        at,
                        List.of(
                                new Inside(buyer.id(), false, at, at, end),
                                new Inside(seller.id(), true, at, at, end)));
            }
        }
        outbox.runDue();
    }

    private void done(CaseId id, Step... steps) {
        for (var step : steps) {
            assertThat(collusion.act(id, step, "seen: " + step, operator)).isInstanceOf(Collusion.Acting.Done.class);
        }
    }

    private void isPaidOut(Coach seller, long owed, long held, long available) {
        var balance = payouts.balance(seller.organiser(), YEN);
        assertThat(balance.owed()).as("owed").isEqualTo(Money.jpy(owed));
        assertThat(balance.notYetDue()).as("not yet due").isEqualTo(Money.jpy(0));
        assertThat(balance.held()).as("held").isEqualTo(Money.jpy(held));
        assertThat(balance.available()).as("available").isEqualTo(Money.jpy(available));
    }

    private Orders.Reducing spend(Coach buyer, Coach seller, long many) {
        var order = coaching.placed(buyer, seller, Coaching.ONE, 1);
        return orders.reduce(order.id(), new Reduction.ByPoints(buyer.member(), many));
    }

    @Test
    void givenPointsPayNothingWithinTheGroupAndBoughtOnesDo() {
        var ring = ring(0);
        coaching.grant(ring.one, PointLot.Kind.FREE, 6_000, Duration.ofDays(60));
        assertThat(spend(ring.one, ring.other, 1_000)).isInstanceOf(Orders.Reducing.Done.class);
        done(ring.id, Step.LOOK_AT, Step.STOP_EARNING);
        assertThat(spend(ring.one, ring.other, 1_000)).isEqualTo(new Orders.Reducing.BoughtPointsOnly(0));
        assertThat(spend(ring.one, coaching.coach(), 1_000)).isInstanceOf(Orders.Reducing.Done.class);
        coaching.grant(ring.one, PointLot.Kind.PAID, 1_500, Duration.ofDays(60));
        assertThat(spend(ring.one, ring.other, 1_500)).isInstanceOf(Orders.Reducing.Done.class);
        isPaidOut(ring.other, PACK, 0, PACK);
        done(ring.id, Step.LIFT);
        assertThat(spend(ring.one, ring.other, 1_000)).isInstanceOf(Orders.Reducing.Done.class);
    }

    @Test
    void whatPointsPaidForSessionsInQuestionWaitsAndWhatWasHeldIsPaidOut() {
        var ring = ring(1);
        isPaidOut(ring.one, PACK, 0, PACK);
        done(ring.id, Step.LOOK_AT, Step.STOP_EARNING, Step.HOLD_POINTS);
        isPaidOut(ring.one, PACK, PACK, 0);
        isPaidOut(ring.other, PACK, PACK - EACH, EACH);
        assertThat(collusion.act(ring.id, Step.REVERSE_BONUS, "why", operator))
                .as("one in ten was held")
                .isEqualTo(new Collusion.Acting.Refused(Collusion.Reason.LEVEL));
        assertThat(collusion.appeal(ring.id, "the line was bad", ring.one.id()))
                .isInstanceOf(Collusion.Acting.Done.class);
        isPaidOut(ring.one, PACK, PACK, 0);
        assertThat(collusion.act(ring.id, Step.LIFT, "so it was", other)).isInstanceOf(Collusion.Acting.Done.class);
        isPaidOut(ring.one, PACK, 0, PACK);
        isPaidOut(ring.other, PACK, 0, PACK);
    }

    @Test
    void aBonusIsTakenBackOnTheBooksAndGivenBackWhenTheCaseIsLifted() {
        var ring = ring(0);
        done(ring.id, Step.LOOK_AT, Step.STOP_EARNING, Step.HOLD_POINTS, Step.REVERSE_BONUS);
        isPaidOut(ring.one, 0, 0, 0);
        isPaidOut(ring.other, BOUGHT, 0, BOUGHT);
        // What is told of each step waits in the outbox, once for each of the two.
        assertThat(sql.sql("select count(*) from outbox where topic = 'notices.collusion' and key like :case")
                        .param("case", ring.id + ":%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
        daily().run();
        isPaidOut(ring.other, BOUGHT, 0, BOUGHT);
        assertThat(collusion.appeal(ring.id, "we met in a park", ring.other.id()))
                .isInstanceOf(Collusion.Acting.Done.class);
        isPaidOut(ring.one, 0, 0, 0);
        assertThat(collusion.act(ring.id, Step.LIFT, "so it was", other)).isInstanceOf(Collusion.Acting.Done.class);
        isPaidOut(ring.one, PACK, 0, PACK);
        isPaidOut(ring.other, PACK, 0, PACK);
    }

    @Test
    void aClosedCaseIsForgottenInTheEndAndAnOpenOneIsNot() {
        var ring = ring(0);
        var forgetting = jobs.stream()
                .filter(job -> job.name().equals("collusion-forget"))
                .findFirst()
                .orElseThrow();
        done(ring.id, Step.LOOK_AT);
        movedDaysEarlier(ring.id, 2 * 365 + 1);
        forgetting.run();
        assertThat(collusion.find(ring.id)).isPresent();
        done(ring.id, Step.DISMISS);
        movedDaysEarlier(ring.id, 2 * 365 - 1);
        forgetting.run();
        assertThat(collusion.find(ring.id)).isPresent();
        movedDaysEarlier(ring.id, 2);
        forgetting.run();
        assertThat(collusion.find(ring.id)).isEmpty();
    }

    private void movedDaysEarlier(CaseId id, int days) {
        sql.sql("update collusion_case set moved_at = moved_at - :days * interval '1 day' where id = :id")
                .param("days", days)
                .param("id", id.value())
                .update();
    }

    @Test
    void nobodyHoldsPointsForEverByDecidingNothing() {
        var ring = ring(0);
        done(ring.id, Step.LOOK_AT, Step.STOP_EARNING, Step.HOLD_POINTS);
        clock.forward(Collusion.HELD_AT_MOST.minusDays(1));
        daily().run();
        isPaidOut(ring.one, PACK, PACK, 0);
        clock.forward(Duration.ofDays(2));
        daily().run();
        assertThat(collusion.find(ring.id).orElseThrow().now()).isInstanceOf(Case.Lifted.class);
        isPaidOut(ring.one, PACK, 0, PACK);
    }

    private RecurringJob daily() {
        return jobs.stream()
                .filter(job -> job.name().equals("collusion-daily"))
                .findFirst()
                .orElseThrow();
    }
}

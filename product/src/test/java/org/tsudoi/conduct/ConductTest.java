package org.tsudoi.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.stages.Hindrance;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.stages.Teaching;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What follows from suspension and expulsion, who may decide it, and that it is finished after a crash.
@ProductTest
class ConductTest {
    private final Sanctions sanctions;
    private final Conduct conduct;
    private final Teaching teaching;
    private final StageSetting people;
    private final Market market;
    private final Salon salon;
    private final Orders orders;
    private final Events events;
    private final Points points;
    private final List<RecurringJob> jobs;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;

    ConductTest(
            Sanctions sanctions,
            Conduct conduct,
            Teaching teaching,
            StageSetting people,
            Market market,
            Salon salon,
            Orders orders,
            Events events,
            Points points,
            List<RecurringJob> jobs,
            OutboxRunner outbox,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.sanctions = sanctions;
        this.conduct = conduct;
        this.teaching = teaching;
        this.people = people;
        this.market = market;
        this.salon = salon;
        this.orders = orders;
        this.events = events;
        this.points = points;
        this.jobs = jobs;
        this.outbox = outbox;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private MemberId operator() {
        return people.somebody().id();
    }

    private SanctionId suspend(MemberId member, Duration length, boolean hosted, boolean booked) {
        var now = clock.instant();
        var id = new SanctionId(ids.next());
        sanctions.decide(
                id,
                new Sanction.Decision(
                        member,
                        Sanction.Kind.SUSPENSION,
                        "said so",
                        now,
                        Optional.of(now.plus(length)),
                        hosted,
                        booked,
                        operator(),
                        now));
        return id;
    }

    private SanctionId propose(MemberId member, MemberId by) {
        var now = clock.instant();
        var id = new SanctionId(ids.next());
        sanctions.decide(
                id,
                new Sanction.Decision(
                        member, Sanction.Kind.EXPULSION, "pretended", now, Optional.empty(), true, true, by, now));
        return id;
    }

    private SanctionId expel(MemberId member) {
        var id = propose(member, operator());
        sanctions.confirm(id, operator());
        return id;
    }

    private void followed() {
        jobs.stream()
                .filter(job -> job.name().equals("conduct-follow-sanctions"))
                .forEach(RecurringJob::run);
        outbox.runDue();
    }

    private Consequences left(SanctionId id) {
        return conduct.left(sanctions.find(id).orElseThrow());
    }

    /// As somebody who has signed in.
    private Order bought(Member buyer, Event event) {
        var placed = orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                List.of(new org.tsudoi.contact.PersonName("山田 花子")),
                new Order.Buyer(
                        buyer.id(), new org.tsudoi.contact.PersonName("山田 花子"), buyer.email(), buyer.locale())));
        if (!(placed instanceof Orders.Placing.Placed(var order))) throw new AssertionError("not placed: " + placed);
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        return orders.askAgain(order.id());
    }

    private EventId draftOf(OrganiserId organiser) {
        return events.duplicate(market.event(organiser, 5, Duration.ofDays(2)).id());
    }

    @Test
    void whoIsSuspendedSellsNothingMoreAndGoesOnAfterwards() {
        var organiser = market.organiser();
        var owner = people.owner(organiser);
        var event = market.event(organiser, 5, Duration.ofDays(30));
        var draft = draftOf(organiser);
        var paid = market.paid(event.id(), 1);
        suspend(owner, Duration.ofDays(5), false, false);
        assertThat(teaching.hinders(organiser)).contains(Hindrance.BARRED);
        assertThatThrownBy(() -> events.publish(draft)).hasMessageContaining("stages.error.barred");
        assertThatThrownBy(() -> sql.sql("update event set state = 'published', published_at = :now where id = :id")
                        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .param("id", draft.value())
                        .update())
                .hasMessageContaining("event_is_published_by_who_may");
        followed();
        assertThat(events.get(event.id())).isInstanceOf(Event.Closed.class);
        assertThat(market.place(event.id(), 1)).isInstanceOf(Orders.Placing.NotOnSale.class);
        assertThat(orders.get(paid.id())).isInstanceOf(Order.Paid.class);
        clock.forward(Duration.ofDays(5));
        TownProcess.running().sameTimeAs(clock);
        followed();
        assertThat(events.get(event.id())).isInstanceOf(Event.Published.class);
        events.publish(draft);
    }

    /// Before the job has noted that it is over.
    @Test
    void whoeverOpensSalesByHandAtTheVeryEndOfASuspensionDoes() {
        var organiser = market.organiser();
        var event = market.event(organiser, 5, Duration.ofDays(30));
        var id = suspend(people.owner(organiser), Duration.ofDays(5), false, false);
        followed();
        assertThat(events.get(event.id())).isInstanceOf(Event.Closed.class);
        assertThatThrownBy(() -> events.reopen(event.id())).hasMessageContaining("stages.error.barred");
        clock.forward(Duration.ofDays(5));
        events.reopen(event.id());
        assertThat(events.get(event.id())).isInstanceOf(Event.Published.class);
        followed();
        assertThat(events.get(event.id())).isInstanceOf(Event.Published.class);
        assertThat(sanctions.find(id).orElseThrow()).isInstanceOf(Sanction.Ended.class);
        assertThat(sanctions.history(id).stream().map(Sanctions.Step::what))
                .containsOnlyOnce("ended-over")
                .contains(Sanctions.RESTORED);
    }

    @Test
    void whoIsExpelledLosesWhatIsToComeAndEverybodyIsRefundedInFull() {
        var organiser = market.organiser();
        var owner = people.owner(organiser);
        var hosted = market.event(organiser, 5, Duration.ofDays(3));
        var buyers = market.paid(hosted.id(), 2);
        var expelled = salon.member();
        var other = market.event(market.organiser(), 5, Duration.ofDays(3));
        var own = bought(expelled, other);
        give(expelled.id(), PointLot.Kind.FREE, 500);
        give(expelled.id(), PointLot.Kind.PAID, 300);
        sql.sql("update organiser_person set member_id = :to where member_id = :from")
                .param("to", expelled.id().value())
                .param("from", owner.value())
                .update();
        assertThat(conduct.of(expelled.id())).satisfies(all -> {
            assertThat(all.meetings()).isEqualTo(1);
            assertThat(all.hostedBack()).containsExactly(Money.jpy(3000));
            assertThat(all.bookings()).isEqualTo(1);
            assertThat(all.bookedBack()).containsExactly(Money.jpy(1500));
            assertThat(all.freePoints()).isEqualTo(500);
            assertThat(all.paidPoints()).isEqualTo(300);
            assertThat(all.owed()).hasSize(1);
        });
        var id = propose(expelled.id(), operator());
        followed();
        assertThat(events.get(hosted.id())).isInstanceOf(Event.Published.class);
        sanctions.confirm(id, operator());
        followed();
        followed();
        assertThat(events.get(hosted.id())).isInstanceOf(Event.Cancelled.class);
        assertThat(orders.get(buyers.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(orders.get(own.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(orders.totals(other.id()).refunded()).isEqualTo(Money.jpy(1500));
        assertThat(points.wallet(expelled.id()).of(PointLot.Kind.FREE)).isZero();
        assertThat(points.wallet(expelled.id()).of(PointLot.Kind.PAID)).isEqualTo(300);
        assertThat(left(id).isDone()).isTrue();
        assertThat(sanctions.history(id).stream().map(Sanctions.Step::what))
                .containsExactly("proposed", "confirmed", "carried-out");
    }

    private void give(MemberId member, PointLot.Kind kind, long many) {
        points.grant(new Points.Grant(
                new PointLotId(ids.next()),
                member,
                kind,
                many,
                "gift",
                clock.instant().plus(Duration.ofDays(90)),
                operator().toString()));
    }

    /// What a crash left, and what comes back or is bought afterwards, is done by the next run.
    @Test
    void whatIsLeftIsDoneByTheNextRun() {
        var expelled = salon.member();
        var event = market.event(market.organiser(), 9, Duration.ofDays(3));
        var id = expel(expelled.id());
        followed();
        assertThat(left(id).isDone()).isTrue();
        bought(expelled, event);
        give(expelled.id(), PointLot.Kind.FREE, 40);
        assertThat(left(id).isDone()).isFalse();
        followed();
        give(expelled.id(), PointLot.Kind.FREE, 40);
        followed();
        assertThat(left(id).isDone()).isTrue();
        assertThat(sanctions.history(id).stream().filter(step -> step.what().equals("carried-out")))
                .hasSize(1);
    }

    @Test
    void anExpulsionNeedsASecondOperatorAndOneOfTwoIsFaster() throws Exception {
        var member = salon.member().id();
        var proposer = operator();
        var id = propose(member, proposer);
        assertThat(sanctions.isBarred(member)).isFalse();
        assertThatThrownBy(() -> sanctions.confirm(id, proposer)).hasMessageContaining("conduct.error.second");
        assertThatThrownBy(() -> sanctions.confirm(id, member)).hasMessageContaining("conduct.error.second");
        assertThatThrownBy(() -> sql.sql("""
                        update sanction set state = 'in_force', second = decided_by, second_at = decided_at
                        where id = :id""").param("id", id.value()).update()).hasMessageContaining("sanction_by_two");
        assertThatThrownBy(() -> sql.sql("update sanction set state = 'in_force' where id = :id")
                        .param("id", id.value())
                        .update())
                .hasMessageContaining("sanction_state");
        assertThatThrownBy(() -> sql.sql("delete from sanction").update()).isInstanceOf(DataAccessException.class);
        var one = operator();
        var other = operator();
        Callable<Boolean> confirms = () -> happens(() -> sanctions.confirm(id, one));
        Callable<Boolean> refuses = () -> happens(() -> sanctions.refuse(id, other));
        try (var both = Executors.newFixedThreadPool(2)) {
            var confirmed = both.submit(confirms);
            var refused = both.submit(refuses);
            assertThat(confirmed.get() ^ refused.get()).isTrue();
            assertThat(sanctions.isBarred(member)).isEqualTo(confirmed.get());
        }
        assertThatThrownBy(() -> propose(proposer, proposer)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean happens(Runnable step) {
        try {
            step.run();
            return true;
        } catch (Problem _) {
            return false;
        }
    }

    @Test
    void oneDecisionOfAKindStandsAtATime() {
        var member = salon.member().id();
        var first = suspend(member, Duration.ofDays(3), false, false);
        assertThatThrownBy(() -> suspend(member, Duration.ofDays(9), false, false))
                .hasMessageContaining("conduct.error.stands");
        sanctions.lift(first, operator());
        suspend(member, Duration.ofDays(9), false, false);
        assertThat(sanctions.of(member)).hasSize(2);
    }

    @Test
    void anAppealIsSentOnceAndAnsweredByAnotherOperator() {
        var member = salon.member().id();
        var decider = operator();
        var now = clock.instant();
        var id = new SanctionId(ids.next());
        sanctions.decide(
                id,
                new Sanction.Decision(
                        member, Sanction.Kind.SUSPENSION, "x", now, Optional.empty(), false, false, decider, now));
        assertThatThrownBy(() -> sanctions.appeal(id, decider, "no")).isInstanceOf(Problem.class);
        sanctions.appeal(id, member, "It was not me.");
        assertThatThrownBy(() -> sanctions.appeal(id, member, "again")).hasMessageContaining("conduct.error.appealed");
        assertThatThrownBy(() -> sanctions.answer(id, decider, "no", false))
                .hasMessageContaining("conduct.error.answer");
        assertThatThrownBy(() -> sanctions.answer(id, member, "yes", true))
                .hasMessageContaining("conduct.error.answer");
        assertThat(sanctions.answer(id, operator(), "You are right.", true)).isInstanceOf(Sanction.Ended.class);
        assertThat(sanctions.isBarred(member)).isFalse();
        assertThat(((Sanction.Ended) sanctions.find(id).orElseThrow())
                        .appeal()
                        .orElseThrow()
                        .answer()
                        .orElseThrow()
                        .words())
                .isEqualTo("You are right.");
        assertThat(sql.sql(
                                "select count(*) from sanction where id = :id and position('right' in encode(answer_sealed, 'escape')) > 0")
                        .param("id", id.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void membershipsRestDuringASuspensionAndEndWithUnusedDaysBackOnExpulsion() {
        var plan = salon.plan(market.organiser(), FirstMonth.FULL, new Anchor.DayOfJoining(), 3000);
        var member = salon.member();
        var membership = salon.joinByCard(plan, member, Salon.GOOD);
        assertThat(membership).isInstanceOf(Membership.Active.class);
        suspend(member.id(), Duration.ofDays(3), false, false);
        followed();
        assertThat(salon.now(membership)).isInstanceOf(Membership.Suspended.class);
        clock.forward(Duration.ofDays(3));
        TownProcess.running().sameTimeAs(clock);
        followed();
        assertThat(salon.now(membership)).isInstanceOf(Membership.Active.class);
        followed();
        expel(member.id());
        followed();
        assertThat(salon.now(membership)).isInstanceOf(Membership.Ended.class);
        long back = sql.sql("select sum(back) from membership_charge where membership = :id")
                .param("id", membership.id().value())
                .query(Long.class)
                .single();
        assertThat(back).isBetween(2000L, 2999L);
    }
}

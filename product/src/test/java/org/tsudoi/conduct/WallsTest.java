package org.tsudoi.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.CameBackInMoney;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.Counter;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What suspension and expulsion leave behind: sales that were held, meetings without a host, points that were bought.
@ProductTest
class WallsTest {
    private static final long MUCH = 100_000_000;

    private final Sanctions sanctions;
    private final Conduct conduct;
    private final KeptMeetings kept;
    private final HeldSales held;
    private final Settlements settlements;
    private final StageSetting people;
    private final Market market;
    private final CourseMarket courses;
    private final SessionMarket sessions;
    private final Counter counter;
    private final Events events;
    private final Orders orders;
    private final Payments payments;
    private final Points points;
    private final PointSales sales;
    private final List<RecurringJob> jobs;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;

    WallsTest(
            Sanctions sanctions,
            Conduct conduct,
            KeptMeetings kept,
            HeldSales held,
            Settlements settlements,
            StageSetting people,
            Market market,
            CourseMarket courses,
            SessionMarket sessions,
            Counter counter,
            Events events,
            Orders orders,
            Payments payments,
            Points points,
            PointSales sales,
            List<RecurringJob> jobs,
            OutboxRunner outbox,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.sanctions = sanctions;
        this.conduct = conduct;
        this.kept = kept;
        this.held = held;
        this.settlements = settlements;
        this.people = people;
        this.market = market;
        this.courses = courses;
        this.sessions = sessions;
        this.counter = counter;
        this.events = events;
        this.orders = orders;
        this.payments = payments;
        this.points = points;
        this.sales = sales;
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

    private SanctionId decided(MemberId member, Sanction.Kind kind, Optional<Instant> until) {
        var id = new SanctionId(ids.next());
        boolean forGood = kind == Sanction.Kind.EXPULSION;
        var now = clock.instant();
        sanctions.decide(
                id, new Sanction.Decision(member, kind, "said so", now, until, forGood, forGood, operator(), now));
        if (forGood) sanctions.confirm(id, operator());
        return id;
    }

    private SanctionId suspend(MemberId member, Duration length) {
        return decided(
                member, Sanction.Kind.SUSPENSION, Optional.of(clock.instant().plus(length)));
    }

    private SanctionId expel(MemberId member) {
        return decided(member, Sanction.Kind.EXPULSION, Optional.empty());
    }

    private void followed() {
        jobs.stream()
                .filter(job -> job.name().equals("conduct-follow-sanctions"))
                .forEach(RecurringJob::run);
        outbox.runDue();
    }

    private void forward(Duration by) {
        clock.forward(by);
        TownProcess.running().sameTimeAs(clock);
    }

    private Sanction.InForce inForce(SanctionId id) {
        return (Sanction.InForce) sanctions.find(id).orElseThrow();
    }

    @Test
    void aSaleThatWasHeldGoesOnUnlessItsOrganiserClosedItThemselves() {
        var organiser = market.organiser();
        var goesOn = market.event(organiser, 5, Duration.ofDays(90)).id();
        var closedBefore = market.event(organiser, 5, Duration.ofDays(90)).id();
        var closedMeanwhile = market.event(organiser, 5, Duration.ofDays(90)).id();
        events.close(closedBefore);
        suspend(people.owner(organiser), Duration.ofDays(5));
        followed();
        assertThat(held.isHeld(goesOn)).isTrue();
        assertThat(held.isHeld(closedBefore)).isFalse();
        held.stayClosed(closedMeanwhile);
        forward(Duration.ofDays(5));
        followed();
        assertThat(events.get(goesOn)).isInstanceOf(Event.Published.class);
        assertThat(events.get(closedBefore)).isInstanceOf(Event.Closed.class);
        assertThat(events.get(closedMeanwhile)).isInstanceOf(Event.Closed.class);
    }

    /// Opened by hand as soon as they may, and closed by hand again, before any job has run.
    @Test
    void aLaterClosingIsNotOurs() {
        var organiser = market.organiser();
        var event = market.event(organiser, 5, Duration.ofDays(90)).id();
        suspend(people.owner(organiser), Duration.ofDays(5));
        followed();
        forward(Duration.ofDays(5));
        sanctions.endOver();
        events.reopen(event);
        forward(Duration.ofMinutes(1));
        events.close(event);
        followed();
        assertThat(events.get(event)).isInstanceOf(Event.Closed.class);
        assertThat(held.isHeld(event)).isFalse();
    }

    @Test
    void nothingIsRememberedOfWhoIsExpelledOrOfWhatIsOver() {
        var selling = market.organiser();
        var expelled = people.owner(selling);
        var session = market.sessions(selling);
        var suspended = market.organiser();
        var over = market.event(suspended, 5, Duration.ofDays(2)).id();
        expel(expelled);
        suspend(people.owner(suspended), Duration.ofDays(30));
        followed();
        assertThat(events.get(session.id())).isInstanceOf(Event.Closed.class);
        assertThat(held.isHeld(session.id())).isFalse();
        assertThat(held.isHeld(over)).isTrue();
        forward(Duration.ofDays(3));
        followed();
        assertThat(held.isHeld(over)).isFalse();
    }

    private long owedTo(Order order) {
        return orders.totals(order.terms().event()).refunded().minorUnits();
    }

    @Test
    void aMeetingThatStaysIsLedBySomebodyElseOrCalledOffADayBefore() {
        var organiser = market.organiser();
        var owner = people.owner(organiser);
        var led = market.event(organiser, 5, Duration.ofDays(10));
        var alone = market.event(organiser, 5, Duration.ofDays(10));
        var later = market.event(organiser, 5, Duration.ofDays(50));
        var kind = market.paid(led.id(), 1);
        var sad = market.paid(alone.id(), 1);
        var id = suspend(owner, Duration.ofDays(30));
        assertThat(kept.of(inForce(id)))
                .extracting(one -> one.event().id())
                .containsExactlyInAnyOrder(led.id(), alone.id());
        assertThat(kept.of(inForce(id))).allSatisfy(one -> {
            assertThat(one.isLed()).isFalse();
            assertThat(one.calledOffAt()).isEqualTo(one.begins().minus(Duration.ofDays(1)));
        });
        var other = suspendedSomebody();
        var host = people.somebody().id();
        var operator = operator();
        assertThat(kept.name(id, led.id(), other, operator)).isEqualTo(KeptMeetings.Naming.BARRED);
        assertThat(kept.name(id, later.id(), host, operator)).isEqualTo(KeptMeetings.Naming.NOT_KEPT);
        assertThat(kept.name(id, led.id(), host, operator)).isEqualTo(KeptMeetings.Naming.NAMED);
        assertThat(events.hostedBy(host)).extracting(Event::id).containsExactly(led.id());
        followed();
        assertThat(events.get(alone.id())).isInstanceOf(Event.Closed.class);
        forward(Duration.ofDays(9).plusHours(1));
        followed();
        followed();
        assertThat(events.get(alone.id())).isInstanceOf(Event.Cancelled.class);
        assertThat(orders.get(sad.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(owedTo(sad)).isEqualTo(1500);
        assertThat(events.get(led.id())).isInstanceOf(Event.Closed.class);
        assertThat(orders.get(kind.id())).isInstanceOf(Order.Paid.class);
        assertThat(events.get(later.id())).isInstanceOf(Event.Closed.class);
        assertThat(kept.name(id, alone.id(), host, operator)).isEqualTo(KeptMeetings.Naming.NOT_KEPT);
        assertThat(sanctions.history(id).stream().map(Sanctions.Step::what)).contains("host-named");
    }

    private MemberId suspendedSomebody() {
        var member = people.somebody().id();
        suspend(member, Duration.ofDays(100));
        return member;
    }

    @Test
    void anOperatorHasTwoHoursToFindSomebodyWhereItBeginsSoon() {
        var organiser = market.organiser();
        var soon = market.event(organiser, 5, Duration.ofHours(5)).id();
        suspend(people.owner(organiser), Duration.ofDays(30));
        followed();
        assertThat(events.get(soon)).isInstanceOf(Event.Closed.class);
        forward(Duration.ofHours(2));
        followed();
        assertThat(events.get(soon)).isInstanceOf(Event.Cancelled.class);
    }

    @Test
    void ofACourseThatRunsTheDatesWithinASuspensionAreCalledOffAlone() {
        var organiser = market.organiser();
        var course = courses.course(organiser, 4, Money.jpy(10_000), CourseRules.USUAL)
                .id();
        var order = market.paid(course, 1);
        clock.forwardTo(courses.date(course, 1).end());
        TownProcess.running().sameTimeAs(clock);
        suspend(people.owner(organiser), Duration.ofDays(8));
        for (int day = 0; day < 10; day++) {
            followed();
            forward(Duration.ofDays(1));
            TownProcess.running().sameTimeAs(clock);
        }
        assertThat(courses.courseOf(course).dates())
                .extracting(CourseDate::calledOff)
                .containsExactly(false, true, false, false);
        assertThat(events.get(course)).isNotInstanceOf(Event.Cancelled.class);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(owedTo(order)).isEqualTo(2_500);
    }

    @Test
    void anExpulsionCallsOffTheDatesToComeOfACourseThatRunsAndGivesThemBack() {
        var organiser = market.organiser();
        var running = courses.course(organiser, 4, Money.jpy(10_000), CourseRules.USUAL)
                .id();
        var order = market.paid(running, 2);
        clock.forwardTo(courses.date(running, 1).end());
        TownProcess.running().sameTimeAs(clock);
        var ahead = courses.course(organiser, 2, Money.jpy(3_000), CourseRules.USUAL)
                .id();
        var other = market.paid(ahead, 1);
        var owner = people.owner(organiser);
        assertThat(conduct.of(owner).meetings()).isEqualTo(2);
        assertThat(conduct.of(owner).hostedBack())
                .as("three of four dates of two places, and all of the other course")
                .containsExactly(Money.jpy(15_000 + 3_000));
        var id = expel(owner);
        followed();
        followed();
        assertThat(courses.courseOf(running).dates())
                .extracting(CourseDate::calledOff)
                .containsExactly(false, true, true, true);
        assertThat(events.get(running)).isNotInstanceOf(Event.Cancelled.class);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(owedTo(order)).isEqualTo(15_000);
        assertThat(events.get(ahead)).as("nothing of it was held").isInstanceOf(Event.Cancelled.class);
        assertThat(owedTo(other)).isEqualTo(3_000);
        assertThat(conduct.of(owner).meetings()).isZero();
        assertThat(sanctions.history(id).stream().map(Sanctions.Step::what)).contains("carried-out");
    }

    private long paid(Member member) {
        return points.wallet(member.id()).of(PointLot.Kind.PAID);
    }

    @Test
    void boughtPointsOfWhoIsExpelledArePaidBackByTwoOperators() {
        counter.opened(MUCH);
        var member = counter.member();
        var order = counter.bought(member, counter.pack(1000, 0));
        counter.spent(member, 300, market.organiser());
        var id = expel(member.id());
        followed();
        assertThat(settlements.rest(member.id()).back()).isEqualTo(700);
        var one = operator();
        var settlement = new SettlementId(ids.next());
        assertThatThrownBy(() -> settlements.propose(settlement, id, member.id()))
                .isInstanceOf(Problem.class);
        settlements.propose(settlement, id, one);
        assertThat(settlements.propose(settlement, id, one)).isInstanceOf(Settlement.Proposed.class);
        assertThatThrownBy(() -> settlements.propose(new SettlementId(ids.next()), id, one))
                .hasMessageContaining("conduct.error.decided");
        assertThatThrownBy(() -> settlements.confirm(settlement, one)).hasMessageContaining("conduct.error.second");
        assertThat(paid(member)).isEqualTo(700);
        long owedBack = counter.owed(CameBackInMoney.OWED_BACK);
        settlements.confirm(settlement, operator());
        assertThatThrownBy(() -> settlements.confirm(settlement, operator()))
                .hasMessageContaining("conduct.error.decided");
        outbox.runDue();
        assertThat(paid(member)).isZero();
        assertThat(points.backing().isSound()).isTrue();
        assertThat(counter.owed(CameBackInMoney.OWED_BACK)).isEqualTo(owedBack);
        var refunds = payments.refundsFor(order.toString());
        assertThat(refunds).hasSize(1);
        assertThat(refunds.getFirst().terms().amount()).isEqualTo(Money.jpy(700));
        assertThat(refunds.getFirst().terms().why()).isEqualTo(Refund.Reason.POINTS_SETTLED);
        assertThat(sanctions.history(id).stream().map(Sanctions.Step::what))
                .containsSubsequence("points-proposed", "points-settled");
    }

    @Test
    void theDatabaseLetsNobodySettleAloneOrWithWhoIsNotExpelled() {
        counter.opened(MUCH);
        var member = counter.member();
        counter.bought(member, counter.pack(500, 0));
        var suspension = suspend(member.id(), Duration.ofDays(3));
        assertThatThrownBy(() -> settlements.propose(new SettlementId(ids.next()), suspension, operator()))
                .hasMessageContaining("standing.points.error.notExpelled");
        assertThatThrownBy(() -> row(suspension, member.id(), operator()))
                .hasMessageContaining("point_settlement_of_the_expelled");
        var expulsion = expel(member.id());
        assertThatThrownBy(() -> row(expulsion, member.id(), member.id()))
                .hasMessageContaining("point_settlement_of_another");
        var id = new SettlementId(ids.next());
        settlements.propose(id, expulsion, operator());
        assertThatThrownBy(() -> sql.sql("""
                        update point_settlement set state = 'done', second = proposed_by, second_at = proposed_at, back = 1
                        where id = :id""").param("id", id.value()).update())
                .hasMessageContaining("point_settlement_by_two");
        sanctions.lift(expulsion, operator());
        assertThatThrownBy(() -> settlements.confirm(id, operator()))
                .hasMessageContaining("standing.points.error.notExpelled");
        assertThat(paid(member)).isEqualTo(500);
    }

    private void row(SanctionId sanction, MemberId member, MemberId by) {
        sql.sql("""
                        insert into point_settlement (id, sanction, member, points, state, proposed_by, proposed_at)
                        values (:id, :sanction, :member, 5, 'proposed', :by, now())""")
                .param("id", UUID.randomUUID())
                .param("sanction", sanction.value())
                .param("member", member.value())
                .param("by", by.value())
                .update();
    }

    @Test
    void whatIsNotSoldOnTheRuleOfSixMonthsStays() {
        counter.opened(SaleTerms.Ground.OWN_USE, MUCH);
        var member = counter.member();
        counter.bought(member, counter.pack(500, 0));
        var id = expel(member.id());
        var rest = settlements.rest(member.id());
        assertThat(rest.back()).isZero();
        assertThat(rest.kept()).isEqualTo(500);
        assertThatThrownBy(() -> settlements.propose(new SettlementId(ids.next()), id, operator()))
                .hasMessageContaining("standing.points.error.nothing");
        assertThat(sales.oddities().stream().filter(odd -> odd.member().equals(member.id())))
                .isEmpty();
    }

    /// What pages lead to the stage by, whatever the words.
    @Test
    void whoMayNotTeachIsRefusedByATypeOfItsOwn() {
        var organiser = market.organiser();
        var event = market.event(organiser, 5, Duration.ofDays(3)).id();
        events.close(event);
        suspend(people.owner(organiser), Duration.ofDays(2));
        assertThatThrownBy(() -> events.reopen(event))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.code()).isEqualTo(ProblemCode.MAY_NOT_TEACH));
    }

    /// What was used long ago is not looked at any more.
    @Test
    void onlySessionsOfWhichSomethingIsToComeAreRead() {
        var two = sessions.two();
        var event = two.sessions();
        var order = sessions.bought(two, 0, 1);
        assertThat(orders.openSessionsOf(List.of(event.id()), clock.instant().minus(Duration.ofDays(1))))
                .containsExactly(order.id());
        sql.sql("update orders set completed_at = paid_at where id = :id")
                .param("id", order.id().value())
                .update();
        assertThat(orders.openSessionsOf(List.of(event.id()), clock.instant().minus(Duration.ofDays(1))))
                .isEmpty();
    }
}

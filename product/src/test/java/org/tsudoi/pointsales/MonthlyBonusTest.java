package org.tsudoi.pointsales;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Free points for each paid month of full membership.
@ProductTest
class MonthlyBonusTest {
    private final Salon salon;
    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Points points;
    private final PointSales sales;
    private final Market market;
    private final TestClock clock;

    MonthlyBonusTest(
            Salon salon,
            MonthlyPlans plans,
            Memberships memberships,
            Points points,
            PointSales sales,
            Market market,
            TestClock clock) {
        this.salon = salon;
        this.plans = plans;
        this.memberships = memberships;
        this.points = points;
        this.sales = sales;
        this.market = market;
        this.clock = clock;
    }

    @BeforeEach
    void twoHundredAMonth() {
        salon.alone();
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        var none = SaleTerms.NONE;
        sales.set(
                new SaleTerms(
                        false,
                        none.ground(),
                        "",
                        none.lifeMonths(),
                        none.limits(),
                        new SaleTerms.Bonus(200, 90),
                        none.toldBefore()),
                new MemberId(UUID.randomUUID()));
    }

    @AfterEach
    void none() {
        sales.set(SaleTerms.NONE, new MemberId(UUID.randomUUID()));
    }

    private MonthlyPlan plan(MonthlyPlan.Kind kind) {
        return plans.open(new MonthlyPlans.Wish(
                new MonthlyPlanId(UUID.randomUUID()),
                market.organiser(),
                kind,
                "正会員",
                "すべてに参加できます。",
                Salon.terms(FirstMonth.FULL, new Anchor.DayOfJoining()),
                Money.jpy(1100),
                "mem_owner"));
    }

    private long free(Member member) {
        return points.wallet(member.id()).of(PointLot.Kind.FREE);
    }

    @Test
    void eachPaidMonthOfFullMembershipBringsThemOnce() {
        var member = salon.member();
        var joined = salon.joinByCard(plan(MonthlyPlan.Kind.PLATFORM), member, Salon.GOOD);
        assertThat(free(member)).isEqualTo(200);
        salon.jobs();
        assertThat(free(member)).isEqualTo(200);
        salon.until(joined.agreement().calendar().start(1));
        assertThat(free(member)).isEqualTo(400);
    }

    @Test
    void otherMembershipsBringNone() {
        var member = salon.member();
        salon.joinByCard(plan(MonthlyPlan.Kind.SALON), member, Salon.GOOD);
        assertThat(free(member)).isZero();
    }

    @Test
    void whatIsUnusedGoesWhenTheMonthIsGivenBack() {
        var member = salon.member();
        var joined = salon.joinByCard(plan(MonthlyPlan.Kind.PLATFORM), member, Salon.GOOD);
        memberships.leaveAtOnce(joined.id(), "test");
        salon.jobs();
        assertThat(free(member)).isZero();
        assertThat(points.statement(member.id(), 1).getFirst().what()).isEqualTo(Points.What.TAKEN);
    }
}

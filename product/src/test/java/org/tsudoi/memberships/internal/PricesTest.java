package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.Memberships.Joined;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans.Announcing;
import org.tsudoi.memberships.MonthlyPlans.Withdrawing;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.TaxRule;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Problem;

/// Tokyo, ¥1,000 a month, billed on the first: other prices, other terms, and who knows of them.
class PricesTest {
    private static final Anchor FIRST = new Anchor.FixedDay(1);
    private static final LocalDate RAISED = LocalDate.of(2028, 4, 1);

    private final Club club = new Club("2027-01-31T03:00:00Z");
    private final MonthlyPlan plan = club.plan(FirstMonth.FULL, FIRST);

    private Membership joinedAYearLater() {
        club.until("2028-02-10T03:00:00Z");
        return club.join(plan);
    }

    private Announcing announce(long yen, LocalDate from) {
        return club.plans.announce(plan.id(), Money.jpy(yen), from, "owner");
    }

    private List<Membership> toldOf(LocalDate from) {
        return club.sql
                .sql("""
                        select t.membership from monthly_price_told t join monthly_price p on p.id = t.price where p.valid_from = :from
                        """)
                .param("from", from)
                .query((row, _) -> club.memberships.get(new MembershipId(Columns.uuid(row, "membership"))))
                .list();
    }

    @Test
    void noPriceComesThatNobodyWouldBeToldOf() {
        var membership = joinedAYearLater();
        assertThat(club.unheardPlans().announce(plan.id(), Money.jpy(1200), RAISED, "owner"))
                .isInstanceOf(Announcing.NobodyTells.class);
        assertThat(toldOf(RAISED)).isEmpty();
        assertThat(club.memberships.coming(membership.id(), 3))
                .extracting(Fee::amount)
                .containsOnly(Money.jpy(1000));
    }

    @Test
    void whoWasToldIsKnownAndIsToldThatItDoesNotCome() {
        var membership = joinedAYearLater();
        assertThat(announce(12_000, RAISED))
                .isInstanceOfSatisfying(
                        Announcing.Announced.class, it -> assertThat(it.told()).isEqualTo(1));
        var other = club.join(plan);
        assertThat(toldOf(RAISED)).containsExactlyInAnyOrder(membership, other);
        assertThat(club.plans.withdraw(plan.id(), RAISED, "owner")).isInstanceOf(Withdrawing.Withdrawn.class);
        assertThat(club.told).filteredOn(it -> it.what() == What.PRICE_CHANGES).hasSize(1);
        assertThat(club.told).filteredOn(it -> it.what() == What.PRICE_STAYS).hasSize(2);
        assertThat(club.memberships.coming(membership.id(), 3))
                .extracting(Fee::amount)
                .containsOnly(Money.jpy(1000));
        club.clock.forward(Duration.ofHours(1));
        assertThat(announce(1_200, RAISED)).isInstanceOf(Announcing.Announced.class);
        assertThat(club.memberships.coming(membership.id(), 3))
                .extracting(Fee::amount)
                .containsExactly(Money.jpy(1000), Money.jpy(1200), Money.jpy(1200));
        club.until("2028-03-31T15:00:00Z");
        assertThat(club.plans.withdraw(plan.id(), RAISED, "owner")).isInstanceOf(Withdrawing.TooLate.class);
    }

    @Test
    void aLowerPriceComesAtAnyTimeAndHoldsForAYearBeforeAHigherOne() {
        club.join(plan);
        var today = LocalDate.of(2027, 1, 31);
        assertThat(announce(800, today)).isEqualTo(new Announcing.TooEarly(today.plusDays(1)));
        assertThat(announce(800, today.plusDays(1))).isInstanceOf(Announcing.Announced.class);
        assertThat(announce(900, LocalDate.of(2027, 12, 1)))
                .isEqualTo(new Announcing.TooEarly(LocalDate.of(2028, 2, 1)));
        assertThat(announce(49, LocalDate.of(2027, 12, 1))).isEqualTo(new Announcing.TooLittle(Money.jpy(50)));
    }

    /// An invoice of 1 April went out a week before: it was asked for by the price of then.
    @Test
    void aPriceIsNotChangedForDaysOfWhichAFeeWasAskedFor() {
        club.weather.is(Weather.Kind.INVOICE);
        club.until("2028-02-10T03:00:00Z");
        club.join(plan, club.member(), new PayBy.Invoice());
        club.weather.is(Weather.Kind.FINE);
        club.join(plan, club.member(), new PayBy.Points());
        assertThat(announce(1_200, RAISED)).isInstanceOf(Announcing.Announced.class);
        club.sql.sql("update membership set pay_by = 'invoice'").update();
        club.until("2028-03-26T03:00:00Z");
        assertThat(club.plans.withdraw(plan.id(), RAISED, "owner")).isInstanceOf(Withdrawing.TooLate.class);
        assertThat(announce(500, RAISED.minusDays(1))).isEqualTo(new Announcing.TooEarly(RAISED.plusDays(1)));
    }

    @Test
    void whatNobodyTakesIsNoPrice() {
        assertThatThrownBy(() -> club.plan(Club.terms(FirstMonth.FULL, FIRST, "Asia/Tokyo", null), Money.jpy(49)))
                .isInstanceOf(Problem.class);
    }

    /// The plan is closed while somebody joins: they come before it, or not at all.
    @Test
    void whoJoinsWhileThePlanIsClosedIsNotIn() {
        var member = club.member();
        var joining = Objects.requireNonNull(club.transactions.execute(_ -> {
            club.sql
                    .sql("update monthly_plan set closed_at = opened_at where id = :id")
                    .param("id", plan.id().value())
                    .update();
            var later = CompletableFuture.supplyAsync(
                    () -> club.memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), member, Club.CARD));
            while (!somebodyWaits()) Thread.onSpinWait();
            return later;
        }));
        assertThat(joining.join()).isInstanceOf(Joined.Closed.class);
        assertThat(club.plans.find(plan.id()).orElseThrow().running()).isZero();
    }

    private boolean somebodyWaits() {
        return club.sql
                .sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void whateverIsOtherThanOnTheScreenIsShownAgain() {
        var member = club.member();
        var seal = club.memberships.preview(plan.id(), member).seal();
        var terms = plan.terms();
        var others = List.of(
                terms(terms.tax(), terms.zone(), LeavingRefund.NONE, Ladder.USUAL),
                terms(terms.tax(), terms.zone(), terms.leaving(), new Ladder(List.of(1), 3, 5)),
                terms(new TaxRule(Tax.Category.NONE, "JP"), terms.zone(), terms.leaving(), Ladder.USUAL),
                terms(terms.tax(), ZoneId.of("Asia/Seoul"), terms.leaving(), Ladder.USUAL));
        for (var other : others) {
            club.plans.change(plan.id(), plan.name(), plan.about(), other);
            assertThat(join(member, seal)).as("%s", other).isInstanceOf(Joined.Changed.class);
        }
        club.plans.change(plan.id(), plan.name(), plan.about(), terms);
        announce(1_200, RAISED);
        assertThat(join(member, seal)).isInstanceOf(Joined.Changed.class);
        var offered = club.memberships.preview(plan.id(), member);
        assertThat(join(member, offered.seal())).isInstanceOf(Joined.In.class);
        assertThat(club.sql
                        .sql("select agreed from membership")
                        .query(String.class)
                        .single())
                .isEqualTo(offered.inWords())
                .contains("2028-04-01");
    }

    private static MonthlyPlan.Terms terms(TaxRule tax, ZoneId zone, LeavingRefund leaving, Ladder ladder) {
        return new MonthlyPlan.Terms(tax, FirstMonth.FULL, FIRST, zone, leaving, ladder, null);
    }

    private Joined join(MemberId member, String seal) {
        return club.memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), member, Club.CARD, seal);
    }

    @Test
    void aPeriodIsTaxedByTheRateOfItsFirstDay() {
        var before = new Club("2019-08-31T03:00:00Z");
        var membership = before.join(before.plan(FirstMonth.FULL, FIRST));
        before.until("2019-10-02T03:00:00Z");
        assertThat(before.memberships.charges(membership.id()))
                .extracting(
                        it -> it.terms().period().from(), it -> it.terms().tax().percent())
                .containsExactly(
                        tuple(LocalDate.of(2019, 8, 31), 8),
                        tuple(LocalDate.of(2019, 9, 1), 8),
                        tuple(LocalDate.of(2019, 10, 1), 10));
    }
}

package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.Memberships.Joined;
import org.tsudoi.memberships.MonthlyPlans.Announcing;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Problem;

/// Tokyo, a salon of ¥1,000 a month, billed on the day of joining unless said otherwise: what becomes of a membership.
class MembershipsTest {
    private static final Anchor FIRST = new Anchor.FixedDay(1);
    private static final Anchor JOINING = new Anchor.DayOfJoining();

    private final Club club = new Club("2027-01-31T03:00:00Z");

    private Charge charge(Membership membership, int period) {
        return club.memberships.charges(membership.id()).stream()
                .filter(it -> it.terms().period().number() == period)
                .findFirst()
                .orElseThrow();
    }

    private List<What> told(Membership membership) {
        return club.told.stream()
                .filter(it -> it.membership().equals(membership.id()))
                .map(it -> it.what())
                .toList();
    }

    private boolean isOpen(Membership membership) {
        var agreement = membership.agreement();
        return club.memberships.isOpenTo(agreement.plan(), agreement.member());
    }

    @Test
    void whatIsShownBeforeIsWhatIsCharged() {
        var plan = club.plan(FirstMonth.PRORATED, new Anchor.FixedDay(31));
        var member = club.member();
        club.clock.forwardTo(Instant.parse("2027-02-14T03:00:00Z"));
        var shown = club.memberships.preview(plan.id(), member).fees();
        assertThat(shown)
                .extracting(Fee::due)
                .containsExactly(LocalDate.of(2027, 2, 14), LocalDate.of(2027, 2, 28), LocalDate.of(2027, 3, 31));
        var membership = club.join(plan, member, Club.CARD);
        club.until("2027-04-05T03:00:00Z");
        assertThat(club.memberships.charges(membership.id()))
                .extracting(
                        charge -> charge.terms().period().from(),
                        charge -> charge.terms().amount())
                .containsExactlyElementsOf(shown.stream()
                        .map(fee -> tuple(fee.due(), fee.amount()))
                        .toList());
        assertThat(club.memberships.charges(membership.id())).allMatch(Charge::isSettled);
    }

    @Test
    void aFreeFirstMonthIsATrialAndTheNextIsPaid() {
        var membership = club.join(club.plan(FirstMonth.FREE, FIRST));
        assertThat(membership).isInstanceOf(Membership.Trial.class);
        assertThat(isOpen(membership)).isTrue();
        club.until("2027-01-31T14:59:59Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Trial.class);
        club.until("2027-01-31T15:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
        assertThat(told(membership)).containsExactly(What.JOINED, What.CHARGE_COMES, What.PAID);
    }

    @Test
    void whoPaidTheNextInvoiceAndPausesUsesItFirst() {
        club.weather.is(Weather.Kind.INVOICE);
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING), club.member(), new PayBy.Invoice());
        club.weather.paidByHand(ChargeId.of(membership.id(), 0), 1);
        club.memberships.heard(ChargeId.of(membership.id(), 0));
        club.until("2027-02-22T03:00:00Z");
        club.weather.paidByHand(ChargeId.of(membership.id(), 1), 1);
        club.memberships.heard(ChargeId.of(membership.id(), 1));
        club.memberships.pause(membership.id(), 1, "member");
        club.until("2027-03-30T03:00:00Z");
        assertThat(isOpen(membership)).isTrue();
        club.until("2027-03-31T03:00:00Z");
        assertThat(isOpen(membership)).isFalse();
        assertThat(club.memberships.coming(membership.id(), 1).getFirst().due()).isEqualTo(LocalDate.of(2027, 4, 30));
    }

    @Test
    void leavingTakesEffectAtTheEndOfWhatIsPaid() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.until("2027-02-10T03:00:00Z");
        club.memberships.leave(membership.id(), "member");
        assertThat(isOpen(membership)).isTrue();
        assertThat(club.memberships.coming(membership.id(), 3)).isEmpty();
        club.memberships.stay(membership.id(), "member");
        club.until("2027-03-10T03:00:00Z");
        club.memberships.leave(membership.id(), "member");
        club.until("2027-03-30T15:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Ended.class);
        assertThat(club.memberships.charges(membership.id())).hasSize(2);
    }

    /// Used are 28 February to 9 March: 10 of 31 days.
    @Test
    void leavingAtOnceGivesBackWhatIsNotUsed() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.until("2027-03-09T03:00:00Z");
        club.memberships.leaveAtOnce(membership.id(), "member");
        club.memberships.leaveAtOnce(membership.id(), "member");
        assertThat(isOpen(membership)).isFalse();
        assertThat(club.weather.givenBack(ChargeId.of(membership.id(), 1))).isEqualTo(1000 * 21 / 31);
        assertThat(told(membership)).contains(What.MONEY_BACK, What.ENDED);
    }

    @Test
    void whoComesBackIsAnotherMembershipWithoutASecondFreeMonth() {
        var plan = club.plan(FirstMonth.FREE, FIRST);
        var member = club.member();
        var first = club.join(plan, member, Club.CARD);
        assertThat(club.memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), member, Club.CARD))
                .isEqualTo(new Joined.Already(first.id()));
        club.memberships.leaveAtOnce(first.id(), "member");
        // Joined on the last of 31 days: ¥32 is less than anybody takes.
        assertThat(club.memberships.preview(plan.id(), member).fees().getFirst().amount())
                .isEqualTo(Money.jpy(0));
        assertThat(club.join(plan, member, Club.CARD)).isInstanceOf(Membership.Active.class);
    }

    @Test
    void aPauseLeavesPeriodsOutAndKeepsTheBillingDay() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.memberships.pause(membership.id(), 2, "member");
        club.until("2027-02-27T03:00:00Z");
        assertThat(isOpen(membership)).isTrue();
        club.until("2027-04-29T03:00:00Z");
        assertThat(isOpen(membership)).isFalse();
        club.until("2027-04-30T03:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
        assertThat(club.memberships.charges(membership.id()))
                .extracting(it -> it.terms().period().from())
                .containsExactly(LocalDate.of(2027, 1, 31), LocalDate.of(2027, 4, 30));
        club.memberships.pause(membership.id(), 6, "member");
        club.until("2027-06-15T03:00:00Z");
        club.memberships.resume(membership.id(), "member");
        assertThat(club.memberships.coming(membership.id(), 1).getFirst().due()).isEqualTo(LocalDate.of(2027, 6, 30));
    }

    @Test
    void whoIsSuspendedIsNotChargedAndComesBackToTheRestOfThePeriod() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.memberships.suspend(membership.id(), "spam", "owner");
        club.until("2027-05-10T03:00:00Z");
        assertThat(isOpen(membership)).isFalse();
        assertThat(club.memberships.charges(membership.id())).hasSize(1);
        assertThat(club.memberships.restore(membership.id(), "owner")).isInstanceOf(Membership.Active.class);
        assertThat(isOpen(membership)).isTrue();
        assertThat(club.memberships.coming(membership.id(), 1).getFirst().due()).isEqualTo(LocalDate.of(2027, 5, 31));
        assertThatThrownBy(() -> club.memberships.restore(membership.id(), "owner"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void anotherPriceIsToldToAllAndHoldsFromTheNextPeriodAfterItsDay() {
        var plan = club.plan(FirstMonth.FULL, FIRST);
        club.until("2027-12-20T03:00:00Z");
        var membership = club.join(plan);
        assertThat(club.plans.announce(plan.id(), Money.jpy(1200), LocalDate.of(2028, 1, 30), "owner"))
                .isEqualTo(new Announcing.TooEarly(LocalDate.of(2028, 1, 31)));
        assertThat(club.plans.announce(plan.id(), Money.jpy(1200), LocalDate.of(2028, 2, 2), "owner"))
                .isInstanceOf(Announcing.Announced.class);
        assertThat(club.memberships.coming(membership.id(), 3))
                .extracting(Fee::amount)
                .containsExactly(Money.jpy(1000), Money.jpy(1000), Money.jpy(1200));
        assertThat(told(membership)).contains(What.PRICE_CHANGES);
        club.until("2028-03-02T03:00:00Z");
        assertThat(charge(membership, 3).terms().amount()).isEqualTo(Money.jpy(1200));
    }

    @Test
    void theLastPlaceIsTakenOnceAndAMemberIsInOnce() throws Exception {
        var plan = club.plan(Club.terms(FirstMonth.FREE, FIRST, "Asia/Tokyo", 5), Money.jpy(1000));
        var rush = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            var member = club.member();
            for (int twice = 0; twice < 2; twice++) {
                rush.add(() -> club.memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), member, Club.CARD)
                        instanceof Joined.In);
            }
        }
        int in = 0;
        try (var crowd = Executors.newFixedThreadPool(4)) {
            for (var one : crowd.invokeAll(rush)) if (one.get()) in++;
        }
        assertThat(in).isEqualTo(5);
        assertThat(club.plans.find(plan.id()).orElseThrow().running()).isEqualTo(5);
        assertThat(club.memberships.in(plan.id(), 0, 10))
                .extracting(it -> it.agreement().member())
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void theSameFormTwiceJoinsOnceAndAClosedPlanTakesNobody() {
        var plan = club.plan(FirstMonth.FULL, FIRST);
        var member = club.member();
        var id = new MembershipId(UUID.randomUUID());
        assertThat(club.memberships.join(id, plan.id(), member, Club.CARD))
                .isEqualTo(club.memberships.join(id, plan.id(), member, Club.CARD));
        assertThat(club.weather.asked()).hasSize(1);
        club.plans.close(plan.id());
        assertThat(club.memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), club.member(), Club.CARD))
                .isInstanceOf(Joined.Closed.class);
        assertThat(club.now(new Membership.Active(id, plan.agreement(member, club.clock.instant(), true), 0)))
                .isInstanceOf(Membership.Active.class);
    }

    @Test
    void whoSawOtherFeesIsAskedAgainAndNothingIsCharged() {
        var plan = club.plan(FirstMonth.PRORATED, FIRST);
        var member = club.member();
        var shown = club.memberships.preview(plan.id(), member).seal();
        club.clock.forwardTo(Instant.parse("2027-02-03T15:00:00Z"));
        var id = new MembershipId(UUID.randomUUID());
        var offered = club.memberships.preview(plan.id(), member);
        assertThat(club.memberships.join(id, plan.id(), member, Club.CARD, shown))
                .isEqualTo(new Joined.Changed(offered));
        assertThat(club.weather.asked()).isEmpty();
        assertThat(club.memberships.of(member)).isEmpty();
        assertThat(club.plans.find(plan.id()).orElseThrow().running()).isZero();
        assertThat(club.memberships.join(id, plan.id(), member, Club.CARD, offered.seal()))
                .isInstanceOf(Joined.In.class);
    }

    @Test
    void whatWasTakenBeforeThePauseWasKnownOfIsUsedFirst() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.UNKNOWN_THEN_OK);
        club.until("2027-02-28T03:00:00Z");
        club.memberships.pause(membership.id(), 2, "member");
        assertThat(isOpen(membership)).isFalse();
        club.until("2027-03-01T03:00:00Z");
        assertThat(isOpen(membership)).isTrue();
        assertThat(club.memberships.coming(membership.id(), 1).getFirst().due()).isEqualTo(LocalDate.of(2027, 5, 31));
    }
}

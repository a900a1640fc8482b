package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Membership.EndReason;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;

/// Tokyo, ¥1,000 a month, joined on 31 January: what a wish was is not lost by what comes after it.
class GoingOnTest {
    private static final Anchor JOINING = new Anchor.DayOfJoining();

    private final Club club = new Club("2027-01-31T03:00:00Z");

    private Membership joined() {
        return club.join(club.plan(FirstMonth.FULL, JOINING));
    }

    private void heldFrom(Membership membership, String moment) {
        club.memberships.suspend(membership.id(), "spam", "owner");
        club.until(moment);
        club.memberships.restore(membership.id(), "owner");
    }

    @Test
    void whoLeavesAndIsLetInAgainStillLeaves() {
        var membership = joined();
        club.memberships.leave(membership.id(), "member");
        heldFrom(membership, "2027-02-10T03:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Leaving.class);
        club.until("2027-04-10T03:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Ended.class);
        assertThat(club.weather.asked()).hasSize(1);
    }

    @Test
    void whoLeavesAndIsKeptOutHasLeftOnTheirDay() {
        var membership = joined();
        club.memberships.leave(membership.id(), "member");
        club.memberships.suspend(membership.id(), "spam", "owner");
        club.until("2027-02-27T14:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Suspended.class);
        club.until("2027-02-27T15:00:00Z");
        assertThat(club.now(membership))
                .isInstanceOfSatisfying(
                        Membership.Ended.class, it -> assertThat(it.why()).isEqualTo(EndReason.LEFT));
    }

    /// Our jobs stood still, and the owner came before them.
    @Test
    void whoLeavesAndIsLetInAgainTooLateHasLeft() {
        var membership = joined();
        club.memberships.leave(membership.id(), "member");
        club.memberships.suspend(membership.id(), "spam", "owner");
        club.clock.forwardTo(Instant.parse("2027-03-10T03:00:00Z"));
        assertThat(club.memberships.restore(membership.id(), "owner")).isInstanceOf(Membership.Ended.class);
        assertThat(club.told).noneMatch(it -> it.what() == What.RESTORED);
    }

    @Test
    void whoPausesAndIsLetInAgainStillPauses() {
        var membership = joined();
        club.memberships.pause(membership.id(), 7, "member");
        heldFrom(membership, "2027-03-10T03:00:00Z");
        assertThat(club.memberships.coming(membership.id(), 1).getFirst().due()).isEqualTo(LocalDate.of(2027, 9, 30));
        club.until("2027-09-20T03:00:00Z");
        assertThat(club.weather.asked()).hasSize(1);
    }

    @Test
    void whoPausesAndThinksBetterOfLeavingStillPauses() {
        var membership = joined();
        club.memberships.pause(membership.id(), 7, "member");
        club.memberships.leave(membership.id(), "member");
        heldFrom(membership, "2027-02-10T03:00:00Z");
        assertThat(club.memberships.ifStayed(membership.id()).orElseThrow().due())
                .isEqualTo(LocalDate.of(2027, 9, 30));
        assertThat(club.memberships.stay(membership.id(), "member"))
                .isInstanceOfSatisfying(
                        Membership.Paused.class, it -> assertThat(it.resumes()).isEqualTo(8));
    }

    @Test
    void whoIsSuspendedCanEndIt() {
        var membership = joined();
        club.until("2027-02-13T03:00:00Z");
        club.memberships.suspend(membership.id(), "spam", "owner");
        assertThat(club.memberships.leave(membership.id(), "member")).isInstanceOf(Membership.Ended.class);
        // Used are 31 January to 13 February: 14 of 28 days.
        assertThat(club.weather.givenBack(ChargeId.of(membership.id(), 0))).isEqualTo(500);
    }

    private Membership paidAhead() {
        club.weather.is(Weather.Kind.INVOICE);
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING), club.member(), new PayBy.Invoice());
        pay(membership, 0);
        club.until("2027-02-22T03:00:00Z");
        return membership;
    }

    private void pay(Membership membership, int period) {
        club.weather.paidByHand(ChargeId.of(membership.id(), period), 1);
        club.memberships.heard(ChargeId.of(membership.id(), period));
    }

    @Test
    void whatIsPaidAheadIsNotSaidToCome() {
        var membership = paidAhead();
        pay(membership, 1);
        assertThat(club.memberships.coming(membership.id(), 1).getFirst().due()).isEqualTo(LocalDate.of(2027, 3, 31));
    }

    @Test
    void whatWasPaidForAPeriodThatNobodyWasLetIntoGoesBack() {
        var membership = paidAhead();
        pay(membership, 1);
        club.memberships.suspend(membership.id(), "spam", "owner");
        club.until("2027-03-30T03:00:00Z");
        assertThat(club.weather.givenBack(ChargeId.of(membership.id(), 1))).isZero();
        club.until("2027-04-10T03:00:00Z");
        assertThat(club.weather.givenBack(ChargeId.of(membership.id(), 1))).isEqualTo(1000);
        club.memberships.restore(membership.id(), "owner");
        club.until("2027-04-11T03:00:00Z");
        assertThat(club.weather.givenBack(ChargeId.of(membership.id(), 1))).isEqualTo(1000);
    }

    @Test
    void whatIsPaidLateForAPeriodThatNobodyWasLetIntoGoesBack() {
        var membership = paidAhead();
        heldFrom(membership, "2027-04-10T03:00:00Z");
        pay(membership, 1);
        assertThat(club.weather.givenBack(ChargeId.of(membership.id(), 1))).isEqualTo(1000);
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
    }

    @Test
    void aFeeAfterAFreeTimeOrAPauseIsToldAWeekBefore() {
        var membership = club.join(club.plan(FirstMonth.FREE, new Anchor.FixedDay(20)));
        club.until("2027-02-12T14:00:00Z");
        assertThat(club.told).noneMatch(it -> it.what() == What.CHARGE_COMES);
        club.until("2027-02-12T15:00:00Z");
        assertThat(club.told)
                .filteredOn(it -> it.what() == What.CHARGE_COMES)
                .singleElement()
                .satisfies(it -> assertThat(it.day()).isEqualTo(LocalDate.of(2027, 2, 20)))
                .satisfies(it -> assertThat(it.amount()).isEqualTo(Money.jpy(1000)));
        club.until("2027-03-21T03:00:00Z");
        assertThat(club.weather.asked()).hasSize(2);
        club.memberships.pause(membership.id(), 2, "member");
        club.until("2027-06-14T03:00:00Z");
        assertThat(club.told).filteredOn(it -> it.what() == What.CHARGE_COMES).hasSize(2);
        club.until("2027-08-21T03:00:00Z");
        assertThat(club.told).filteredOn(it -> it.what() == What.CHARGE_COMES).hasSize(2);
        assertThat(club.weather.asked()).hasSize(5);
    }
}

package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.PayBy;

/// Tokyo, ¥1,000 a month, joined on 31 January: money comes when nobody expects it, or from another means.
class PaidOnceTest {
    private static final PayBy OTHER_CARD = new PayBy.Stored("crd_2");

    private final Club club = new Club("2027-01-31T03:00:00Z");
    private final Membership membership = club.join(club.plan(FirstMonth.FULL, new Anchor.DayOfJoining()));
    private final ChargeId second = ChargeId.of(membership.id(), 1);

    private void refusedOnTheDay() {
        club.weather.is(Weather.Kind.DECLINED);
        club.clock.forwardTo(Instant.parse("2027-02-28T03:00:00Z"));
        club.memberships.runDue();
    }

    private Charge charge() {
        return club.memberships.charges(membership.id()).get(1);
    }

    @Test
    void whatWasSaidToBeRefusedAndIsPaidAfterAllIsThePayment() {
        refusedOnTheDay();
        assertThat(club.now(membership)).isInstanceOf(Membership.PastDue.class);
        club.weather.paidByHand(second, 1);
        club.memberships.heard(second);
        assertThat(charge())
                .isInstanceOfSatisfying(
                        Charge.Paid.class, it -> assertThat(it.attempt()).isEqualTo(1));
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
        assertThat(club.weather.givenBack(second)).isZero();
    }

    @Test
    void moneyOfAnEarlierTryGoesBackOnceWhenALaterOneWasTaken() {
        refusedOnTheDay();
        club.weather.is(Weather.Kind.FINE);
        club.memberships.payBy(membership.id(), OTHER_CARD, "member");
        club.weather.paidByHand(second, 1);
        assertThat(club.weather.timesTaken(second)).isEqualTo(2);
        club.memberships.heard(second);
        club.memberships.heard(second);
        assertThat(charge())
                .isInstanceOfSatisfying(
                        Charge.Paid.class, it -> assertThat(it.attempt()).isEqualTo(2));
        assertThat(club.weather.givenBack(second)).isEqualTo(1000);
        assertThat(club.told).filteredOn(it -> it.what() == What.MONEY_BACK).hasSize(1);
    }

    /// The later one may be paid, too: what came first goes back.
    @Test
    void moneyOfAnEarlierTryGoesBackWhileALaterOneIsOpen() {
        refusedOnTheDay();
        club.weather.is(Weather.Kind.UNKNOWN_THEN_OK);
        club.weather.staysSilent(1);
        club.memberships.payBy(membership.id(), OTHER_CARD, "member");
        club.weather.paidByHand(second, 1);
        club.weather.staysSilent(0);
        club.memberships.heard(second);
        assertThat(charge())
                .isInstanceOfSatisfying(
                        Charge.Paid.class, it -> assertThat(it.attempt()).isEqualTo(2));
        assertThat(club.weather.givenBack(second)).isEqualTo(1000);
    }

    @Test
    void aTryThatNeverArrivedIsNotMadeWithTheCardThatWasReplaced() {
        club.weather.isDeaf(true);
        club.clock.forwardTo(Instant.parse("2027-02-28T03:00:00Z"));
        club.memberships.runDue();
        club.memberships.payBy(membership.id(), OTHER_CARD, "member");
        club.weather.isDeaf(false);
        for (int run = 0; run < 4; run++) {
            club.clock.forward(Duration.ofMinutes(6));
            club.memberships.runDue();
        }
        assertThat(charge()).isInstanceOf(Charge.Paid.class);
        assertThat(club.weather.asked())
                .filteredOn(it -> it.charge().equals(second))
                .extracting(it -> it.by())
                .containsExactly(OTHER_CARD);
    }

    @Test
    void theNewCardIsTriedAtOnceWhenTheOldOneIsRefusedMeanwhile() {
        club.weather.is(
                request -> request.by().equals(OTHER_CARD) ? Weather.Kind.FINE : Weather.Kind.UNKNOWN_THEN_REFUSED);
        club.clock.forwardTo(Instant.parse("2027-02-28T03:00:00Z"));
        club.memberships.runDue();
        assertThat(charge()).isInstanceOf(Charge.Unknown.class);
        club.memberships.payBy(membership.id(), OTHER_CARD, "member");
        club.clock.forward(Duration.ofMinutes(3));
        club.memberships.runDue();
        assertThat(charge()).isInstanceOf(Charge.Paid.class);
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
        assertThat(club.told).noneMatch(it -> it.what() == What.PAYMENT_REFUSED);
    }
}

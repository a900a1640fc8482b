package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Membership.EndReason;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.Memberships.Joined;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;

/// Tokyo, a salon of ¥1,000 a month, billed on the day of joining: what happens when a fee is not simply paid.
class UnpaidFeesTest {
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

    /// Every kind of weather on the day of renewal, and what it has come to an hour later.
    @ParameterizedTest
    @EnumSource(Weather.Kind.class)
    void eachWeatherIsTakenOnceOrNotAtAll(Weather.Kind kind) {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(kind);
        club.clock.forwardTo(Instant.parse("2027-02-28T03:00:00Z"));
        for (int minute = 0; minute < 60; minute += 3) {
            try {
                club.memberships.runDue();
                club.memberships.runDue();
            } catch (Weather.Killed _) {
                assertThat(charge(membership, 1)).isInstanceOf(Charge.Sent.class);
            }
            club.clock.forward(Duration.ofMinutes(3));
        }
        var second = ChargeId.of(membership.id(), 1);
        boolean paid = switch (kind) {
            case FINE, UNKNOWN_THEN_OK, LOST, KILLED_BEFORE, KILLED_AFTER -> true;
            case DECLINED, HARD_DECLINED, UNKNOWN_THEN_REFUSED, NEEDS_HOLDER, INVOICE -> false;
        };
        assertThat(club.weather.timesTaken(second)).isEqualTo(paid ? 1 : 0);
        assertThat(club.now(membership)).isInstanceOf(paid ? Membership.Active.class : Membership.PastDue.class);
        assertThat(isOpen(membership)).isTrue();
        assertThat(told(membership))
                .contains(
                        switch (kind) {
                            case FINE, UNKNOWN_THEN_OK, LOST, KILLED_BEFORE, KILLED_AFTER -> What.PAID;
                            case DECLINED, HARD_DECLINED, UNKNOWN_THEN_REFUSED -> What.PAYMENT_REFUSED;
                            case NEEDS_HOLDER -> What.PAY_IN_PERSON;
                            case INVOICE -> What.INVOICE;
                        });
    }

    @Test
    void whatIsNotKnownIsAskedAndNeverTriedAgain() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.UNKNOWN_THEN_OK);
        club.weather.staysSilent(20);
        club.until("2027-03-10T03:00:00Z");
        assertThat(club.examination().finding())
                .isEqualTo("1 running, 1 fees of which nobody knows whether they were taken,"
                        + " 0 made again and again and never heard of, 0 not looked after for two hours");
        assertThat(charge(membership, 1)).isInstanceOf(Charge.Unknown.class);
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
        assertThat(isOpen(membership)).isTrue();
        club.weather.staysSilent(0);
        club.until("2027-03-12T03:00:00Z");
        assertThat(charge(membership, 1)).isInstanceOf(Charge.Paid.class);
        assertThat(club.weather.asked())
                .filteredOn(it -> it.charge().equals(ChargeId.of(membership.id(), 1)))
                .hasSize(1);
        assertThat(club.weather.timesTaken(ChargeId.of(membership.id(), 1))).isEqualTo(1);
    }

    /// Refused on 28 February: tried on 1, 3, 5 and 7 March; access until then, and over on 14 March.
    @Test
    void theLadderTriesTellsStopsAndEnds() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.DECLINED);
        club.until("2027-03-06T15:00:00Z");
        assertThat(isOpen(membership)).isFalse();
        assertThat(club.now(membership)).isInstanceOfSatisfying(Membership.PastDue.class, behind -> {
            assertThat(behind.step()).isEqualTo(4);
            assertThat(behind.stopped()).isTrue();
            assertThat(behind.since()).isEqualTo(LocalDate.of(2027, 2, 28));
        });
        club.until("2027-03-13T14:59:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.PastDue.class);
        club.until("2027-03-13T15:00:00Z");
        assertThat(club.now(membership))
                .isInstanceOfSatisfying(
                        Membership.Ended.class, it -> assertThat(it.why()).isEqualTo(EndReason.UNPAID));
        assertThat(charge(membership, 1)).isInstanceOf(Charge.Dropped.class);
        assertThat(told(membership))
                .containsExactlyInAnyOrder(
                        What.JOINED,
                        What.PAID,
                        What.PAYMENT_REFUSED,
                        What.PAYMENT_REFUSED,
                        What.PAYMENT_REFUSED,
                        What.PAYMENT_REFUSED,
                        What.PAYMENT_REFUSED,
                        What.ACCESS_STOPPED,
                        What.ENDED);
        assertThat(club.told.stream()
                        .filter(it -> it.what() == What.PAYMENT_REFUSED)
                        .map(it -> it.day()))
                .containsExactly(
                        LocalDate.of(2027, 3, 1),
                        LocalDate.of(2027, 3, 3),
                        LocalDate.of(2027, 3, 5),
                        LocalDate.of(2027, 3, 7),
                        null);
        club.until("2027-06-01T00:00:00Z");
        assertThat(club.memberships.charges(membership.id())).hasSize(2);
    }

    /// Our jobs stood still for three days: the member has the same time as anybody.
    @Test
    void theLadderBeginsWhenTheRefusalIsKnown() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.DECLINED);
        club.clock.forwardTo(Instant.parse("2027-03-03T03:00:00Z"));
        club.memberships.runDue();
        assertThat(club.now(membership))
                .isInstanceOfSatisfying(
                        Membership.PastDue.class,
                        behind -> assertThat(behind.since()).isEqualTo(LocalDate.of(2027, 3, 3)));
        assertThat(isOpen(membership)).isTrue();
    }

    @Test
    void anotherCardIsTriedAtOnceAndTheNextFeeComesOnItsOldDay() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.DECLINED);
        club.until("2027-03-08T03:00:00Z");
        club.weather.is(Weather.Kind.FINE);
        assertThat(club.memberships.payBy(membership.id(), new PayBy.Stored("crd_2"), "member"))
                .isInstanceOf(Membership.Active.class);
        assertThat(isOpen(membership)).isTrue();
        assertThat(club.memberships.coming(membership.id(), 1).getFirst().due()).isEqualTo(LocalDate.of(2027, 3, 31));
    }

    @Test
    void whoHasToShowTheirBankThatItIsThemPaysByHand() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.NEEDS_HOLDER);
        club.until("2027-03-02T03:00:00Z");
        var asked = club.weather.asked().getLast();
        assertThat(asked.present()).isFalse();
        assertThat(told(membership)).contains(What.PAY_IN_PERSON, What.REMINDER);
        club.weather.paidByHand(asked.charge(), asked.attempt());
        club.memberships.heard(asked.charge());
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
        assertThat(club.weather.asked()).hasSize(2);
    }

    @Test
    void anInvoiceGoesOutAWeekBeforeAndIsPaidByHand() {
        club.weather.is(Weather.Kind.INVOICE);
        var plan = club.plan(FirstMonth.FULL, JOINING);
        var membership = club.join(plan, club.member(), new PayBy.Invoice());
        assertThat(membership).isInstanceOf(Membership.Joining.class);
        assertThat(isOpen(membership)).isFalse();
        club.weather.paidByHand(ChargeId.of(membership.id(), 0), 1);
        club.memberships.heard(ChargeId.of(membership.id(), 0));
        assertThat(club.now(membership)).isInstanceOf(Membership.Active.class);
        club.until("2027-02-20T15:00:00Z");
        assertThat(charge(membership, 1)).isInstanceOf(Charge.Waiting.class);
        club.until("2027-03-20T03:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Ended.class);
        assertThat(told(membership)).contains(What.INVOICE, What.REMINDER, What.ACCESS_STOPPED);
        // It is paid after the end: all of it goes back.
        club.weather.paidByHand(ChargeId.of(membership.id(), 1), 1);
        club.memberships.heard(ChargeId.of(membership.id(), 1));
        assertThat(charge(membership, 1))
                .isInstanceOfSatisfying(
                        Charge.Paid.class, it -> assertThat(it.left()).isEqualTo(Money.jpy(0)));
        assertThat(club.weather.givenBack(ChargeId.of(membership.id(), 1))).isEqualTo(1000);
    }

    @Test
    void otherMeansCloseTheInvoiceFirst() {
        club.weather.is(request -> request.by() instanceof PayBy.Invoice ? Weather.Kind.INVOICE : Weather.Kind.FINE);
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING), club.member(), new PayBy.Invoice());
        assertThat(club.memberships.payBy(membership.id(), Club.CARD, "member")).isInstanceOf(Membership.Active.class);
        assertThat(club.weather.timesTaken(ChargeId.of(membership.id(), 0))).isEqualTo(1);
    }

    @Test
    void whoNeverPaysTheFirstFeeIsNotIn() {
        club.weather.is(Weather.Kind.DECLINED);
        var plan = club.plan(Club.terms(FirstMonth.FULL, JOINING, "Asia/Tokyo", 1), Money.jpy(1000));
        var membership = club.join(plan);
        assertThat(membership).isInstanceOf(Membership.Joining.class);
        assertThat(club.memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), club.member(), Club.CARD))
                .isInstanceOf(Joined.Full.class);
        club.clock.forward(Duration.ofDays(1));
        club.memberships.runDue();
        assertThat(club.now(membership))
                .isInstanceOfSatisfying(
                        Membership.Ended.class, it -> assertThat(it.why()).isEqualTo(EndReason.NEVER_PAID));
        club.weather.is(Weather.Kind.FINE);
        assertThat(club.join(plan)).isInstanceOf(Membership.Active.class);
    }

    @Test
    void forPeriodsInWhichOurJobsStoodStillNobodyIsCharged() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.clock.forwardTo(Instant.parse("2027-05-10T03:00:00Z"));
        club.memberships.runDue();
        assertThat(club.memberships.charges(membership.id()))
                .extracting(it -> it.terms().period().from())
                .containsExactly(LocalDate.of(2027, 1, 31), LocalDate.of(2027, 4, 30));
        assertThat(club.now(membership).lastPeriod()).isEqualTo(3);
    }

    /// Billed on the 31st, refused on 28 February and known on 20 March: over when the next fee is due.
    @Test
    void theLadderIsOverWhenTheNextFeeIsDue() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.DECLINED);
        club.clock.forwardTo(Instant.parse("2027-03-20T03:00:00Z"));
        club.memberships.runDue();
        assertThat(club.now(membership))
                .isInstanceOfSatisfying(
                        Membership.PastDue.class,
                        behind -> assertThat(behind.endsOn()).isEqualTo(LocalDate.of(2027, 3, 31)));
        club.until("2027-03-31T03:00:00Z");
        assertThat(club.now(membership)).isInstanceOf(Membership.Ended.class);
        assertThat(club.memberships.charges(membership.id())).hasSize(2);
    }

    @Test
    void aCardThatIsStolenIsNotTriedAgain() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.is(Weather.Kind.HARD_DECLINED);
        club.until("2027-03-08T03:00:00Z");
        assertThat(club.weather.asked()).hasSize(2);
        assertThat(told(membership)).contains(What.REMINDER, What.ACCESS_STOPPED);
        assertThat(club.told.stream()
                        .filter(it -> it.what() == What.PAYMENT_REFUSED)
                        .map(it -> it.day()))
                .containsExactly((LocalDate) null);
        club.weather.is(Weather.Kind.FINE);
        assertThat(club.memberships.payBy(membership.id(), new PayBy.Stored("crd_2"), "member"))
                .isInstanceOf(Membership.Active.class);
    }

    /// The provider hears nothing for a day: as good as refused, and the operator reads of it.
    @Test
    void whatNobodyHearsOfIsMadeAgainForADay() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.isDeaf(true);
        club.clock.forwardTo(Instant.parse("2027-02-28T03:00:00Z"));
        for (int hour = 0; hour < 26; hour++) {
            club.memberships.runDue();
            club.clock.forward(Duration.ofMinutes(60));
        }
        assertThat(club.now(membership)).isInstanceOf(Membership.PastDue.class);
        assertThat(club.examination().finding()).contains("1 made again and again and never heard of");
    }

    /// The process died before the call and came back two days later: nobody was deaf, and the fee is asked for.
    @Test
    void whatWasCutOffOnceIsMadeAgainHoweverLate() {
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.isDeaf(true);
        club.clock.forwardTo(Instant.parse("2027-02-28T03:00:00Z"));
        club.memberships.runDue();
        club.weather.isDeaf(false);
        club.clock.forward(Duration.ofDays(2));
        club.memberships.runDue();
        club.memberships.runDue();
        assertThat(charge(membership, 1)).isInstanceOf(Charge.Paid.class);
        assertThat(told(membership)).doesNotContain(What.PAYMENT_REFUSED);
    }

    @Test
    void aRunStopsWhenNobodyAnswers() {
        var plan = club.plan(FirstMonth.FULL, JOINING);
        for (int i = 0; i < TendingMemberships.SILENT_MAX + 3; i++) club.join(plan);
        club.weather.is(Weather.Kind.UNKNOWN_THEN_OK);
        club.clock.forwardTo(Instant.parse("2027-02-28T03:00:00Z"));
        int before = club.weather.asked().size();
        assertThat(club.memberships.runDue()).isEqualTo(TendingMemberships.SILENT_MAX);
        assertThat(club.memberships.runDue()).isEqualTo(3);
        assertThat(club.weather.asked()).hasSize(before + TendingMemberships.SILENT_MAX + 3);
    }

    /// Joining is done by the member; what a job makes later is not, also when it is the first fee.
    @Test
    void whoeverWaitsForTheAnswerIsThereAndNobodyElse() {
        club.weather.isDeaf(true);
        var membership = club.join(club.plan(FirstMonth.FULL, JOINING));
        club.weather.isDeaf(false);
        club.weather.is(Weather.Kind.DECLINED);
        club.clock.forward(Duration.ofMinutes(10));
        club.memberships.runDue();
        club.memberships.runDue();
        assertThat(club.weather.asked()).hasSize(1).allMatch(it -> !it.present());
        club.memberships.payBy(membership.id(), new PayBy.Stored("crd_2"), "member");
        assertThat(club.weather.asked()).hasSize(2).last().matches(it -> it.present());
    }
}

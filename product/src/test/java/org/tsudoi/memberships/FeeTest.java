package org.tsudoi.memberships;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

class FeeTest {
    private static final MemberId HANAKO = new MemberId(new UUID(7, 1));

    private static PriceList always(Money price) {
        return new PriceList(List.of(new PriceList.Step(LocalDate.of(2020, 1, 1), price)));
    }

    private static MonthlyPlan plan(FirstMonth first, Anchor anchor, String zone, PriceList prices) {
        return new MonthlyPlan(
                new MonthlyPlanId(new UUID(7, 2)),
                new OrganiserId(new UUID(7, 3)),
                MonthlyPlan.Kind.SALON,
                "Salon",
                "",
                new MonthlyPlan.Terms(
                        new TaxRule(Tax.Category.STANDARD, "JP"),
                        first,
                        anchor,
                        ZoneId.of(zone),
                        LeavingRefund.PRORATED,
                        Ladder.USUAL,
                        null),
                prices,
                0,
                Instant.EPOCH,
                null);
    }

    private static List<Fee> fees(FirstMonth first, Anchor anchor, String joinedAt, Money price) {
        var plan = plan(first, anchor, "Asia/Tokyo", always(price));
        return Fee.next(plan.agreement(HANAKO, Instant.parse(joinedAt), true), plan.prices(), 0, 3);
    }

    /// Joined on 30 April in Tokyo, billed on the 1st: what made members of another service complain is the
    /// owner's choice here, and shown before.
    @Test
    void whoJoinsADayBeforeTheBillingDaySeesWhatTheyPayFirst() {
        var day = new Anchor.FixedDay(1);
        var joined = "2027-04-30T03:00:00Z";
        assertThat(fees(FirstMonth.FULL, day, joined, Money.jpy(1000)))
                .extracting(Fee::due, Fee::amount)
                .containsExactly(
                        tuple(LocalDate.of(2027, 4, 30), Money.jpy(1000)),
                        tuple(LocalDate.of(2027, 5, 1), Money.jpy(1000)),
                        tuple(LocalDate.of(2027, 6, 1), Money.jpy(1000)));
        assertThat(fees(FirstMonth.PRORATED, day, joined, Money.jpy(1000))
                        .getFirst()
                        .amount())
                .isEqualTo(Money.jpy(0));
        assertThat(fees(FirstMonth.FREE, day, joined, Money.jpy(1000))
                        .getFirst()
                        .amount())
                .isEqualTo(Money.jpy(0));
    }

    /// Price in minor units, joined on (Tokyo), billing day, the first fee: price × days left ÷ days of the
    /// month that was joined late, rounded down.
    @ParameterizedTest
    @CsvSource({
        "JPY, 1000, 2027-04-01, 1, 1000",
        "JPY, 1000, 2027-04-02, 1, 966",
        "JPY, 1000, 2027-04-16, 1, 500",
        "JPY, 1000, 2027-02-28, 1, 0",
        "JPY, 1000, 2028-02-28, 1, 68",
        "JPY, 1400, 2027-02-28, 1, 50",
        "JPY, 1399, 2027-02-28, 1, 0",
        "THB, 31000, 2027-03-31, 1, 1000",
        "THB, 30999, 2027-03-31, 1, 0",
        "JPY, 1, 2027-04-30, 1, 0",
        "THB, 35000, 2027-03-11, 1, 23709",
        "USD, 999, 2027-01-20, 15, 837",
        "EUR, 1299, 2027-03-01, 31, 1257",
        "JPY, 5500, 2027-03-30, 31, 177",
    })
    void theFirstFeeInPartIsRoundedDown(String currency, long price, LocalDate joined, int day, long expected) {
        var moment = joined.atStartOfDay(ZoneId.of("Asia/Tokyo")).toInstant().toString();
        assertThat(fees(FirstMonth.PRORATED, new Anchor.FixedDay(day), moment, Money.of(price, currency))
                        .getFirst()
                        .amount())
                .isEqualTo(Money.of(expected, currency));
    }

    @Test
    void whoJoinsOnTheirBillingDayPaysAWholeMonthAlsoInPart() {
        assertThat(fees(FirstMonth.PRORATED, new Anchor.DayOfJoining(), "2027-01-31T03:00:00Z", Money.jpy(1000)))
                .extracting(Fee::amount)
                .containsOnly(Money.jpy(1000));
    }

    /// The same moment is another day in another zone.
    @ParameterizedTest
    @CsvSource({
        "Asia/Tokyo, 2027-01-31T14:59:59Z, 2027-01-31, 2027-02-28",
        "Asia/Tokyo, 2027-01-31T15:00:00Z, 2027-02-01, 2027-03-01",
        "Asia/Bangkok, 2027-01-31T15:00:00Z, 2027-01-31, 2027-02-28",
        "Asia/Bangkok, 2027-01-31T17:00:00Z, 2027-02-01, 2027-03-01",
        "America/New_York, 2027-02-01T04:59:59Z, 2027-01-31, 2027-02-28",
        "Pacific/Kiritimati, 2027-01-31T10:00:00Z, 2027-02-01, 2027-03-01",
    })
    void daysBeginInTheZoneOfThePlan(String zone, Instant moment, LocalDate first, LocalDate second) {
        var plan = plan(FirstMonth.FULL, new Anchor.DayOfJoining(), zone, always(Money.jpy(1000)));
        assertThat(Fee.next(plan.agreement(HANAKO, moment, true), plan.prices(), 0, 2))
                .extracting(Fee::due)
                .containsExactly(first, second);
    }

    /// In Santiago midnight is left out when summer begins.
    @Test
    void aDayWithoutMidnightBeginsAnHourLater() {
        var plan = plan(FirstMonth.FULL, new Anchor.FixedDay(5), "America/Santiago", always(Money.jpy(1000)));
        var agreement = plan.agreement(HANAKO, Instant.parse("2027-08-10T12:00:00Z"), true);
        assertThat(agreement.begins(LocalDate.of(2027, 9, 5))).isEqualTo(Instant.parse("2027-09-05T04:00:00Z"));
    }

    @Test
    void aPeriodHasThePriceOfItsFirstDay() {
        var prices = new PriceList(List.of(
                new PriceList.Step(LocalDate.of(2026, 1, 1), Money.jpy(1000)),
                new PriceList.Step(LocalDate.of(2027, 3, 10), Money.jpy(1200))));
        var plan = plan(FirstMonth.FULL, new Anchor.FixedDay(9), "Asia/Tokyo", prices);
        var agreement = plan.agreement(HANAKO, Instant.parse("2027-02-09T03:00:00Z"), true);
        assertThat(Fee.next(agreement, prices, 0, 3))
                .extracting(Fee::amount)
                .containsExactly(Money.jpy(1000), Money.jpy(1000), Money.jpy(1200));
    }

    @Test
    void aPriceIsToldThirtyDaysBeforeAndHoldsForAYear() {
        var prices = always(Money.jpy(1000));
        var higher = Money.jpy(1001);
        assertThat(prices.nextFrom(LocalDate.of(2027, 1, 30), higher)).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(prices.nextFrom(LocalDate.of(2020, 2, 1), higher)).isEqualTo(LocalDate.of(2021, 1, 1));
        assertThat(prices.nextFrom(LocalDate.of(2020, 2, 1), Money.jpy(999))).isEqualTo(LocalDate.of(2020, 2, 2));
        assertThatThrownBy(() -> new PriceList(List.of(
                        new PriceList.Step(LocalDate.of(2026, 1, 1), Money.jpy(1000)),
                        new PriceList.Step(LocalDate.of(2026, 12, 31), Money.jpy(1200)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Left on the first day, in the middle, on the last: what was used and what comes back is the fee.
    @ParameterizedTest
    @CsvSource({
        "2027-03-01, 967",
        "2027-03-16, 483",
        "2027-03-30, 32",
        "2027-03-31, 0",
        "2027-04-05, 0",
        "2027-02-20, 1000"
    })
    void whatIsNotUsedComesBackRoundedDown(LocalDate left, long back) {
        var period = new BillingCalendar(LocalDate.of(2027, 3, 1), 1).period(0);
        assertThat(Fee.unused(Money.jpy(1000), period, left)).isEqualTo(Money.jpy(back));
    }

    @Test
    void aFreeMonthIsGivenOnce() {
        var plan = plan(FirstMonth.FREE, new Anchor.FixedDay(1), "Asia/Tokyo", always(Money.jpy(1000)));
        var again = plan.agreement(HANAKO, Instant.parse("2027-04-16T03:00:00Z"), false);
        assertThat(Fee.of(again, plan.prices(), 0).amount()).isEqualTo(Money.jpy(500));
    }

    @Test
    void aLadderIsInOrderAndOverBeforeTheNextFee() {
        assertThat(Ladder.USUAL.step(0)).isZero();
        assertThat(Ladder.USUAL.step(4)).isEqualTo(2);
        assertThat(Ladder.USUAL.step(30)).isEqualTo(4);
        assertThatThrownBy(() -> new Ladder(List.of(3, 1), 5, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(List.of(1), 5, 28)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(List.of(1), 9, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIdOfAChargeIsThatOfItsMembershipAndPeriod() {
        var membership = new MembershipId(new UUID(7, 9));
        assertThat(ChargeId.of(membership, 3)).isEqualTo(ChargeId.of(membership, 3));
        assertThat(ChargeId.of(membership, 3)).isNotEqualTo(ChargeId.of(membership, 4));
        assertThat(ChargeId.of(membership, 3)).isNotEqualTo(ChargeId.of(new MembershipId(new UUID(7, 8)), 3));
        assertThat(ChargeId.of(membership, 3).value().version()).isEqualTo(8);
    }
}

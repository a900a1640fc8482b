package org.tsudoi.offerings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;

class LeavingTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Instant FIRST = Instant.parse("2026-12-01T01:00:00Z");
    private static final Instant BOUGHT = Instant.parse("2026-11-01T01:00:00Z");

    private static List<Instant> weekly(int dates) {
        return IntStream.range(0, dates)
                .mapToObj(week -> FIRST.plus(Duration.ofDays(7L * week)))
                .toList();
    }

    private static Leaving.Place place(long paid, int dates) {
        return new Leaving.Place(Money.jpy(paid), 1, weekly(dates), BOUGHT, TOKYO);
    }

    private static Leaving keeping(long fee) {
        return new Leaving(Optional.of(Money.jpy(fee)), Optional.empty());
    }

    private static Leaving byLaw(ContinuousService service) {
        return new Leaving(Optional.empty(), Optional.of(service));
    }

    private static Instant afterDate(int number) {
        return FIRST.plus(Duration.ofDays(7L * (number - 1))).plusSeconds(60);
    }

    @Test
    void datesThatHaveNotBegunComeBackInProportion() {
        assertThat(keeping(0).comesBack(place(8_000, 8), afterDate(3))).isEqualTo(Money.jpy(5_000));
        assertThat(keeping(500).comesBack(place(8_000, 8), afterDate(3))).isEqualTo(Money.jpy(4_500));
        assertThat(keeping(9_000).comesBack(place(8_000, 8), afterDate(3))).isEqualTo(Money.jpy(0));
        assertThat(Leaving.WITHOUT_ANYTHING.comesBack(place(8_000, 8), afterDate(3)))
                .isEqualTo(Money.jpy(0));
        assertThat(keeping(0).comesBack(place(8_000, 8), afterDate(8))).isEqualTo(Money.jpy(0));
    }

    @Test
    void aFractionGoesToWhoeverLeaves() {
        assertThat(keeping(0).comesBack(place(1_000, 3), afterDate(1))).isEqualTo(Money.jpy(667));
        assertThat(keeping(0).comesBack(place(1_000, 3), afterDate(2))).isEqualTo(Money.jpy(334));
    }

    @Test
    void whoLeavesLaterNeverGetsMoreAndNobodyMoreThanWasPaid() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            int dates = 2 + random.nextInt(59);
            var place = place(1 + random.nextInt(200_000), dates);
            var service = random.nextBoolean()
                    ? Optional.of(ContinuousService.values()[random.nextInt(ContinuousService.values().length)])
                    : Optional.<ContinuousService>empty();
            var leaving = new Leaving(Optional.of(Money.jpy(random.nextInt(2_000))), Optional.empty());
            var before = place.paid();
            for (int number = 0; number <= dates; number++) {
                var now = number == 0 ? FIRST.minusSeconds(1) : afterDate(number);
                var back = leaving.comesBack(place, now);
                assertThat(back).as("seed %s", seed).isLessThanOrEqualTo(before);
                before = back;
                var withLaw = new Leaving(leaving.fee(), service).comesBack(place, now);
                assertThat(withLaw).as("seed %s", seed).isBetween(back, place.paid());
            }
        }
    }

    @Test
    void withinEightDaysAllComesBackByLaw() {
        var lastMoment = Instant.parse("2026-11-08T14:59:59Z");
        var language = byLaw(ContinuousService.LANGUAGE);
        assertThat(language.comesBack(place(120_000, 12), lastMoment)).isEqualTo(Money.jpy(120_000));
        assertThat(language.comesBack(place(120_000, 12), lastMoment.plusSeconds(1)))
                .as("at most 15,000 yen are kept before it begins")
                .isEqualTo(Money.jpy(105_000));
    }

    @Test
    void theLawBoundsWhatIsKeptOfTheRest() {
        // 9 of 12 dates are left: 90,000 yen, of which 20 % are less than 50,000.
        assertThat(byLaw(ContinuousService.LANGUAGE).comesBack(place(120_000, 12), afterDate(3)))
                .isEqualTo(Money.jpy(72_000));
        assertThat(byLaw(ContinuousService.LANGUAGE).comesBack(place(1_200_000, 12), afterDate(3)))
                .isEqualTo(Money.jpy(850_000));
        assertThat(byLaw(ContinuousService.BEAUTY).comesBack(place(120_000, 12), afterDate(3)))
                .isEqualTo(Money.jpy(81_000));
        // Three months, so that one costs 40,000 yen: more than 20,000.
        assertThat(byLaw(ContinuousService.CRAM_SCHOOL).comesBack(place(120_000, 12), afterDate(3)))
                .isEqualTo(Money.jpy(70_000));
        assertThat(byLaw(ContinuousService.TUTORING).comesBack(place(120_000, 12), afterDate(3)))
                .isEqualTo(Money.jpy(50_000));
    }

    @Test
    void theLawIsAboutLongAndDearContractsOnly() {
        var first = FIRST.atZone(TOKYO).toLocalDate();
        var language = byLaw(ContinuousService.LANGUAGE);
        assertThat(language.about(Money.jpy(50_001), first, first.plusMonths(2)))
                .isEqualTo(language);
        assertThat(language.about(Money.jpy(50_000), first, first.plusMonths(3)).service())
                .isEmpty();
        assertThat(language.about(Money.jpy(90_000), first, first.plusMonths(2).minusDays(1))
                        .service())
                .isEmpty();
        assertThat(language.about(Money.of(9_000_000, "THB"), first, first.plusMonths(3))
                        .service())
                .isEmpty();
    }

    @Test
    void theLatePriceIsRoundedDown() {
        var late = new CourseRules(CourseRules.Joining.DATES_LEFT, 5, Leaving.WITHOUT_ANYTHING);
        assertThat(late.asked(Money.jpy(10_000), 2, 3, 3)).isEqualTo(Money.jpy(6_666));
        assertThat(late.asked(Money.of(100_001, "THB"), 1, 3, 3)).isEqualTo(Money.of(33_333, "THB"));
        var full = new CourseRules(CourseRules.Joining.FULL, 5, Leaving.WITHOUT_ANYTHING);
        assertThat(full.asked(Money.jpy(10_000), 2, 3, 3)).isEqualTo(Money.jpy(10_000));
        assertThat(full.asked(Money.jpy(10_000), 1, 2, 3)).isEqualTo(Money.jpy(6_666));
    }
}

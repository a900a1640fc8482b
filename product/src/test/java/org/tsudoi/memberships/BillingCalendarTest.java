package org.tsudoi.memberships;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingCalendarTest {
    /// Joined, billing day, and the days on which periods begin.
    @ParameterizedTest
    @CsvSource({
        "2027-01-31, 31, 2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31 2027-06-30",
        "2028-01-31, 31, 2028-01-31 2028-02-29 2028-03-31 2028-04-30",
        "2028-01-30, 30, 2028-01-30 2028-02-29 2028-03-30 2028-04-30",
        "2027-01-29, 29, 2027-01-29 2027-02-28 2027-03-29",
        "2027-02-28, 31, 2027-02-28 2027-03-31 2027-04-30",
        "2028-02-28, 31, 2028-02-28 2028-02-29 2028-03-31",
        "2028-02-29, 29, 2028-02-29 2028-03-29 2028-04-29",
        "2027-04-30, 1, 2027-04-30 2027-05-01 2027-06-01",
        "2027-05-01, 1, 2027-05-01 2027-06-01",
        "2027-05-02, 1, 2027-05-02 2027-06-01 2027-07-01",
        "2027-12-15, 31, 2027-12-15 2027-12-31 2028-01-31 2028-02-29 2028-03-31",
        "2027-12-31, 15, 2027-12-31 2028-01-15 2028-02-15",
        "2027-04-30, 31, 2027-04-30 2027-05-31 2027-06-30",
    })
    void periodsBeginOnTheBillingDayOrTheLastOfAShortMonth(LocalDate joined, int day, String starts) {
        var expected = Arrays.stream(starts.split(" ")).map(LocalDate::parse).toList();
        var calendar = new BillingCalendar(joined, day);
        assertThat(IntStream.range(0, expected.size()).mapToObj(calendar::start))
                .containsExactlyElementsOf(expected);
    }

    /// However it is drawn: each day of ten years lies in one period, whose first day is its billing day.
    @Test
    void periodsFollowEachOtherWithoutGapAndWithoutOverlap() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var calendar = new BillingCalendar(
                    LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1500)), 1 + random.nextInt(31));
            var day = calendar.joinedOn();
            for (int number = 0; number < 40; number++) {
                var period = calendar.period(number);
                assertThat(period.from()).as("seed %d %s", seed, calendar).isEqualTo(day);
                assertThat(period.days()).as("seed %d %s", seed, calendar).isBetween(1L, 31L);
                if (number > 0) {
                    assertThat(day.getDayOfMonth()).isEqualTo(Math.min(calendar.day(), day.lengthOfMonth()));
                    assertThat(period.wholeDays()).isEqualTo(period.days()).isBetween(28L, 31L);
                }
                assertThat(calendar.numberOn(period.from())).isEqualTo(number);
                assertThat(calendar.numberOn(period.until().minusDays(1))).isEqualTo(number);
                day = period.until();
            }
        }
    }
}

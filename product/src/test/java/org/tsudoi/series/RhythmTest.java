package org.tsudoi.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 2026-12-01, 3, 2026-12-22",
        "BIWEEKLY, 2026-12-01, 3, 2027-01-12",
        "MONTHLY_BY_DAY, 2027-01-31, 1, 2027-02-28",
        "MONTHLY_BY_DAY, 2027-01-31, 2, 2027-03-31",
        "MONTHLY_BY_WEEKDAY, 2026-12-08, 1, 2027-01-12",
        "MONTHLY_BY_WEEKDAY, 2026-12-31, 1, 2027-01-28",
        "MONTHLY_BY_WEEKDAY, 2026-12-31, 3, 2027-03-25"
    })
    void daysAreReckonedFromTheFirst(Rhythm rhythm, LocalDate first, int times, LocalDate then) {
        assertThat(rhythm.day(first, times)).isEqualTo(then);
        assertThat(rhythm.day(first, 0)).isEqualTo(first);
    }

    @Test
    void aSeriesEndsByItsCountOrItsLastDay() {
        var first = LocalDate.of(2026, 12, 1);
        assertThat(new Repetition(Rhythm.WEEKLY, 4, null).days(first)).hasSize(4);
        assertThat(new Repetition(Rhythm.WEEKLY, 52, LocalDate.of(2026, 12, 15)).days(first))
                .containsExactly(first, LocalDate.of(2026, 12, 8), LocalDate.of(2026, 12, 15));
        assertThatThrownBy(() -> new Repetition(Rhythm.WEEKLY, 53, null)).isInstanceOf(IllegalArgumentException.class);
    }
}

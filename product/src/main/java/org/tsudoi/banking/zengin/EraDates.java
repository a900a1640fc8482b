package org.tsudoi.banking.zengin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// Days as YYMMDD in years of the Japanese era, whose name the file leaves out: 080901 is the first of
/// September 2026.
///
/// The day must be one of its era (Heisei ended on 30 April of its 31st year), at most ten years back, as
/// long as books are kept, and at most a month ahead. No two eras have such a day in common, and a bank that
/// writes Western years is refused and not misread: those are twelve or more years away from what they look
/// like.
record EraDates(LocalDate today) {
    private static final int YEARS_BACK = 10;
    private static final int DAYS_AHEAD = 31;

    /// Six digits. Empty when there is no such day.
    Optional<LocalDate> read(String digits) {
        int year = Integer.parseInt(digits.substring(0, 2));
        int month = Integer.parseInt(digits.substring(2, 4));
        int day = Integer.parseInt(digits.substring(4, 6));
        return Arrays.stream(JapaneseEra.values())
                .sorted(Comparator.comparingInt(JapaneseEra::getValue).reversed())
                .flatMap(era -> of(era, year, month, day).stream())
                .filter(date -> !date.isAfter(today.plusDays(DAYS_AHEAD)))
                .filter(date -> !date.isBefore(today.minusYears(YEARS_BACK)))
                .findFirst();
    }

    private static Optional<LocalDate> of(JapaneseEra era, int year, int month, int day) {
        try {
            return Optional.of(LocalDate.from(JapaneseDate.of(era, year, month, day)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}

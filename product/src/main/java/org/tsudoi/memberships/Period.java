package org.tsudoi.memberships;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// One time that is paid for at once: from one billing day to the next, or from joining to the first.
///
/// @param number 0 for the one that begins with joining
/// @param until  the first day that is not in it any more
/// @param wholeFrom the billing day before it: its own first day, unless somebody joined in between
public record Period(int number, LocalDate from, LocalDate until, LocalDate wholeFrom) {
    public Period {
        if (number < 0 || !until.isAfter(from) || wholeFrom.isAfter(from)) {
            throw new IllegalArgumentException("no period: " + number + " " + wholeFrom + " " + from + " " + until);
        }
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, until);
    }

    /// How many it would have, had it begun on its billing day.
    public long wholeDays() {
        return ChronoUnit.DAYS.between(wholeFrom, until);
    }

    /// Days after this one that are left.
    public long daysAfter(LocalDate day) {
        if (day.isBefore(from)) return days();
        return Math.max(0, ChronoUnit.DAYS.between(day, until) - 1);
    }
}

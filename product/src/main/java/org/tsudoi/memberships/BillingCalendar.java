package org.tsudoi.memberships;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/// When the periods of one membership begin. The billing day stays the same: where a month is too short for it,
/// it is the month's last day, and the month after has it again (31 January, 28 February, 31 March).
///
/// @param joinedOn in the zone of the plan
/// @param day      the billing day, 1 to 31
public record BillingCalendar(LocalDate joinedOn, int day) {
    public static final int DAY_MAX = 31;

    public BillingCalendar {
        if (day < 1 || day > DAY_MAX) throw new IllegalArgumentException("no day: " + day);
    }

    /// The day on which this period begins, and on which it is due.
    public LocalDate start(int period) {
        if (period < 0) throw new IllegalArgumentException("no period: " + period);
        return period == 0 ? joinedOn : billingDay(period);
    }

    public Period period(int number) {
        var from = start(number);
        return new Period(number, from, start(number + 1), number == 0 ? billingDay(0) : from);
    }

    /// The number of the period that this day lies in; of days before joining, the first.
    public int numberOn(LocalDate date) {
        if (date.isBefore(start(1))) return 0;
        int months = (int) ChronoUnit.MONTHS.between(monthOfFirst(), YearMonth.from(date));
        return date.isBefore(billingDay(months)) ? months - 1 : months;
    }

    /// The last billing day on or before joining is number 0.
    private LocalDate billingDay(int number) {
        var month = monthOfFirst().plusMonths(number);
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    private YearMonth monthOfFirst() {
        var month = YearMonth.from(joinedOn);
        boolean reached = joinedOn.getDayOfMonth() >= Math.min(day, month.lengthOfMonth());
        return reached ? month : month.minusMonths(1);
    }
}

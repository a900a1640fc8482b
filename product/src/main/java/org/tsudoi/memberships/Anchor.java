package org.tsudoi.memberships;

import java.time.LocalDate;

/// On which day of the month fees are due.
public sealed interface Anchor {
    /// 1 to 31; in a shorter month its last day.
    int dayFor(LocalDate joinedOn);

    record DayOfJoining() implements Anchor {
        @Override
        public int dayFor(LocalDate joinedOn) {
            return joinedOn.getDayOfMonth();
        }
    }

    record FixedDay(int day) implements Anchor {
        public FixedDay {
            if (day < 1 || day > BillingCalendar.DAY_MAX) throw new IllegalArgumentException("no day: " + day);
        }

        @Override
        public int dayFor(LocalDate joinedOn) {
            return day;
        }
    }
}

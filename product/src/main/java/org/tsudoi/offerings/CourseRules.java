package org.tsudoi.offerings;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tsudoi.money.Money;

/// What an organiser sets for a course besides its dates.
///
/// @param missedMax how many dates whoever joins late may have missed; zero where nobody joins late
public record CourseRules(Joining joining, int missedMax, Leaving leaving) {
    public static final CourseRules USUAL = new CourseRules(Joining.NEVER, 0, Leaving.WITHOUT_ANYTHING);

    /// What those pay who join when some of the dates are over.
    public enum Joining {
        /// Nobody joins any more.
        NEVER,
        FULL,
        /// In proportion to the dates that are left.
        DATES_LEFT;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Joining> of(String word) {
            return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
        }
    }

    public CourseRules {
        if (missedMax < 0 || missedMax >= Schedule.Course.DATES_MAX || (joining == Joining.NEVER) != (missedMax == 0)) {
            throw new IllegalArgumentException("who joins late has missed a date, and not all of them");
        }
    }

    /// What a place costs when so many of all dates are left. Nobody pays for those that were called off, whatever is
    /// asked of who joins late. Rounded down, and never nothing of what has a price.
    ///
    /// @param held dates that take place, or did
    public Money asked(Money whole, int left, int held, int all) {
        int paid = joining == Joining.DATES_LEFT ? left : held;
        if (paid == all || whole.isZero()) return whole;
        var share = BigInteger.valueOf(whole.minorUnits())
                .multiply(BigInteger.valueOf(paid))
                .divide(BigInteger.valueOf(all))
                .longValueExact();
        return new Money(Math.max(1, share), whole.currency());
    }
}

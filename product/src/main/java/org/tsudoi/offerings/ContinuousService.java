package org.tsudoi.offerings;

import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.tsudoi.money.Money;

/// 特定継続的役務: courses of these kinds may be left at any time in Japan, and for no reason within eight days, whatever was
/// agreed, when they are for longer and for more than the law says. 特定商取引法 41, 48 and 49 条; the amounts are those of
/// 施行令 別表第四, as two law offices tell them alike (shinohara-law.com, 2017-09-05; matsuaz.biz, 2008-01-09); of 美容医療
/// (20,000; 50,000 or 20 percent), which is no course, nothing is kept here.
public enum ContinuousService {
    LANGUAGE(2, 15_000, 50_000, 20),
    CRAM_SCHOOL(2, 11_000, 20_000, 0),
    TUTORING(2, 20_000, 50_000, 0),
    COMPUTER(2, 15_000, 50_000, 20),
    BEAUTY(1, 20_000, 20_000, 10),
    MATCHMAKING(2, 30_000, 20_000, 20);

    /// With the day on which the buyer was given what was agreed in writing.
    public static final int COOLING_OFF_DAYS = 8;

    private static final Currency YEN = Currency.getInstance("JPY");
    private static final long OVER = 50_000;

    private final int overMonths;
    private final long before;
    private final long after;
    private final int percent;

    /// @param before  at most so much is kept when it is left before it has begun
    /// @param after   and so much, besides what was given, when it has begun
    /// @param percent or so much of what is left, if that is less; zero where it is what a month costs
    ContinuousService(int overMonths, long before, long after, int percent) {
        this.overMonths = overMonths;
        this.before = before;
        this.after = after;
        this.percent = percent;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ContinuousService> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /// Whether the law is about a contract for so much and so long.
    public boolean covers(Money all, LocalDate first, LocalDate last) {
        return all.currency().equals(YEN)
                && all.minorUnits() > OVER
                && last.isAfter(first.plusMonths(overMonths).minusDays(1));
    }

    public static Instant coolingOffUntil(Instant concluded, ZoneId zone) {
        var day = LocalDate.ofInstant(concluded, zone);
        return day.plusDays(COOLING_OFF_DAYS).atStartOfDay(zone).toInstant();
    }

    /// At most so much may be kept of what is left, of a place among so many of one contract.
    ///
    /// @param paid for the place, for all of its dates
    /// @param rest what of it is for dates that have not begun
    Money keptAtMost(Money paid, Money rest, boolean begun, int places, LocalDate first, LocalDate last) {
        var cap = Money.jpy((begun ? after : before) / places);
        if (!begun) return cap;
        var other = percent > 0
                ? rest.percent(Integer.toString(percent), RoundingMode.DOWN)
                : new Money(paid.minorUnits() / months(first, last), paid.currency());
        return other.compareTo(cap) < 0 ? other : cap;
    }

    private static long months(LocalDate first, LocalDate last) {
        return Period.between(first, last).toTotalMonths() + 1;
    }

    public long keptBefore() {
        return before;
    }

    public long keptAfter() {
        return after;
    }

    /// Zero where it is what a month costs.
    public int percentAfter() {
        return percent;
    }
}

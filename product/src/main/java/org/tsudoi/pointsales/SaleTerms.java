package org.tsudoi.pointsales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.tsudoi.points.PointLot;

/// On which terms the operator sells points.
///
/// @param licence    by what right, in the operator's words: needed for all grounds but six months
/// @param lifeMonths how long what is bought can be used
/// @param toldBefore how many days before points expire their member is told; zero: never
public record SaleTerms(
        boolean onSale, Ground ground, String licence, int lifeMonths, Limits limits, Bonus bonus, int toldBefore) {
    /// Days of the law begin there.
    public static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    public static final int LICENCE_MAX = 1000;
    public static final int LIFE_MONTHS_MAX = 60;
    public static final int SIX_MONTHS = 6;
    public static final int TOLD_BEFORE_MAX = 60;

    /// Nothing is sold until an operator says otherwise. Above ten million yen the law asks for a deposit (資金決済法
    /// 14条).
    public static final SaleTerms NONE = new SaleTerms(
            false,
            Ground.SIX_MONTHS,
            "",
            SIX_MONTHS,
            new Limits(9_999_999, 50_000, 50_000, 100_000),
            new Bonus(0, 180),
            14);

    /// Why no registration is needed, or which there is.
    public enum Ground {
        /// Usable for less than six months from the day they were issued, and never longer (資金決済法 4条, 令 4条2項).
        SIX_MONTHS,
        /// 自家型: good for what the operator sells alone, with the notification that is due.
        OWN_USE,
        /// 第三者型: registered.
        LICENCE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether what was sold on it never lives on after its time.
        public PointLot.Late late() {
            return this == SIX_MONTHS ? PointLot.Late.IN_MONEY : PointLot.Late.ANEW;
        }
    }

    /// In points.
    ///
    /// @param inAll what may be unused of all members together
    /// @param once  what one person may buy at a time, in a day, in a month
    public record Limits(long inAll, long once, long day, long month) {
        public static final long IN_ALL_MAX = 1_000_000_000L;

        public Limits {
            if (inAll < 1 || once < 1 || once > PointPack.POINTS_MAX || day < once || month < day) {
                throw new IllegalArgumentException("no limits: " + inAll + " " + once + " " + day + " " + month);
            }
        }
    }

    /// Free points for each period of full membership that was paid.
    ///
    /// @param points zero: none
    public record Bonus(int points, int days) {
        public static final int POINTS_MAX = 100_000;
        public static final int DAYS_MAX = 366;

        public Bonus {
            if (points < 0 || points > POINTS_MAX || days < 1 || days > DAYS_MAX) {
                throw new IllegalArgumentException("no bonus: " + points + " for " + days + " days");
            }
        }
    }

    public SaleTerms {
        if (lifeMonths < 1 || lifeMonths > (ground == Ground.SIX_MONTHS ? SIX_MONTHS : LIFE_MONTHS_MAX)) {
            throw new IllegalArgumentException("not for " + lifeMonths + " months");
        }
        if (onSale && ground != Ground.SIX_MONTHS && licence.isBlank()) {
            throw new IllegalArgumentException("sold by no right");
        }
        if (toldBefore < 0 || toldBefore > TOLD_BEFORE_MAX) {
            throw new IllegalArgumentException("told before: " + toldBefore);
        }
    }

    /// The first moment at which what is issued now cannot be used any more. The day of issue counts, so that no way of
    /// counting makes it longer than so many months.
    public static Instant expiry(Instant issued, int months) {
        return LocalDate.ofInstant(issued, TOKYO)
                .plusMonths(months)
                .atStartOfDay(TOKYO)
                .toInstant();
    }
}

package org.tsudoi.pointsales;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points.Sum;

/// What the law asks about points at a base date (基準日: 31 March and 30 September), and what happened in the half-year
/// before.
///
/// @param owed    what the books owed for paid points at the end of the base date, in yen
/// @param subject unused paid points that the law counts: without those that can be used for less than six months
public record PointReport(LocalDate baseDate, LocalDate since, Line paid, Line free, long owed, long subject) {
    /// 資金決済法 14条, 令 6条.
    public static final long DEPOSIT_ABOVE = 10_000_000;

    private static final long WARNED_FROM_PERCENT = 80;

    /// @param unused at the end of the base date; what follows is of the half-year
    public record Line(long unused, long issued, long used, long expired, long refunded) {
        static Line of(PointLot.Kind kind, List<Sum> all, List<Sum> half) {
            return new Line(
                    total(kind, all),
                    moved(kind, half, "GRANTED"),
                    -moved(kind, half, "SPENT") - moved(kind, half, "RETURNED"),
                    -moved(kind, half, "EXPIRED"),
                    -moved(kind, half, "REFUNDED") - moved(kind, half, "TAKEN"));
        }

        private static long total(PointLot.Kind kind, List<Sum> sums) {
            return sums.stream()
                    .filter(sum -> sum.kind() == kind)
                    .mapToLong(Sum::points)
                    .sum();
        }

        private static long moved(PointLot.Kind kind, List<Sum> sums, String what) {
            return total(
                    kind,
                    sums.stream().filter(sum -> sum.what().name().equals(what)).toList());
        }
    }

    /// @param all  what happened until the end of the base date
    /// @param half what of it happened in the half-year
    public static PointReport of(LocalDate baseDate, LocalDate since, List<Sum> all, List<Sum> half, long owed) {
        var counted =
                all.stream().filter(sum -> sum.late() == PointLot.Late.ANEW).toList();
        return new PointReport(
                baseDate,
                since,
                Line.of(PointLot.Kind.PAID, all, half),
                Line.of(PointLot.Kind.FREE, all, half),
                owed,
                Line.total(PointLot.Kind.PAID, counted));
    }

    /// Half of what is unused, once that is above ten million yen, rounded up.
    public long deposit() {
        return subject > DEPOSIT_ABOVE ? Math.ceilDiv(subject, 2) : 0;
    }

    public boolean warns() {
        return subject * 100 >= DEPOSIT_ABOVE * WARNED_FROM_PERCENT;
    }

    /// Whether the books owe what the lots say.
    public boolean agrees() {
        return owed == paid.unused;
    }
}

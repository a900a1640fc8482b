package org.tsudoi.pointsales;

import org.tsudoi.money.Money;

/// Points that are sold together, a yen each.
///
/// @param bonus free ones that are given on top, as a lot of their own
public record PointPack(PointPackId id, long points, long bonus) {
    public static final int POINTS_MIN = 100;
    public static final int POINTS_MAX = 1_000_000;

    public PointPack {
        if (points < POINTS_MIN || points > POINTS_MAX || bonus < 0 || bonus > points) {
            throw new IllegalArgumentException("no pack: " + points + " and " + bonus);
        }
    }

    public Money price() {
        return Money.jpy(points);
    }
}

package org.tsudoi.finding.internal;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.fees.FeeRate;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;

/// What it costs at least to take part, as lists show it: trials are for one person once, so what everybody pays comes
/// first; less than a whole pack cannot be bought.
record LowestPrice(Plan plan, Money asked) {
    /// @param onTop what is added to a price; null where nothing is
    static Optional<LowestPrice> of(Event.Particulars told, @Nullable FeeRate onTop) {
        return told.plans().stream()
                .map(plan -> new LowestPrice(plan, asked(plan, onTop)))
                .min(told.isSession() ? OF_SESSIONS : OF_A_MEETING);
    }

    private static final Comparator<LowestPrice> OF_SESSIONS = Comparator.<LowestPrice>comparingInt(
                    one -> rank(one.plan.kind()))
            .thenComparingInt(one -> one.plan.placesMax())
            .thenComparingLong(one -> one.plan.price().minorUnits());

    private static final Comparator<LowestPrice> OF_A_MEETING = Comparator.<LowestPrice, Boolean>comparing(
                    one -> one.plan.kind() == Plan.Kind.TRIAL)
            .thenComparingLong(one -> one.asked.minorUnits());

    private static int rank(Plan.Kind kind) {
        return switch (kind) {
            case ONCE -> 0;
            case PACK -> 1;
            case TRIAL -> 2;
        };
    }

    private static Money asked(Plan plan, @Nullable FeeRate onTop) {
        var each = onTop == null ? plan.price() : plan.price().plus(onTop.of(plan.price()));
        return each.times(plan.kind() == Plan.Kind.PACK ? plan.placesMax() : 1);
    }
}

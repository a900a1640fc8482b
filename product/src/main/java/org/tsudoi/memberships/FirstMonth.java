package org.tsudoi.memberships;

import java.util.Locale;

/// What the owner of a plan asks for the time from joining to the next billing day.
public enum FirstMonth {
    /// A whole month's fee, however few days are left.
    FULL,
    /// For each day that is left, the day of joining included; rounded down.
    PRORATED,
    /// Nothing: once for each member of a plan.
    FREE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a member gets who had their free month before.
    public FirstMonth withoutGift() {
        return switch (this) {
            case FULL, PRORATED -> this;
            case FREE -> PRORATED;
        };
    }
}

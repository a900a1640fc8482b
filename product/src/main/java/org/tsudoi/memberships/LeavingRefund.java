package org.tsudoi.memberships;

import java.util.Locale;

/// What comes back when a member leaves at once.
public enum LeavingRefund {
    NONE,
    /// For each day after the day of leaving; rounded down.
    PRORATED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.tsudoi.conversations;

import java.util.Locale;

/// The two who talk about an order.
public enum Side {
    /// Whoever has the order's link.
    BUYER,
    /// Whoever acts for the organiser.
    ORGANISER;

    public Side other() {
        return this == BUYER ? ORGANISER : BUYER;
    }

    /// As in the table.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Side of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

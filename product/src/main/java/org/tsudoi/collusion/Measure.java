package org.tsudoi.collusion;

import java.util.Locale;

/// What is done about a case, from the mildest on. Everything is about the dealings of the case, but for the last.
public enum Measure {
    /// Points that were given away pay nothing within the group any more. So it stays with the ones that follow.
    NO_EARN(Level.LOOK),
    /// The points of the dealings in question are not passed on until it is explained.
    HOLD(Level.HOLD),
    /// What these dealings brought their sellers for points that were given away is taken back; what was held is
    /// released.
    REVERSAL(Level.ACT),
    /// The members neither offer nor book sessions.
    SUSPENSION(Level.ACT);

    private final Level needed;

    Measure(Level needed) {
        this.needed = needed;
    }

    /// What was found must reach so far.
    public Level needed() {
        return needed;
    }

    /// As columns and texts have it: `no-earn`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Measure of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

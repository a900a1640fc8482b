package org.tsudoi.collusion;

import java.util.Locale;

/// How far what was found reaches. Never more than this may be done, and only by a person.
public enum Level {
    NONE,
    /// Somebody may look.
    LOOK,
    /// Enough to hold points until it is explained.
    HOLD,
    /// Enough to take back a bonus.
    ACT;

    private static final int LOOKED_AT_FROM = 30;
    private static final int HELD_FROM = 50;
    private static final int ACTED_ON_FROM = 80;

    static Level of(int score) {
        if (score >= ACTED_ON_FROM) return ACT;
        if (score >= HELD_FROM) return HOLD;
        return score >= LOOKED_AT_FROM ? LOOK : NONE;
    }

    public boolean reaches(Level other) {
        return compareTo(other) >= 0;
    }

    public Level atMost(Level other) {
        return reaches(other) ? other : this;
    }

    public Level atLeast(Level other) {
        return reaches(other) ? this : other;
    }

    /// As columns and texts have it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Level of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

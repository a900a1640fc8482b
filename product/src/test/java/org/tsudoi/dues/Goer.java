package org.tsudoi.dues;

/// How somebody goes to sessions: when they buy points and sessions, by days since they came, and with how many
/// points they want to pay.
enum Goer {
    /// By card, each time.
    MONEY,
    /// Packs of points, and what is missing by card.
    POINTS,
    /// One pack now and then: most of it expires.
    LETS_EXPIRE,
    /// A full member who spends the points of each month before they expire, or does not.
    MEMBER,
    /// Pays by both and gives the session back before a time is agreed on.
    CHANGES_MIND;

    static final long SESSION = 3_000;
    static final long PACK = 5_000;
    static final long ON_TOP = 500;
    static final long FEE = 1_100;
    static final int BONUS = 300;
    static final int BONUS_DAYS = 90;

    static Goer of(int number) {
        return values()[number % values().length];
    }

    boolean buysPoints(int age) {
        return switch (this) {
            case POINTS -> age % 70 == 0;
            case LETS_EXPIRE -> age == 0 || age == 200;
            case CHANGES_MIND -> age == 0;
            case MONEY, MEMBER -> false;
        };
    }

    boolean buysSession(int age) {
        return switch (this) {
            case MONEY -> age % 45 == 1;
            case POINTS -> age % 35 == 3;
            case LETS_EXPIRE -> age == 15 || age == 230;
            case MEMBER -> age % 80 == 79;
            case CHANGES_MIND -> age % 60 == 10;
        };
    }

    /// As many as there are, up to this.
    long pointsAtMost() {
        return switch (this) {
            case MONEY -> 0;
            case POINTS, LETS_EXPIRE, MEMBER -> SESSION;
            case CHANGES_MIND -> 1_000;
        };
    }
}

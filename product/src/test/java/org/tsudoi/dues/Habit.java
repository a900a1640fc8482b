package org.tsudoi.dues;

/// How somebody pays their fees, or does not.
enum Habit {
    GOOD_CARD,
    /// The bank asks each time; paid by hand on the second day.
    ASKED,
    /// Refused once the card is kept; paid by another card on the second day of the ladder.
    REFUSED_THEN_PAYS,
    /// The same, and never paid again.
    REFUSED,
    BY_HAND,
    /// Points for five fees.
    POINTS,
    /// Points for many fees, which expire on the 150th day.
    POINTS_EXPIRE,
    LEAVES_AFTER_SIX,
    /// Ten days after the fourth fee, with what is unused back.
    LEAVES_AT_ONCE,
    /// After the third fee, for two months.
    PAUSES;

    static final int POINTS_DAYS = 150;
    static final int USED_DAYS = 10;
    static final int PAUSE_AFTER = 3;
    static final int PAUSE_MONTHS = 2;

    /// With more of those who are most.
    static Habit of(int number) {
        int turn = number % (values().length + 3);
        return turn < values().length ? values()[turn] : turn == values().length ? BY_HAND : GOOD_CARD;
    }

    /// How many days after it is due a fee is paid; of one that came due since then nothing is paid yet.
    int paysLater() {
        return switch (this) {
            case ASKED -> 2;
            case GOOD_CARD, REFUSED, REFUSED_THEN_PAYS, BY_HAND, POINTS, POINTS_EXPIRE -> 0;
            case LEAVES_AFTER_SIX, LEAVES_AT_ONCE, PAUSES -> 0;
        };
    }

    boolean isOver() {
        return switch (this) {
            case REFUSED, POINTS, POINTS_EXPIRE, LEAVES_AFTER_SIX, LEAVES_AT_ONCE -> true;
            case GOOD_CARD, ASKED, REFUSED_THEN_PAYS, BY_HAND, PAUSES -> false;
        };
    }
}

package org.tsudoi.collusion;

import java.util.Locale;

/// What may speak for a pretended session. The most that each can weigh stands beside it; the reasons for the numbers
/// are in docs/decisions/0020.
public enum EvidenceKind {
    /// Two pay each other about the same.
    RECIPROCAL(25),
    /// Points come back to where they began, over at most five members.
    CYCLE(25),
    /// Each of the group takes in about what they give out.
    BALANCED(20),
    /// They were to meet in our room and did not.
    NO_ATTENDANCE(30),
    /// Families share one, so alone it is never more than worth a look.
    SAME_DEVICE(10),
    SAME_ACCOUNT(25),
    SAME_CARD(25),
    BEFORE_EXPIRY(10),
    PRICE(10),
    POINTS_ONLY(6),
    /// They deal with hardly anybody else.
    CLOSED(15);

    private final int heaviest;

    EvidenceKind(int heaviest) {
        this.heaviest = heaviest;
    }

    public int heaviest() {
        return heaviest;
    }

    /// Whether it puts the dealings that it rests on in question, each by itself.
    public boolean questionsItsDealings() {
        return switch (this) {
            case NO_ATTENDANCE, SAME_ACCOUNT, SAME_CARD -> true;
            case RECIPROCAL, CYCLE, BALANCED, SAME_DEVICE, BEFORE_EXPIRY, PRICE, POINTS_ONLY, CLOSED -> false;
        };
    }

    public static EvidenceKind of(Sign.Kind kind) {
        return switch (kind) {
            case DEVICE -> SAME_DEVICE;
            case ACCOUNT -> SAME_ACCOUNT;
            case CARD -> SAME_CARD;
        };
    }

    /// As columns and texts have it: `no-attendance`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it says of the others what is theirs: which card, account or device.
    public boolean isPersonal() {
        return switch (this) {
            case SAME_DEVICE, SAME_ACCOUNT, SAME_CARD -> true;
            case RECIPROCAL, CYCLE, BALANCED, NO_ATTENDANCE, BEFORE_EXPIRY, PRICE, POINTS_ONLY, CLOSED -> false;
        };
    }

    public static EvidenceKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

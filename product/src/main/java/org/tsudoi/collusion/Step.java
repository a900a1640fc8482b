package org.tsudoi.collusion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an operator may do about a case, one of those that its state allows.
public enum Step {
    LOOK_AT,
    STOP_EARNING,
    HOLD_POINTS,
    REVERSE_BONUS,
    SUSPEND,
    DISMISS,
    UPHOLD,
    LIFT;

    /// In the order in which they are offered.
    public static List<Step> from(Case now) {
        return switch (now) {
            case Case.Opened _ -> List.of(LOOK_AT, DISMISS);
            case Case.LookedAt _ -> List.of(STOP_EARNING, DISMISS);
            case Case.EarningStopped _ -> List.of(HOLD_POINTS, LIFT);
            case Case.PointsHeld _ -> List.of(REVERSE_BONUS, LIFT);
            case Case.BonusReversed _ -> List.of(SUSPEND, LIFT);
            case Case.Suspended _, Case.Upheld _ -> List.of(LIFT);
            case Case.Appealed _ -> List.of(UPHOLD, LIFT);
            case Case.Dismissed _, Case.Lifted _ -> List.of();
        };
    }

    /// What is done by it, if it does something to somebody.
    public Optional<Measure> measure() {
        return switch (this) {
            case STOP_EARNING -> Optional.of(Measure.NO_EARN);
            case HOLD_POINTS -> Optional.of(Measure.HOLD);
            case REVERSE_BONUS -> Optional.of(Measure.REVERSAL);
            case SUSPEND -> Optional.of(Measure.SUSPENSION);
            case LOOK_AT, DISMISS, UPHOLD, LIFT -> Optional.empty();
        };
    }

    /// As addresses and texts have it: `hold-points`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Step> find(String word) {
        return List.of(values()).stream()
                .filter(step -> step.word().equals(word))
                .findFirst();
    }
}

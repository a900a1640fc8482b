package org.tsudoi.fees;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tsudoi.offerings.Schedule;

/// Kinds of offerings that a fee is set for.
public enum OfferingKind {
    MEETING,
    /// Two people for an hour: the platform never asks anything for it.
    SESSION,
    SALON,
    COURSE;

    public boolean isAlwaysFree() {
        return this == SESSION;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Empty for what the house sells itself: the fee would be its own.
    static Optional<OfferingKind> of(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Fixed _ -> Optional.of(MEETING);
            case Schedule.Course _ -> Optional.of(COURSE);
            case Schedule.Arranged _ -> Optional.of(SESSION);
            case Schedule.Monthly _ -> Optional.of(SALON);
            case Schedule.AtOnce _ -> Optional.empty();
        };
    }

    public static Optional<OfferingKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}

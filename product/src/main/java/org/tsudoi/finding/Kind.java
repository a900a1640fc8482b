package org.tsudoi.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is looked for. Nobody pays to stand before others: who is found first follows from what was asked for.
public enum Kind {
    PERSON,
    SESSION,
    EVENT,
    COURSE,
    SALON;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}

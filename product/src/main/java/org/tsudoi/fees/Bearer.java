package org.tsudoi.fees;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Who bears the platform's fee.
public enum Bearer {
    /// It is taken from what was sold.
    ORGANISER,
    /// It is added to the price, and shown beside it before anybody pays.
    BUYER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Bearer> of(String word) {
        return Arrays.stream(values())
                .filter(bearer -> bearer.word().equals(word))
                .findFirst();
    }
}

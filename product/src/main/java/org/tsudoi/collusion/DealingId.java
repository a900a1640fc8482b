package org.tsudoi.collusion;

import java.util.regex.Pattern;

/// Names one dealing as whoever keeps it shows it: `ord_…`. Read by nobody here.
public record DealingId(String value) implements Comparable<DealingId> {
    private static final Pattern SHOWN = Pattern.compile("[a-z]{3}_[0-9a-z]{26}");

    public DealingId {
        if (!SHOWN.matcher(value).matches()) throw new IllegalArgumentException("no id of a dealing: " + value);
    }

    @Override
    public int compareTo(DealingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.tsudoi.memberships;

import java.util.List;

/// What happens to a membership whose fee was refused, in days from that day on.
///
/// @param retries when it is tried again (an invoice: reminded of), each later than the one before
/// @param access  until when the member still has access
/// @param end     when the membership ends
public record Ladder(List<Integer> retries, int access, int end) {
    public static final Ladder USUAL = new Ladder(List.of(1, 3, 5, 7), 7, 14);

    /// It is over before the next fee is due, also in February.
    public static final int END_MAX = 27;

    public static final int RETRIES_MAX = 10;

    public Ladder {
        retries = List.copyOf(retries);
        if (retries.size() > RETRIES_MAX || access < 0 || access > end || end < 1 || end > END_MAX) {
            throw new IllegalArgumentException("no ladder: " + retries + " " + access + " " + end);
        }
        int before = 0;
        for (int day : retries) {
            if (day <= before || day >= end) throw new IllegalArgumentException("not in order: " + retries);
            before = day;
        }
    }

    /// How many of the retries are due after so many days.
    public int step(long days) {
        return (int) retries.stream().filter(day -> day <= days).count();
    }
}

package org.tsudoi.freetimes;

import java.time.Duration;
import java.util.List;

/// How a host lets guests book; what they book says how long it lasts. Durations are whole minutes.
///
/// @param step       starts are at whole multiples of it on the host's wall clock: with 30 minutes at
///                   …:00 and …:30
/// @param notice     how long before its start a time can still be booked
/// @param daysAhead  how many days after today, in the host's zone, can be booked
/// @param aDayMax    how many bookings may begin on one day of the host
public record BookingRules(
        Duration step, Buffers buffers, Duration notice, int daysAhead, int aDayMax, Changes changes) {
    public static final Duration LENGTH_MIN = Duration.ofMinutes(10);
    public static final Duration LENGTH_MAX = Duration.ofHours(8);
    public static final List<Duration> STEPS =
            List.of(Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(60));
    public static final Duration NOTICE_MAX = Duration.ofDays(30);
    public static final int DAYS_AHEAD_MAX = 365;
    public static final int A_DAY_MAX = 50;

    public static final BookingRules USUAL = new BookingRules(
            Duration.ofMinutes(30),
            new Buffers(Duration.ZERO, Duration.ofMinutes(15)),
            Duration.ofHours(24),
            60,
            8,
            new Changes(Duration.ofHours(24), 2));

    public BookingRules {
        inOrder(STEPS.contains(step), "step");
        inOrder(within(notice, Duration.ZERO, NOTICE_MAX), "notice");
        inOrder(daysAhead >= 1 && daysAhead <= DAYS_AHEAD_MAX, "daysAhead");
        inOrder(aDayMax >= 1 && aDayMax <= A_DAY_MAX, "aDayMax");
    }

    /// Kept free before and after each booking. Between two bookings lie the buffer after the one and the
    /// buffer before the other; what a read calendar says is busy has none of its own.
    public record Buffers(Duration before, Duration after) {
        public static final Duration MAX = Duration.ofHours(4);

        public Buffers {
            inOrder(within(before, Duration.ZERO, MAX) && within(after, Duration.ZERO, MAX), "buffers");
        }
    }

    /// What a guest may change by themselves. It is agreed on with each booking and stays with it.
    ///
    /// @param until how long before the start at the latest
    /// @param max   how many times they may move it
    public record Changes(Duration until, int max) {
        public static final Duration UNTIL_MAX = Duration.ofDays(14);
        public static final int TIMES_MAX = 10;

        public Changes {
            inOrder(within(until, Duration.ZERO, UNTIL_MAX) && max >= 0 && max <= TIMES_MAX, "changes");
        }
    }

    /// Of what can be booked at all.
    public static boolean isLength(Duration length) {
        return within(length, LENGTH_MIN, LENGTH_MAX);
    }

    private static boolean within(Duration duration, Duration min, Duration max) {
        return duration.compareTo(min) >= 0
                && duration.compareTo(max) <= 0
                && duration.equals(Duration.ofMinutes(duration.toMinutes()));
    }

    private static void inOrder(boolean right, String what) {
        if (!right) throw new IllegalArgumentException("out of bounds: " + what);
    }
}

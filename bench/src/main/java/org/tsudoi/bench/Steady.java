package org.tsudoi.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Whether the compilers have done most of their work: on the day it matters a server has been running for days.
public final class Steady {
    private static final int ROUNDS_MAX = 9;

    /// Two rounds one after the other that are not so much faster than the best before them are the last.
    private static final double FASTER = 1.05;

    private static final Duration ROUND = Duration.ofSeconds(6);

    private Steady() {}

    /// @param rates of the rounds so far
    public static boolean isReached(List<Double> rates) {
        int before = rates.size() - 2;
        if (before < 1) return false;
        return rates.size() >= ROUNDS_MAX
                || best(rates.subList(before, before + 2)) < best(rates.subList(0, before)) * FASTER;
    }

    private static double best(List<Double> rates) {
        return Collections.max(rates);
    }

    /// Makes the same calls in rounds until they become no faster.
    static void await(int callers, Progress progress, Callers.Call call) throws InterruptedException {
        var rates = new ArrayList<Double>();
        while (!isReached(rates)) {
            rates.add(new Callers(callers, ROUND, progress)
                    .make("warming up, round " + (rates.size() + 1), call)
                    .perSecond());
        }
    }
}

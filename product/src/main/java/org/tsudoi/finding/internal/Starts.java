package org.tsudoi.finding.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// When something begins, or can begin. Starts that follow each other by one step are kept as one run, so that weeks
/// of free times are a few runs, and still each start is known.
///
/// @param runs in order; none touches the next
record Starts(Duration step, List<Run> runs) {
    private static final int NEAR_MAX = 16;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    static final Starts NONE = new Starts(MINUTE, List.of());

    /// @param last itself a start
    record Run(Instant first, Instant last) {}

    /// @param step the smallest in which they follow each other
    static Starts of(Collection<Instant> starts, Duration step) {
        var runs = new ArrayList<Run>();
        for (var start : new TreeSet<>(starts)) {
            var before = runs.isEmpty() ? null : runs.getLast();
            if (before != null && before.last.plus(step).equals(start)) {
                runs.removeLast();
                runs.add(new Run(before.first, start));
            } else {
                runs.add(new Run(start, start));
            }
        }
        return new Starts(step, runs);
    }

    /// As the database writes it: a run is open until a minute after its last start.
    String asMultirange() {
        return runs.stream()
                .map(run -> "[" + run.first + "," + run.last.plus(MINUTE) + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// The first runs, which are all of it for what begins once.
    Starts near() {
        return new Starts(step, runs.subList(0, Math.min(NEAR_MAX, runs.size())));
    }

    void each(Consumer<Instant> what) {
        for (var run : runs) {
            for (var start = run.first; !start.isAfter(run.last); start = start.plus(step)) what.accept(start);
        }
    }

    int stepMinutes() {
        return (int) step.toMinutes();
    }

    /// The first start of a run from a moment on.
    static Instant aligned(Instant first, Duration step, Instant from) {
        if (!from.isAfter(first)) return first;
        long over = Duration.between(first, from).toSeconds();
        // A moment within a second counts as the next one.
        if (from.getNano() > 0) over++;
        long steps = Math.ceilDiv(over, step.toSeconds());
        return first.plus(step.multipliedBy(steps));
    }
}

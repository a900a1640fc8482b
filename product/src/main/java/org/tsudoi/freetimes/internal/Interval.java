package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// From an instant until another, which is no part of it. Never empty.
record Interval(Instant from, Instant until) {
    Interval {
        if (!from.isBefore(until)) throw new IllegalArgumentException("empty: " + from + " to " + until);
    }

    static Optional<Interval> of(Instant from, Instant until) {
        return from.isBefore(until) ? Optional.of(new Interval(from, until)) : Optional.empty();
    }

    boolean overlaps(Interval other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    /// The part of it that is within another.
    Optional<Interval> within(Interval other) {
        return of(later(from, other.from), earlier(until, other.until));
    }

    Interval widened(Duration atItsStart, Duration atItsEnd) {
        return new Interval(from.minus(atItsStart), until.plus(atItsEnd));
    }

    /// In order, and those that overlap or touch as one.
    static List<Interval> merged(Collection<Interval> some) {
        var merged = new ArrayList<Interval>();
        for (var next :
                some.stream().sorted(Comparator.comparing(Interval::from)).toList()) {
            if (merged.isEmpty() || merged.getLast().until.isBefore(next.from)) {
                merged.add(next);
            } else {
                var last = merged.removeLast();
                merged.add(new Interval(last.from, later(last.until, next.until)));
            }
        }
        return merged;
    }

    /// @param open  merged
    /// @param taken in any order
    static List<Interval> without(List<Interval> open, Collection<Interval> taken) {
        var left = new ArrayList<Interval>();
        var gone = merged(taken);
        int next = 0;
        for (var one : open) {
            var from = one.from;
            while (next < gone.size() && !gone.get(next).until.isAfter(from)) next++;
            for (int i = next; i < gone.size() && gone.get(i).from.isBefore(one.until); i++) {
                of(from, gone.get(i).from).ifPresent(left::add);
                from = later(from, gone.get(i).until);
            }
            of(from, one.until).ifPresent(left::add);
        }
        return left;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

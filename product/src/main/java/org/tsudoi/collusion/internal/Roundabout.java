package org.tsudoi.collusion.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Evidence;
import org.tsudoi.collusion.EvidenceKind;
import org.tsudoi.members.MemberId;

/// How the points of a group come back to where they began.
final class Roundabout {
    private static final int CYCLES_MAX = 1_000;
    private static final int WITH_A_CYCLE = 10;

    private final Flows flows;
    private final List<MemberId> members;
    private final Steps steps;
    private final List<Evidence> evidence = new ArrayList<>();

    private Roundabout(Flows flows, List<MemberId> members, Steps steps) {
        this.flows = flows;
        this.members = members;
        this.steps = steps;
    }

    static List<Evidence> of(Flows flows, List<MemberId> members, Steps steps) {
        var around = new Roundabout(flows, members, steps);
        if (members.size() == 2) around.reciprocal();
        else around.ring();
        return around.evidence;
    }

    /// How alike the least and the most of some amounts are, in percent; and the same of how often.
    private record Alike(long least, long most, long points, long times) {
        /// Prices that differ do not hide that they dealt in turn.
        int weight(int whole) {
            if (points >= 50) return points >= 80 ? whole : whole - 3;
            return points >= 25 || times >= 50 ? whole - 7 : whole - 15;
        }
    }

    private Alike alike(List<MemberId> way) {
        var points = IntStream.range(0, way.size())
                .mapToLong(place -> flows.points(way.get(place), next(way, place)))
                .summaryStatistics();
        var times = IntStream.range(0, way.size())
                .mapToLong(
                        place -> flows.doubted(way.get(place), next(way, place)).size())
                .summaryStatistics();
        return new Alike(
                points.getMin(),
                points.getMax(),
                Weighing.percent(points.getMin(), points.getMax()),
                Weighing.percent(times.getMin(), times.getMax()));
    }

    private static MemberId next(List<MemberId> way, int place) {
        return way.get((place + 1) % way.size());
    }

    private void reciprocal() {
        var alike = alike(members);
        if (alike.least == 0) return;
        long there = flows.points(members.getFirst(), members.getLast());
        long back = flows.points(members.getLast(), members.getFirst());
        evidence.add(new Evidence(
                EvidenceKind.RECIPROCAL,
                alike.weight(EvidenceKind.RECIPROCAL.heaviest()),
                List.of(there, back, alike.points),
                along(members)));
    }

    private List<DealingId> along(List<MemberId> way) {
        return IntStream.range(0, way.size())
                .boxed()
                .flatMap(place -> flows.doubted(way.get(place), next(way, place)).stream())
                .map(Dealing::id)
                .toList();
    }

    private void ring() {
        var longest = inside().cycles(Candidates.CYCLE_LONGEST, CYCLES_MAX, steps).stream()
                .map(cycle -> Arrays.stream(cycle).mapToObj(members::get).toList())
                .max(Comparator.<List<MemberId>>comparingInt(List::size)
                        .thenComparingLong(way -> alike(way).points)
                        .thenComparing(List::toString));
        longest.ifPresent(way -> {
            var alike = alike(way);
            evidence.add(new Evidence(
                    EvidenceKind.CYCLE,
                    alike.weight(EvidenceKind.CYCLE.heaviest()),
                    List.of((long) way.size(), alike.least, alike.most),
                    along(way)));
        });
        balanced(longest.isPresent() ? WITH_A_CYCLE : EvidenceKind.BALANCED.heaviest());
    }

    private Digraph inside() {
        int size = members.size();
        return new Digraph(IntStream.range(0, size)
                .mapToObj(from -> IntStream.range(0, size)
                        .filter(to -> to != from && flows.points(members.get(from), members.get(to)) > 0)
                        .toArray())
                .toArray(int[][]::new));
    }

    private void balanced(int whole) {
        long points = leastAlike(flows::points);
        long times = leastAlike((from, to) -> flows.doubted(from, to).size());
        int weight = points >= 70 ? whole : points >= 50 || times >= 80 ? whole * 3 / 5 : 0;
        if (weight == 0) return;
        var ids = members.stream()
                .flatMap(from -> others(from).flatMap(to -> flows.doubted(from, to).stream()))
                .map(Dealing::id)
                .toList();
        evidence.add(new Evidence(EvidenceKind.BALANCED, weight, List.of((long) members.size(), points), ids));
    }

    /// What goes in and out of the member for whom they differ most, the less in percent of the more.
    private long leastAlike(ToLongBiFunction<MemberId, MemberId> flow) {
        return members.stream()
                .mapToLong(member -> {
                    long out = others(member)
                            .mapToLong(to -> flow.applyAsLong(member, to))
                            .sum();
                    long in = others(member)
                            .mapToLong(from -> flow.applyAsLong(from, member))
                            .sum();
                    return Weighing.percent(Math.min(in, out), Math.max(in, out));
                })
                .min()
                .orElse(0);
    }

    private Stream<MemberId> others(MemberId member) {
        return members.stream().filter(other -> !other.equals(member));
    }
}

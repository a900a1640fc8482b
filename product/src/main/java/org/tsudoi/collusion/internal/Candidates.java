package org.tsudoi.collusion.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tsudoi.members.MemberId;

/// Groups in which points may go round: parts of the graph of doubtful flows from where each leads back to each, taken
/// apart where they hang together by one member only, and rid of those through whom hardly anything goes.
final class Candidates {
    static final int CYCLE_LONGEST = 5;

    /// A larger part is no ring; it is looked through for cycles and for pairs.
    private static final int GROUP_MAX = 8;

    private static final int CYCLES_MAX = 200;

    private static final long POINTS_ALIKE = 4;
    private static final long TIMES_ALIKE = 2;

    /// Through whom less than a quarter of the mean goes was there once or twice, and belongs to no ring.
    private static final long MEAN_SHARE = 4;

    private static final int SIGN_DEALINGS_MIN = 2;

    private final Flows flows;
    private final Steps steps;
    private final Set<Set<MemberId>> groups = new LinkedHashSet<>();

    private Candidates(Flows flows, Steps steps) {
        this.flows = flows;
        this.steps = steps;
    }

    static Set<Set<MemberId>> of(Flows flows, Steps steps) {
        var candidates = new Candidates(flows, steps);
        var graph = flows.doubtful();
        candidates.takeApart(graph, IntStream.range(0, graph.size()).toArray());
        candidates.sharers();
        return candidates.groups;
    }

    /// What comes back into `waiting` has fewer members each time, so that this ends.
    private void takeApart(Digraph graph, int[] all) {
        var waiting = new ArrayList<int[]>(List.of(all));
        while (!waiting.isEmpty() && steps.another()) {
            var some = waiting.removeLast();
            var part = graph.part(some);
            for (var component : part.strongComponents(steps)) {
                for (var block : part.part(component).bothWays().blocks(steps)) {
                    var ring = Arrays.stream(block)
                            .map(node -> some[component[node]])
                            .toArray();
                    var links = links(graph.part(ring), ring);
                    if (links.length == ring.length) group(graph.part(ring), ring);
                    else if (links.length > 1) waiting.add(links);
                }
            }
        }
    }

    /// Those through whom something goes: about as many points in as out, or at least about as many dealings, which
    /// prices that differ do not hide.
    private int[] links(Digraph part, int[] ring) {
        var in = new long[ring.length];
        var out = new long[ring.length];
        var sold = new long[ring.length];
        var bought = new long[ring.length];
        for (int from = 0; from < ring.length; from++) {
            for (int to : part.out(from)) {
                steps.one();
                long points = flows.points(ring[from], ring[to]);
                int times = flows.times(ring[from], ring[to]);
                out[from] += points;
                in[to] += points;
                bought[from] += times;
                sold[to] += times;
            }
        }
        long whole = Arrays.stream(in).sum() + Arrays.stream(out).sum();
        return IntStream.range(0, ring.length)
                .filter(node ->
                        isAlike(in[node], out[node], POINTS_ALIKE) || isAlike(sold[node], bought[node], TIMES_ALIKE))
                .filter(node -> (in[node] + out[node]) * MEAN_SHARE * ring.length >= whole)
                .map(node -> ring[node])
                .toArray();
    }

    private static boolean isAlike(long one, long other, long times) {
        return Math.min(one, other) * times >= Math.max(one, other);
    }

    private void group(Digraph part, int[] block) {
        if (block.length <= GROUP_MAX) {
            groups.add(Set.copyOf(flows.members(block)));
            return;
        }
        for (var cycle : part.cycles(CYCLE_LONGEST, CYCLES_MAX, steps)) {
            groups.add(Set.copyOf(flows.members(nodes(block, cycle))));
        }
        for (int one = 0; one < block.length; one++) {
            for (int other : part.out(one)) {
                if (other > one && part.leads(other, one)) {
                    groups.add(Set.copyOf(flows.members(nodes(block, new int[] {one, other}))));
                }
            }
        }
    }

    private static int[] nodes(int[] block, int[] places) {
        return Arrays.stream(places).map(place -> block[place]).sorted().toArray();
    }

    /// One person who sells to themself needs no way back.
    private void sharers() {
        for (var pair : flows.signs().strongPairs()) {
            int dealings = flows.doubted(pair.one(), pair.other()).size()
                    + flows.doubted(pair.other(), pair.one()).size();
            if (dealings >= SIGN_DEALINGS_MIN) groups.add(Set.of(pair.one(), pair.other()));
        }
    }
}

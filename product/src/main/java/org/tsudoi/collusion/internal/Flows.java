package org.tsudoi.collusion.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.collusion.Attendance;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.members.MemberId;

/// What went from whom to whom in the time that is looked at. A dealing is in doubt when points paid for it, its
/// time is over and the two were not seen together; when they are perhaps one person, being seen proves nothing.
final class Flows {
    /// One eighth of what a member spends or earns is worth a look. It also bounds the arrows out of a member.
    private static final long WORTH_A_LOOK = 8;

    private static final int MORE_THAN_ONCE = 2;

    private final List<MemberId> members;
    private final Map<MemberId, Integer> numbers = new HashMap<>();
    private final Map<Long, Edge> edges = new HashMap<>();
    private final Map<Long, List<Dealing>> between = new HashMap<>();
    private final Map<MemberId, List<Dealing>> sales = new HashMap<>();
    private final SharedSigns signs;
    private final long[] spent;
    private final long[] earned;
    private final long[] dealt;

    private static final class Edge {
        private final List<Dealing> doubted = new ArrayList<>();
        private long points;
    }

    Flows(Collection<Dealing> all) {
        var dealings = all.stream().sorted(Comparator.comparing(Dealing::id)).toList();
        signs = new SharedSigns(dealings);
        var known = new HashSet<MemberId>();
        for (var dealing : dealings) {
            known.add(dealing.seller());
            known.add(dealing.buyer());
            sales.computeIfAbsent(dealing.seller(), _ -> new ArrayList<>()).add(dealing);
        }
        members =
                known.stream().sorted(Comparator.comparing(MemberId::toString)).toList();
        for (int number = 0; number < members.size(); number++) numbers.put(members.get(number), number);
        spent = new long[members.size()];
        earned = new long[members.size()];
        dealt = new long[members.size()];
        dealings.forEach(this::count);
    }

    private void count(Dealing dealing) {
        int buyer = number(dealing.buyer());
        int seller = number(dealing.seller());
        spent[buyer] += dealing.price().points();
        earned[seller] += dealing.price().points();
        dealt[buyer] += dealing.price().worth();
        dealt[seller] += dealing.price().worth();
        between.computeIfAbsent(key(buyer, seller), _ -> new ArrayList<>()).add(dealing);
        if (!isInDoubt(dealing)) return;
        var edge = edges.computeIfAbsent(key(buyer, seller), _ -> new Edge());
        edge.doubted.add(dealing);
        edge.points += dealing.price().points();
    }

    boolean isInDoubt(Dealing dealing) {
        if (dealing.price().points() == 0) return false;
        return switch (dealing.attendance()) {
            case Attendance.NotYet _, Attendance.Explained _ -> false;
            case Attendance.NotSeen _ -> true;
            case Attendance.Seen _ -> dealing.isHollow() || signs.areStrong(dealing.buyer(), dealing.seller());
        };
    }

    private int number(MemberId member) {
        return Optional.ofNullable(numbers.get(member)).orElseThrow();
    }

    private long key(int from, int to) {
        return (long) from * members.size() + to;
    }

    /// From buyers to sellers, where the points in doubt are a good part of what one of them spends or earns.
    Digraph doubtful() {
        var out = new ArrayList<List<Integer>>();
        for (int node = 0; node < members.size(); node++) out.add(new ArrayList<>());
        edges.forEach((key, edge) -> {
            int from = (int) (key / members.size());
            int to = (int) (key % members.size());
            if (isWorthALook(edge, from, to)) out.get(from).add(to);
        });
        return new Digraph(out.stream()
                .map(to -> to.stream().sorted().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new));
    }

    private boolean isWorthALook(Edge edge, int from, int to) {
        boolean forBuyer = edge.points * WORTH_A_LOOK >= spent[from];
        boolean forSeller = edge.points * WORTH_A_LOOK >= earned[to];
        return edge.doubted.size() >= MORE_THAN_ONCE ? forBuyer || forSeller : forBuyer && forSeller;
    }

    SharedSigns signs() {
        return signs;
    }

    List<MemberId> members(int[] nodes) {
        return Arrays.stream(nodes).mapToObj(members::get).toList();
    }

    /// Points in doubt from one to the other.
    long points(int from, int to) {
        var edge = edges.get(key(from, to));
        return edge == null ? 0 : edge.points;
    }

    int times(int from, int to) {
        var edge = edges.get(key(from, to));
        return edge == null ? 0 : edge.doubted.size();
    }

    long points(MemberId from, MemberId to) {
        return points(number(from), number(to));
    }

    List<Dealing> doubted(MemberId from, MemberId to) {
        var edge = edges.get(key(number(from), number(to)));
        return edge == null ? List.of() : List.copyOf(edge.doubted);
    }

    /// What they sold, the newest first, to whomever.
    List<Dealing> sales(MemberId member) {
        return sales.getOrDefault(member, List.of()).reversed();
    }

    /// What all they bought and sold is worth.
    long dealt(MemberId member) {
        return dealt[number(member)];
    }

    /// The dealings between two of them, without looking through all that each of them did.
    List<Dealing> among(Collection<MemberId> group) {
        var all = new ArrayList<Dealing>();
        for (var from : group) {
            for (var to : group) all.addAll(between.getOrDefault(key(number(from), number(to)), List.of()));
        }
        all.sort(Comparator.comparing(Dealing::id));
        return List.copyOf(all);
    }
}

package org.tsudoi.collusion.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Picture;
import org.tsudoi.collusion.Picture.Circle;
import org.tsudoi.collusion.Picture.Flow;
import org.tsudoi.members.MemberId;

/// Draws together what goes from whom to whom, in doubt or not. Of flows, those count that are an eighth of
/// what the buyer spends or the seller earns, as for the daily look; so who sells to many is not
/// everybody's middle.
final class Picturing {
    private static final long WORTH_A_LOOK = 8;
    private static final long STEPS_MAX = 5_000_000;
    private static final Comparator<MemberId> IN_ORDER = Comparator.comparing(MemberId::toString);

    private final List<MemberId> members;
    private final Map<MemberId, Integer> numbers = new HashMap<>();
    private final Map<Way, Edge> edges = new LinkedHashMap<>();
    private final Map<MemberId, Long> spent = new HashMap<>();
    private final Map<MemberId, Long> earned = new HashMap<>();
    private final List<Case> cases;
    private final int dealings;

    private record Way(MemberId from, MemberId to) {}

    private record Edge(int times, int met, long worth) {
        Edge and(Edge other) {
            return new Edge(times + other.times, met + other.met, worth + other.worth);
        }
    }

    private Picturing(Collection<Dealing> all, List<Case> cases) {
        this.cases = cases;
        this.dealings = all.size();
        var known = new TreeSet<>(IN_ORDER);
        cases.forEach(one -> known.addAll(one.matter().members()));
        for (var dealing : all) {
            known.add(dealing.buyer());
            known.add(dealing.seller());
            long worth = dealing.price().worth();
            spent.merge(dealing.buyer(), worth, Long::sum);
            earned.merge(dealing.seller(), worth, Long::sum);
            edges.merge(
                    new Way(dealing.buyer(), dealing.seller()), new Edge(1, dealing.isMet() ? 1 : 0, worth), Edge::and);
        }
        members = List.copyOf(known);
        for (int number = 0; number < members.size(); number++) numbers.put(members.get(number), number);
    }

    static Picture of(Collection<Dealing> dealings, List<Case> open) {
        return new Picturing(dealings, open).picture();
    }

    private Picture picture() {
        var groups = groups();
        boolean all = groups.stream().mapToInt(Set::size).sum() <= Picture.MEMBERS_MAX;
        var circles = groups.stream()
                .map(this::circle)
                .sorted(Comparator.comparing(Circle::level)
                        .thenComparing(Picturing::worth)
                        .reversed()
                        .thenComparing(circle -> circle.members().toString()))
                .toList();
        var shown = circles.stream()
                .filter(circle -> all || !circle.cases().isEmpty())
                .toList();
        return new Picture(members.size(), dealings, shown, circles.size() - shown.size());
    }

    private static long worth(Circle circle) {
        return circle.flows().stream().mapToLong(Flow::worth).sum();
    }

    /// Parts from where each leads back to each, and the groups of cases; those that have somebody in
    /// common are one.
    private List<Set<MemberId>> groups() {
        var groups = new ArrayList<Set<MemberId>>();
        for (var part : graph().strongComponents(new Steps(STEPS_MAX))) {
            var group = new TreeSet<>(IN_ORDER);
            for (int node : part) group.add(members.get(node));
            groups.add(group);
        }
        for (var one : cases) {
            var joined = new TreeSet<>(IN_ORDER);
            joined.addAll(one.matter().members());
            groups.removeIf(group -> {
                boolean meets = group.stream().anyMatch(joined::contains);
                if (meets) joined.addAll(group);
                return meets;
            });
            groups.add(joined);
        }
        return groups;
    }

    private Digraph graph() {
        var out = new ArrayList<TreeSet<Integer>>();
        for (int node = 0; node < members.size(); node++) out.add(new TreeSet<>());
        edges.forEach((way, edge) -> {
            if (isWorthALook(way, edge)) out.get(number(way.from)).add(number(way.to));
        });
        return new Digraph(out.stream()
                .map(to -> to.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new));
    }

    private int number(MemberId member) {
        return Optional.ofNullable(numbers.get(member)).orElseThrow();
    }

    private boolean isWorthALook(Way way, Edge edge) {
        return edge.worth * WORTH_A_LOOK >= spent.getOrDefault(way.from, 0L)
                || edge.worth * WORTH_A_LOOK >= earned.getOrDefault(way.to, 0L);
    }

    private Circle circle(Set<MemberId> group) {
        var theirs = cases.stream()
                .filter(one -> group.containsAll(one.matter().members()))
                .sorted(Comparator.comparing((Case one) -> one.matter().level()).reversed())
                .toList();
        var shown = group.size() <= Picture.CIRCLE_MAX ? group : few(theirs);
        var flows = edges.entrySet().stream()
                .filter(edge -> shown.contains(edge.getKey().from) && shown.contains(edge.getKey().to))
                .map(edge -> flow(edge.getKey(), edge.getValue(), theirs))
                .sorted(Comparator.comparing((Flow flow) -> flow.from().toString())
                        .thenComparing(flow -> flow.to().toString()))
                .toList();
        var level = theirs.isEmpty() ? Level.NONE : theirs.getFirst().matter().level();
        return new Circle(List.copyOf(shown), group.size() - shown.size(), level, flows, theirs);
    }

    /// Of the gravest cases, as many as there is room for.
    private static Set<MemberId> few(List<Case> cases) {
        var few = new TreeSet<>(IN_ORDER);
        for (var one : cases) {
            var more = new HashSet<>(one.matter().members());
            more.addAll(few);
            if (more.size() <= Picture.CIRCLE_MAX) few.addAll(more);
        }
        return few;
    }

    private static Flow flow(Way way, Edge edge, List<Case> cases) {
        var level = cases.stream()
                .map(Case::matter)
                .filter(matter ->
                        matter.members().contains(way.from) && matter.members().contains(way.to))
                .map(Case.Matter::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.NONE);
        return new Flow(way.from, way.to, edge.times, edge.met, edge.worth, level);
    }
}

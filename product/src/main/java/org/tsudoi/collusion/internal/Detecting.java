package org.tsudoi.collusion.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Suspicion;
import org.tsudoi.members.MemberId;

/// Finds groups among dealings. The same dealings give the same result; knows no database and no clock.
final class Detecting {
    private static final long STEPS_MAX = 5_000_000;

    /// @param suspicions worth looking at, the gravest first
    /// @param isWhole    false when there was too much to look through
    record Search(List<Suspicion> suspicions, long steps, boolean isWhole) {}

    private Detecting() {}

    static Search search(Collection<Dealing> dealings) {
        var steps = new Steps(STEPS_MAX);
        var flows = new Flows(dealings);
        var prices = new Prices(flows, dealings);
        var found = Candidates.of(flows, steps).stream()
                .map(group -> Weighing.of(flows, prices, steps, group))
                .filter(suspicion -> suspicion.level().reaches(Level.LOOK))
                .sorted(Comparator.comparing(Suspicion::level)
                        .thenComparing(Suspicion::score)
                        .reversed()
                        .thenComparing(suspicion -> suspicion.members().toString()))
                .toList();
        return new Search(withoutParts(found), steps.taken(), !steps.isCutShort());
    }

    /// Of two groups of which one is in the other, the smaller says nothing new unless it is graver.
    private static List<Suspicion> withoutParts(List<Suspicion> found) {
        var byMember = new HashMap<MemberId, List<Suspicion>>();
        for (var one : found) {
            one.members()
                    .forEach(member -> byMember.computeIfAbsent(member, _ -> new ArrayList<>())
                            .add(one));
        }
        return found.stream()
                .filter(one -> byMember.getOrDefault(one.members().getFirst(), List.of()).stream()
                        .noneMatch(
                                other -> other.members().size() > one.members().size()
                                        && other.level().reaches(one.level())
                                        && other.members().containsAll(one.members())))
                .toList();
    }
}

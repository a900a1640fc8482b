package org.tsudoi.collusion.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.Sign;
import org.tsudoi.members.MemberId;

/// Which members have a device, a card … in common.
final class SharedSigns {
    /// What more people than that have in common is a place (an office, a network), not a person.
    private static final int HOLDERS_MAX = 4;

    record Pair(MemberId one, MemberId other) {
        static Pair of(MemberId one, MemberId other) {
            return one.toString().compareTo(other.toString()) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    private final Map<Pair, Set<Sign.Kind>> shared = new HashMap<>();

    SharedSigns(Collection<Dealing> dealings) {
        var holders = new HashMap<Sign, TreeSet<MemberId>>();
        for (var dealing : dealings) {
            dealing.sellerSigns().forEach(sign -> hold(holders, sign, dealing.seller()));
            dealing.buyerSigns().forEach(sign -> hold(holders, sign, dealing.buyer()));
        }
        holders.forEach((sign, who) -> {
            if (who.size() <= HOLDERS_MAX) note(sign.kind(), List.copyOf(who));
        });
    }

    private static void hold(Map<Sign, TreeSet<MemberId>> holders, Sign sign, MemberId who) {
        var known = holders.computeIfAbsent(sign, _ -> new TreeSet<>(Comparator.comparing(MemberId::toString)));
        if (known.size() <= HOLDERS_MAX) known.add(who);
    }

    private void note(Sign.Kind kind, List<MemberId> who) {
        for (int one = 0; one < who.size(); one++) {
            for (int other = one + 1; other < who.size(); other++) {
                shared.computeIfAbsent(Pair.of(who.get(one), who.get(other)), _ -> EnumSet.noneOf(Sign.Kind.class))
                        .add(kind);
            }
        }
    }

    Set<Sign.Kind> between(MemberId one, MemberId other) {
        return shared.getOrDefault(Pair.of(one, other), Set.of());
    }

    boolean areStrong(MemberId one, MemberId other) {
        return between(one, other).stream().anyMatch(Sign.Kind::isStrong);
    }

    /// Those that share something strong.
    List<Pair> strongPairs() {
        return shared.entrySet().stream()
                .filter(pair -> pair.getValue().stream().anyMatch(Sign.Kind::isStrong))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing((Pair pair) -> pair.one().toString())
                        .thenComparing(pair -> pair.other().toString()))
                .toList();
    }

    /// What is shared by any two of them.
    Set<Sign.Kind> among(List<MemberId> members) {
        var kinds = new LinkedHashSet<Sign.Kind>();
        var all = new ArrayList<>(members);
        for (int one = 0; one < all.size(); one++) {
            for (int other = one + 1; other < all.size(); other++) kinds.addAll(between(all.get(one), all.get(other)));
        }
        return kinds;
    }
}

package org.tsudoi.collusion.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.members.MemberId;

/// What sessions cost otherwise: with the same seller if enough others bought there, else with anybody.
final class Prices {
    private static final int ENOUGH = 3;

    /// So that a seller of thousands is not looked through for each of their buyers.
    private static final int LOOKED_AT_MAX = 50;

    private static final int TIMES_OUT_OF_LINE = 2;

    /// The seller's price is theirs to set, so against everybody's it has to be far out.
    private static final int TIMES_OUT_OF_EVERYBODYS = 5;

    private final Flows flows;
    private final Optional<Long> everybodys;

    Prices(Flows flows, Collection<Dealing> all) {
        this.flows = flows;
        this.everybodys = median(List.copyOf(all));
    }

    /// Those of the dealings of this group that cost far more or far less than usual.
    List<Dealing> outOfLine(Collection<Dealing> dealings, Set<MemberId> group) {
        return dealings.stream()
                .collect(Collectors.groupingBy(Dealing::seller, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(sold -> outOfLine(sold.getKey(), sold.getValue(), group))
                .toList();
    }

    private Stream<Dealing> outOfLine(MemberId seller, List<Dealing> sold, Set<MemberId> group) {
        var others = flows.sales(seller).stream()
                .filter(it -> !group.contains(it.buyer()))
                .limit(LOOKED_AT_MAX)
                .toList();
        boolean enough = others.size() >= ENOUGH;
        var usual = enough ? median(others) : everybodys;
        int times = enough ? TIMES_OUT_OF_LINE : TIMES_OUT_OF_EVERYBODYS;
        return sold.stream()
                .filter(it -> usual.filter(price -> isFar(it.price().worth(), price, times))
                        .isPresent());
    }

    private static boolean isFar(long worth, long usual, int times) {
        return worth >= usual * times || worth * times <= usual;
    }

    private static Optional<Long> median(List<Dealing> dealings) {
        var worths = dealings.stream()
                .mapToLong(it -> it.price().worth())
                .filter(worth -> worth > 0)
                .sorted()
                .toArray();
        return worths.length < ENOUGH ? Optional.empty() : Optional.of(worths[worths.length / 2]);
    }
}

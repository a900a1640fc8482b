package org.tsudoi.collusion.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.Evidence;
import org.tsudoi.collusion.EvidenceKind;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Suspicion;
import org.tsudoi.members.MemberId;

/// Says what speaks for one group having dealt for show, and how far that reaches. All shares are in whole percent,
/// rounded down. The numbers and where they come from: docs/decisions/0020.
final class Weighing {
    static final Duration JUST_BEFORE = Duration.ofDays(7);
    private static final int HOLLOW_WEIGHS_FROM = 20;
    private static final int MET_MOSTLY = 50;
    private static final int MET_AS_PEOPLE_DO = 66;
    private static final int SIGNS_MAX = 30;
    private static final int ONE_BY_CHANCE = 2;

    private final Flows flows;
    private final Prices prices;
    private final Steps steps;
    private final List<MemberId> members;
    private final List<Dealing> dealings;
    private final List<Dealing> doubted;
    private final List<Evidence> evidence = new ArrayList<>();

    private Weighing(Flows flows, Prices prices, Steps steps, Set<MemberId> group) {
        this.flows = flows;
        this.prices = prices;
        this.steps = steps;
        this.members =
                group.stream().sorted(Comparator.comparing(MemberId::toString)).toList();
        this.dealings = flows.among(group);
        this.doubted = dealings.stream().filter(flows::isInDoubt).toList();
    }

    static Suspicion of(Flows flows, Prices prices, Steps steps, Set<MemberId> group) {
        return new Weighing(flows, prices, steps, group).weighed();
    }

    private Suspicion weighed() {
        evidence.addAll(Roundabout.of(flows, members, steps));
        int hollow = noAttendance();
        signs();
        beforeExpiry();
        price();
        pointsOnly();
        closed();
        return Suspicion.of(members, levelMax(hollow), evidence, dealings);
    }

    private void weigh(EvidenceKind kind, int weight, List<Dealing> by, Long... figures) {
        if (weight > 0) {
            evidence.add(new Evidence(
                    kind, weight, List.of(figures), by.stream().map(Dealing::id).toList()));
        }
    }

    private List<Dealing> those(Predicate<Dealing> which) {
        return dealings.stream().filter(which).toList();
    }

    static long percent(long part, long whole) {
        return whole <= 0 ? 0 : part * 100 / whole;
    }

    private int noAttendance() {
        var hollow = those(Dealing::isHollow);
        int seen = hollow.size() + those(Dealing::isMet).size();
        int weight = new Missed(hollow.size(), seen).weight(EvidenceKind.NO_ATTENDANCE.heaviest());
        weigh(EvidenceKind.NO_ATTENDANCE, weight, hollow, (long) hollow.size(), (long) seen, (long)
                Dealing.MINUTES_MET);
        return weight;
    }

    private void signs() {
        int left = SIGNS_MAX;
        for (var kind : flows.signs().among(members)) {
            var which = EvidenceKind.of(kind);
            int weight = Math.min(left, which.heaviest());
            left -= weight;
            weigh(which, weight, doubted);
        }
    }

    private void beforeExpiry() {
        var late = doubted.stream()
                .filter(it -> it.isJustBeforeExpiry(JUST_BEFORE))
                .toList();
        long share = percent(points(late), points(doubted));
        int weight = share >= 60 ? 10 : share >= 30 ? 5 : 0;
        weigh(EvidenceKind.BEFORE_EXPIRY, weight, late, share, JUST_BEFORE.toDays());
    }

    private static long points(Collection<Dealing> some) {
        return some.stream().mapToLong(it -> it.price().points()).sum();
    }

    private void price() {
        var odd = prices.outOfLine(doubted, Set.copyOf(members));
        long share = percent(odd.size(), doubted.size());
        weigh(EvidenceKind.PRICE, share >= 50 ? 10 : 0, odd, (long) odd.size(), (long) doubted.size());
    }

    private void pointsOnly() {
        var money = those(it -> it.price().money().minorUnits() > 0);
        boolean often = dealings.size() >= ONE_BY_CHANCE * members.size();
        weigh(EvidenceKind.POINTS_ONLY, money.isEmpty() && often ? 6 : 0, doubted, (long) dealings.size());
    }

    /// What they dealt with each other, of all they dealt (each dealing has two ends).
    private void closed() {
        long inside = 2 * worth(dealings);
        long all = members.stream().mapToLong(flows::dealt).sum();
        long share = percent(inside, all);
        int weight = share >= 80 ? 15 : share >= 60 ? 10 : share >= 40 ? 5 : 0;
        weigh(EvidenceKind.CLOSED, weight, doubted, share);
    }

    private static long worth(Collection<Dealing> some) {
        return some.stream().mapToLong(it -> it.price().worth()).sum();
    }

    /// However much weighs together: who met two times of three and are two people are left alone; whoever
    /// met half the times, or dealt but once each, is at most looked at. Nobody's points are held unless it
    /// is known that they did not meet, or two things say that they are one person; a device that a family
    /// shares is not one of them. Nothing is taken back for one kind of reason alone.
    private Level levelMax(int hollow) {
        long strong = evidence.stream()
                .map(Evidence::kind)
                .filter(Weighing::isStrongSign)
                .count();
        long met = percent(those(Dealing::isMet).size(), dealings.size());
        if (met >= MET_AS_PEOPLE_DO && strong == 0) return Level.NONE;
        boolean mostlyMet = met >= MET_MOSTLY;
        boolean often = doubted.size() >= ONE_BY_CHANCE * members.size();
        boolean known = hollow >= HOLLOW_WEIGHS_FROM || strong > 1;
        if (mostlyMet || !often || !known) return Level.LOOK;
        boolean second = strong > 0
                || isFull(EvidenceKind.SAME_DEVICE)
                || isFull(EvidenceKind.BEFORE_EXPIRY)
                || isFull(EvidenceKind.PRICE);
        return hollow == EvidenceKind.NO_ATTENDANCE.heaviest() && second ? Level.ACT : Level.HOLD;
    }

    private static boolean isStrongSign(EvidenceKind kind) {
        return switch (kind) {
            case SAME_ACCOUNT, SAME_CARD -> true;
            case RECIPROCAL, CYCLE, BALANCED, NO_ATTENDANCE, SAME_DEVICE, BEFORE_EXPIRY, PRICE, POINTS_ONLY, CLOSED ->
                false;
        };
    }

    private boolean isFull(EvidenceKind kind) {
        return evidence.stream().anyMatch(it -> it.kind() == kind && it.weight() == kind.heaviest());
    }
}

package org.tsudoi.collusion.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.Case.Act;
import org.tsudoi.collusion.Case.Matter;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Dealings;
import org.tsudoi.collusion.Measure;
import org.tsudoi.collusion.Step;
import org.tsudoi.collusion.Suspicion;
import org.tsudoi.members.MemberId;

/// The face.
@Component
class KeepingCases implements Collusion {
    static final String BY_ITSELF = "tsudoi";
    private static final int RELATED_MAX = 20;

    private final ObjectProvider<Dealings> sources;
    private final CaseTable cases;
    private final SuspicionTable suspicions;
    private final DecidingCases deciding;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingCases(
            ObjectProvider<Dealings> sources,
            CaseTable cases,
            SuspicionTable suspicions,
            DecidingCases deciding,
            TransactionTemplate transactions,
            Clock clock) {
        this.sources = sources;
        this.cases = cases;
        this.suspicions = suspicions;
        this.deciding = deciding;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Look look() {
        var now = clock.instant();
        var dealings = dealings(now);
        var search = Detecting.search(dealings);
        int opened = 0;
        for (var suspicion : search.suspicions()) {
            boolean isNew = Boolean.TRUE.equals(transactions.execute(_ -> keep(suspicion, now)));
            if (isNew) opened++;
        }
        var look = new Look(now, dealings.size(), search.suspicions().size(), opened, search.isWhole());
        transactions.executeWithoutResult(_ -> suspicions.looked(look));
        return look;
    }

    private List<Dealing> dealings(Instant now) {
        var since = now.minus(WINDOW);
        var explained = suspicions.explained(since);
        var all = new LinkedHashMap<DealingId, Dealing>();
        sources.orderedStream()
                .flatMap(source -> source.bookedBetween(since, now).stream())
                .forEach(it -> all.putIfAbsent(it.id(), explained.contains(it.id()) ? it.explained() : it));
        return List.copyOf(all.values());
    }

    /// Whether a case was opened. What is known already is not written again.
    private boolean keep(Suspicion suspicion, Instant now) {
        var newest = cases.newest(suspicion.members()).map(CaseTable.Row::now);
        if (newest.isEmpty()) return open(suspicion, 0, now);
        var known = newest.get().matter();
        if (isClosed(newest.get())) return open(suspicion, known.closedBefore() + 1, now);
        var ids = suspicion.dealings().stream().map(Dealing::id).toList();
        boolean graver = !known.level().reaches(suspicion.level());
        boolean isKnown = suspicions.dealings(known.id()).containsAll(ids)
                && suspicions.inQuestion(known.id(), now).containsAll(suspicion.inQuestion());
        if (!graver && isKnown) return false;
        suspicions.keep(known.id(), suspicion, now);
        if (graver) cases.raise(known.id(), suspicion.level());
        return false;
    }

    private static boolean isClosed(Case now) {
        return switch (now) {
            case Case.Dismissed _, Case.Lifted _ -> true;
            case Case.Opened _,
                    Case.LookedAt _,
                    Case.EarningStopped _,
                    Case.PointsHeld _,
                    Case.BonusReversed _,
                    Case.Suspended _,
                    Case.Appealed _,
                    Case.Upheld _ -> false;
        };
    }

    private boolean open(Suspicion suspicion, int closedBefore, Instant now) {
        var matter = new Matter(
                CaseId.derive(suspicion.members(), closedBefore),
                suspicion.members(),
                closedBefore,
                suspicion.level(),
                now);
        if (!cases.open(new Case.Opened(matter), new Act(BY_ITSELF, "found", now))) return false;
        suspicions.keep(matter.id(), suspicion, now);
        return true;
    }

    @Override
    public Optional<Look> newestLook() {
        return suspicions.newestLook();
    }

    @Override
    public List<Listed> cases(boolean open, int max) {
        return open ? cases.open(max) : cases.closed(max);
    }

    @Override
    public Optional<Dossier> find(CaseId id) {
        return Objects.requireNonNull(transactions.execute(_ -> cases.find(id).map(row -> {
            var matter = row.now().matter();
            return new Dossier(
                    row.now(),
                    suspicions.of(id, matter.members()),
                    cases.events(id),
                    cases.related(matter, RELATED_MAX));
        })));
    }

    @Override
    public Acting act(CaseId id, Step step, String why, MemberId who) {
        return deciding.act(id, step, why, who);
    }

    @Override
    public Acting appeal(CaseId id, String why, MemberId who) {
        return deciding.appeal(id, why, who);
    }

    @Override
    public List<Case> of(MemberId member) {
        return cases.of(member).stream()
                .filter(it -> it.standing().isPresent() || it instanceof Case.Lifted)
                .toList();
    }

    @Override
    public Restrictions restrictions(MemberId member) {
        var partners = new HashSet<MemberId>();
        var held = new HashSet<DealingId>();
        var reversed = new HashSet<DealingId>();
        boolean suspended = false;
        for (var one : cases.of(member)) {
            var standing = one.standing();
            if (standing.isEmpty()) continue;
            var measure = standing.get();
            one.matter().members().stream()
                    .filter(other -> !other.equals(member))
                    .forEach(partners::add);
            if (measure == Measure.HOLD) held.addAll(suspicions.inQuestion(one.id(), clock.instant()));
            cases.reversedAt(one.id()).ifPresent(at -> reversed.addAll(suspicions.inQuestion(one.id(), at)));
            suspended |= measure == Measure.SUSPENSION;
        }
        return partners.isEmpty()
                ? Restrictions.NONE
                : new Restrictions(Set.copyOf(partners), Set.copyOf(held), Set.copyOf(reversed), suspended);
    }
}

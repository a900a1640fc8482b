package org.tsudoi.collusion.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.Case.Act;
import org.tsudoi.collusion.Case.Matter;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Collusion.Look;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Dealings;
import org.tsudoi.collusion.Suspicion;

/// Looks through what was dealt, and opens a case for each group that is found.
@Component
class LookingForCases {
    static final String BY_ITSELF = "tsudoi";

    private final ObjectProvider<Dealings> sources;
    private final CaseTable cases;
    private final SuspicionTable suspicions;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    LookingForCases(
            ObjectProvider<Dealings> sources,
            CaseTable cases,
            SuspicionTable suspicions,
            TransactionTemplate transactions,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.sources = sources;
        this.cases = cases;
        this.suspicions = suspicions;
        this.transactions = transactions;
        this.publisher = publisher;
        this.clock = clock;
    }

    Look look() {
        var now = clock.instant();
        var dealings = dealings(now);
        var search = Detecting.search(dealings);
        int opened = 0;
        for (var suspicion : search.suspicions()) {
            boolean isNew = Boolean.TRUE.equals(transactions.execute(_ -> keep(suspicion, now)));
            if (isNew) opened++;
        }
        var look = new Look(now, dealings.size(), search.suspicions().size(), opened, search.isWhole());
        transactions.executeWithoutResult(_ -> {
            // Also what a look before opened that came to no end.
            var since = suspicions.newestLook().map(Look::at).orElse(Instant.EPOCH);
            int untold = cases.openedAfter(since);
            suspicions.looked(look);
            if (untold > 0) publisher.publishEvent(new Collusion.CasesFound(now, untold));
        });
        return look;
    }

    List<Dealing> dealings() {
        return dealings(clock.instant());
    }

    private List<Dealing> dealings(Instant now) {
        var since = now.minus(Collusion.WINDOW);
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
}

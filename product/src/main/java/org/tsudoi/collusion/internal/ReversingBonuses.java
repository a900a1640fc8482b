package org.tsudoi.collusion.internal;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion.CaseMoved;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Measure;
import org.tsudoi.points.PointUseId;
import org.tsudoi.points.Points;

/// Takes back from sellers what they got for points that were given away, and gives it back when a case is lifted: in
/// the transaction in which the case moves. What was found after somebody had decided is not part of it.
@Component
class ReversingBonuses {
    private final CaseTable cases;
    private final SuspicionTable suspicions;
    private final QuestionedPoints questioned;
    private final Points points;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ReversingBonuses(
            CaseTable cases,
            SuspicionTable suspicions,
            QuestionedPoints questioned,
            Points points,
            TransactionTemplate transactions,
            Clock clock) {
        this.cases = cases;
        this.suspicions = suspicions;
        this.questioned = questioned;
        this.points = points;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void on(CaseMoved moved) {
        if (!moved.state().equals("bonus_reversed") && !moved.state().equals("lifted")) return;
        cases.oneAtATime();
        var touched = reversedIn(moved.id());
        if (!touched.isEmpty()) settle(touched, moved.id() + " " + moved.step());
    }

    /// What was refunded meanwhile, of the sessions in question or of others of their orders, is told apart here.
    void settleAll() {
        transactions.executeWithoutResult(_ -> {
            cases.oneAtATime();
            settle(standing(), "looked at " + clock.instant());
        });
    }

    /// Of two cases with the same session one may be lifted while the other stands.
    private void settle(Set<DealingId> touched, String step) {
        var free = new HashMap<PointUseId, Long>();
        questioned.of(standing()).forEach(it -> free.put(it.spent().use(), it.free()));
        questioned.of(touched).stream()
                .map(it -> it.spent().use())
                .sorted(Comparator.comparing(PointUseId::value))
                .forEach(use -> points.reverse(use, free.getOrDefault(use, 0L), step));
    }

    private Set<DealingId> reversedIn(CaseId id) {
        return cases.reversedAt(id).map(at -> suspicions.inQuestion(id, at)).orElseGet(Set::of);
    }

    private Set<DealingId> standing() {
        var standing = new HashSet<DealingId>();
        for (var one : cases.standing(Measure.REVERSAL)) standing.addAll(reversedIn(one.id()));
        return standing;
    }
}

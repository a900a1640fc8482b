package org.tsudoi.collusion.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Picture;
import org.tsudoi.collusion.Step;
import org.tsudoi.members.MemberId;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;

/// The face.
@Component
class KeepingCases implements Collusion {
    private static final int RELATED_MAX = 20;

    private final CaseTable cases;
    private final SuspicionTable suspicions;
    private final LookingForCases looking;
    private final DecidingCases deciding;
    private final SuspendingMembers suspending;
    private final TransactionTemplate transactions;

    KeepingCases(
            CaseTable cases,
            SuspicionTable suspicions,
            LookingForCases looking,
            DecidingCases deciding,
            SuspendingMembers suspending,
            TransactionTemplate transactions) {
        this.cases = cases;
        this.suspicions = suspicions;
        this.looking = looking;
        this.deciding = deciding;
        this.suspending = suspending;
        this.transactions = transactions;
    }

    @Override
    public Look look() {
        return looking.look();
    }

    @Override
    public Optional<Look> newestLook() {
        return suspicions.newestLook();
    }

    @Override
    public Picture picture() {
        return Picturing.of(looking.dealings(), cases.allOpen());
    }

    /// Where the bonus was taken back, a suspension may wait for its second operator.
    @Override
    public long waiting() {
        long waiting = 0;
        for (var one : cases.allOpen()) {
            boolean waits = one instanceof Case.Opened
                    || one instanceof Case.Appealed
                    || one instanceof Case.BonusReversed
                            && suspending.of(one.id()).stream().anyMatch(Sanction.Proposed.class::isInstance);
            if (waits) waiting++;
        }
        return waiting;
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
                    cases.related(matter, RELATED_MAX),
                    suspending.of(id));
        })));
    }

    @Override
    public Optional<CaseId> caseOf(SanctionId suspension) {
        return suspending.caseOf(suspension);
    }

    @Override
    public Acting act(CaseId id, Step step, String why, MemberId who) {
        return deciding.act(id, step, why, who);
    }

    @Override
    public Acting suspend(CaseId id, Suspending how, String why, MemberId who) {
        return suspending.propose(id, how, why, who);
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
}

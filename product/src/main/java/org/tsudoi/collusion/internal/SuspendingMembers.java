package org.tsudoi.collusion.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.Case.Act;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion.Acting;
import org.tsudoi.collusion.Collusion.Reason;
import org.tsudoi.collusion.Collusion.Suspending;
import org.tsudoi.collusion.Step;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;

/// Proposes to suspend the members of a case, each by a decision of their own.
@Component
class SuspendingMembers {
    private final CaseTable cases;
    private final SuspensionTable suspensions;
    private final Sanctions sanctions;
    private final Members members;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SuspendingMembers(
            CaseTable cases,
            SuspensionTable suspensions,
            Sanctions sanctions,
            Members members,
            TransactionTemplate transactions,
            Clock clock) {
        this.cases = cases;
        this.suspensions = suspensions;
        this.sanctions = sanctions;
        this.members = members;
        this.transactions = transactions;
        this.clock = clock;
    }

    Acting propose(CaseId id, Suspending how, String why, MemberId who) {
        var act = new Act(who.toString(), why, clock.instant());
        return Objects.requireNonNull(transactions.execute(_ -> {
            var row = cases.lock(id);
            if (row.isEmpty()) return new Acting.Refused(Reason.NOT_FOUND);
            var now = row.get().now();
            var refused = DecidingCases.refusal(now, Step.SUSPEND, act);
            if (refused.isPresent()) return new Acting.Refused(refused.get());
            var free = now.matter().members().stream().filter(this::isFree).toList();
            if (free.isEmpty()) return new Acting.Refused(Reason.SUSPENDED_BEFORE);
            propose(now, free, how, act, who);
            return new Acting.Done(now);
        }));
    }

    /// Nobody is suspended twice, and of who is gone nothing is left to suspend.
    private boolean isFree(MemberId member) {
        return members.find(member).isPresent()
                && sanctions.of(member).stream()
                        .noneMatch(it -> it instanceof Sanction.Proposed || it instanceof Sanction.InForce);
    }

    private void propose(Case now, List<MemberId> free, Suspending how, Act act, MemberId who) {
        int before = suspensions.of(now.id()).size();
        for (var member : free) {
            var words = "suspension" + before + member;
            var suspension = new SanctionId(Columns.derived(now.id().value(), words));
            sanctions.propose(
                    suspension,
                    new Sanction.Decision(
                            member,
                            Sanction.Kind.SUSPENSION,
                            act.why(),
                            act.at(),
                            how.endsAt(),
                            how.cancelHosted(),
                            how.cancelBooked(),
                            who,
                            act.at()));
            suspensions.insert(now.id(), member, suspension, act.at());
        }
    }

    /// As they stand now.
    List<Sanction> of(CaseId id) {
        var all = new ArrayList<Sanction>();
        suspensions.of(id).forEach(one -> sanctions.find(one).ifPresent(all::add));
        return all;
    }

    Optional<CaseId> caseOf(SanctionId suspension) {
        return suspensions.caseOf(suspension);
    }
}

package org.tsudoi.collusion.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.Case.Act;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion.Acting;
import org.tsudoi.collusion.Collusion.CaseMoved;
import org.tsudoi.collusion.Collusion.Reason;
import org.tsudoi.collusion.Measure;
import org.tsudoi.collusion.Step;
import org.tsudoi.members.MemberId;

/// Moves a case by one step, in one transaction with who did it and why. What is not allowed is refused with the first
/// reason that fits, and nothing changes.
@Component
class DecidingCases {
    private final CaseTable cases;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DecidingCases(CaseTable cases, ApplicationEventPublisher publisher, TransactionTemplate transactions, Clock clock) {
        this.cases = cases;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
    }

    Acting act(CaseId id, Step step, String why, MemberId who) {
        if (step == Step.SUSPEND) throw new IllegalArgumentException("suspending is proposed");
        var act = new Act(who.toString(), why, clock.instant());
        return Objects.requireNonNull(transactions.execute(_ -> {
            var row = cases.lock(id);
            if (row.isEmpty()) return new Acting.Refused(Reason.NOT_FOUND);
            var refused = refusal(row.get().now(), step, act);
            return refused.<Acting>map(Acting.Refused::new)
                    .orElseGet(() -> move(row.get(), after(row.get().now(), step, act), act));
        }));
    }

    static Optional<Reason> refusal(Case now, Step step, Act act) {
        if (now.matter().isParty(act.who())) return Optional.of(Reason.PARTY);
        if (!Step.from(now).contains(step)) return Optional.of(Reason.NOT_NOW);
        if (step.measure()
                .filter(it -> !now.matter().level().reaches(it.needed()))
                .isPresent()) {
            return Optional.of(Reason.LEVEL);
        }
        return step == Step.UPHOLD
                        && now instanceof Case.Appealed appealed
                        && appealed.by().equals(act.who())
                ? Optional.of(Reason.SAME_PERSON)
                : Optional.empty();
    }

    private static Case after(Case now, Step step, Act act) {
        return switch (now) {
            case Case.Opened it when step == Step.LOOK_AT -> it.lookedAt(act);
            case Case.Opened it when step == Step.DISMISS -> it.dismissed(act);
            case Case.LookedAt it when step == Step.STOP_EARNING -> it.earningStopped(act);
            case Case.LookedAt it when step == Step.DISMISS -> it.dismissed(act);
            case Case.EarningStopped it when step == Step.HOLD_POINTS -> it.pointsHeld(act);
            case Case.EarningStopped it when step == Step.LIFT -> it.lifted(act);
            case Case.PointsHeld it when step == Step.REVERSE_BONUS -> it.bonusReversed(act);
            case Case.PointsHeld it when step == Step.LIFT -> it.lifted(act);
            case Case.BonusReversed it when step == Step.LIFT -> it.lifted(act);
            case Case.Suspended it when step == Step.LIFT -> it.lifted(act);
            case Case.Appealed it when step == Step.UPHOLD -> it.upheld(act);
            case Case.Appealed it when step == Step.LIFT -> it.lifted(act);
            case Case.Upheld it when step == Step.LIFT -> it.lifted(act);
            case Case.Opened _,
                    Case.LookedAt _,
                    Case.EarningStopped _,
                    Case.PointsHeld _,
                    Case.BonusReversed _,
                    Case.Suspended _,
                    Case.Appealed _,
                    Case.Upheld _,
                    Case.Dismissed _,
                    Case.Lifted _ -> throw new IllegalStateException(now.id() + " knows no " + step);
        };
    }

    /// The first suspension of its members holds.
    void suspended(CaseId id, MemberId by, String why) {
        var act = new Act(by.toString(), why, clock.instant());
        transactions.executeWithoutResult(_ -> cases.lock(id).ifPresent(row -> {
            if (row.now() instanceof Case.BonusReversed it) move(row, it.suspended(act), act);
        }));
    }

    private Acting move(CaseTable.Row from, Case to, Act act) {
        cases.move(from, to, act);
        publisher.publishEvent(new CaseMoved(to.id(), to.matter().members(), CaseTable.state(to), from.step() + 1));
        return new Acting.Done(to);
    }

    Acting appeal(CaseId id, String why, MemberId who) {
        var act = new Act(who.toString(), why, clock.instant());
        return Objects.requireNonNull(transactions.execute(_ -> {
            var row = cases.lock(id);
            if (row.isEmpty()) return new Acting.Refused(Reason.NOT_FOUND);
            if (!row.get().now().matter().isParty(act.who())) return new Acting.Refused(Reason.PARTY);
            if (cases.hasAppealed(id, act.who())) return new Acting.Refused(Reason.APPEALED_BEFORE);
            var to = appealed(row.get().now(), act);
            return to.map(it -> move(row.get(), it, act)).orElseGet(() -> new Acting.Refused(Reason.NOT_NOW));
        }));
    }

    private static Optional<Case> appealed(Case now, Act act) {
        return switch (now) {
            case Case.EarningStopped it -> Optional.of(it.appealed(act));
            case Case.PointsHeld it -> Optional.of(it.appealed(act));
            case Case.BonusReversed it -> Optional.of(it.appealed(act));
            case Case.Suspended it -> Optional.of(it.appealed(act));
            case Case.Upheld it -> Optional.of(it.appealed(act));
            case Case.Opened _, Case.LookedAt _, Case.Appealed _, Case.Dismissed _, Case.Lifted _ -> Optional.empty();
        };
    }

    /// Nobody keeps what others earned for ever by deciding nothing: what was held since before that moment is
    /// released.
    void releaseLongHeld(Instant before) {
        for (var id : cases.heldBefore(before)) {
            transactions.executeWithoutResult(_ -> cases.lock(id).ifPresent(row -> {
                var act = new Act(LookingForCases.BY_ITSELF, "held too long", clock.instant());
                switch (row.now()) {
                    case Case.PointsHeld held -> move(row, held.lifted(act), act);
                    case Case.Upheld upheld when upheld.measure() == Measure.HOLD -> move(row, upheld.lifted(act), act);
                    case Case.Appealed appealed
                    when appealed.measure() == Measure.HOLD -> move(row, appealed.lifted(act), act);
                    case Case.Opened _,
                            Case.LookedAt _,
                            Case.EarningStopped _,
                            Case.BonusReversed _,
                            Case.Suspended _,
                            Case.Appealed _,
                            Case.Upheld _,
                            Case.Dismissed _,
                            Case.Lifted _ -> {}
                }
            }));
        }
    }

    /// Appeals of before that moment are granted.
    void grantLate(Instant before) {
        for (var id : cases.appealedBefore(before)) {
            transactions.executeWithoutResult(_ -> cases.lock(id).ifPresent(row -> {
                var act = new Act(LookingForCases.BY_ITSELF, "appeal not decided in time", clock.instant());
                if (row.now() instanceof Case.Appealed appealed) move(row, appealed.lifted(act), act);
            }));
        }
    }
}

package org.tsudoi.collusion.internal;

import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Collusion.CaseMoved;
import org.tsudoi.collusion.Measure;
import org.tsudoi.collusion.Step;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageNews;

/// Keeps a case and the suspensions that came from it in step, in the transaction in which either moves.
/// What the other one knows already is refused there and changes nothing. The two are locked in the order
/// in which they move, so of two who decide at both ends in the same moment one may be sent back by the
/// database.
@Component
class FollowingSuspensions {
    private final CaseTable cases;
    private final SuspensionTable suspensions;
    private final DecidingCases deciding;
    private final Sanctions sanctions;

    FollowingSuspensions(CaseTable cases, SuspensionTable suspensions, DecidingCases deciding, Sanctions sanctions) {
        this.cases = cases;
        this.suspensions = suspensions;
        this.deciding = deciding;
        this.sanctions = sanctions;
    }

    @EventListener
    void on(StageNews news) {
        switch (news) {
            case StageNews.SanctionInForce it ->
                suspensions.caseOf(it.sanction()).ifPresent(id -> inForce(id, it));
            case StageNews.SanctionWaits it -> suspensions.caseOf(it.sanction()).ifPresent(id -> appealed(id, it));
            case StageNews.SanctionAnswered it
            when !it.lifted() -> suspensions.caseOf(it.sanction()).ifPresent(id -> upheld(id, it));
            // The suspension of one that was lifted says nothing about the others, nor about the bonus.
            case StageNews.SanctionAnswered _,
                    StageNews.GuidelineWritten _,
                    StageNews.KeptFromOrdering _,
                    StageNews.StageChanged _ -> {}
        }
    }

    private void inForce(CaseId id, StageNews.SanctionInForce news) {
        var now = cases.lock(id).orElseThrow().now();
        if (now instanceof Case.Dismissed || now instanceof Case.Lifted) {
            throw Problem.of(ProblemCode.CONFLICT, "collusion.error.closed");
        }
        if (!(sanctions.find(news.sanction()).orElseThrow() instanceof Sanction.InForce suspension)) return;
        boolean byParty = suspension
                .second()
                .filter(second -> now.matter().isParty(second.operator().toString()))
                .isPresent();
        if (byParty) throw Problem.of(ProblemCode.CONFLICT, "collusion.refused.party");
        deciding.suspended(id, suspension.decision().by(), suspension.decision().reason());
    }

    private void appealed(CaseId id, StageNews.SanctionWaits news) {
        sanctions
                .find(news.sanction())
                .ifPresent(it -> openAppeal(it)
                        .ifPresent(appeal -> deciding.appeal(
                                id, appeal.words(), it.decision().member())));
    }

    private void upheld(CaseId id, StageNews.SanctionAnswered news) {
        if (suspensions.of(id).stream()
                .flatMap(one -> sanctions.find(one).stream())
                .anyMatch(it -> openAppeal(it).isPresent())) {
            return;
        }
        boolean isAboutIt = cases.find(id)
                .filter(row -> row.now() instanceof Case.Appealed it && it.measure() == Measure.SUSPENSION)
                .isPresent();
        if (!isAboutIt) return;
        sanctions
                .find(news.sanction())
                .flatMap(FollowingSuspensions::answer)
                .ifPresent(answer -> deciding.act(id, Step.UPHOLD, answer.words(), answer.by()));
    }

    private static Optional<Sanction.Appeal> openAppeal(Sanction sanction) {
        return sanction instanceof Sanction.InForce it
                ? it.appeal().filter(appeal -> appeal.answer().isEmpty())
                : Optional.empty();
    }

    private static Optional<Sanction.Answer> answer(Sanction sanction) {
        return sanction instanceof Sanction.InForce it
                ? it.appeal().flatMap(Sanction.Appeal::answer)
                : Optional.empty();
    }

    @EventListener
    void on(CaseMoved moved) {
        switch (moved.state()) {
            case "appealed", "upheld", "lifted" -> {
                var theirs = suspensions.of(moved.id());
                if (theirs.isEmpty()) return;
                var event = cases.events(moved.id()).getLast();
                theirs.forEach(one -> sanctions.find(one).ifPresent(it -> follow(it, event)));
            }
            default -> {}
        }
    }

    private void follow(Sanction sanction, Collusion.Event event) {
        var who = MemberId.parse(event.who());
        switch (sanction) {
            case Sanction.InForce it
            when event.state().equals("appealed") -> {
                boolean isTheirs = who.filter(it.decision().member()::equals).isPresent();
                if (isTheirs && it.appeal().isEmpty()) {
                    sanctions.appeal(it.id(), it.decision().member(), event.why());
                }
            }
            case Sanction.InForce it -> answer(it, event, who);
            case Sanction.Proposed it
            when event.state().equals("lifted") ->
                // Nobody can confirm it any more; whoever proposed it leaves that to another.
                who.filter(it::maySecond).ifPresent(operator -> sanctions.refuse(it.id(), operator));
            case Sanction.Proposed _, Sanction.Refused _, Sanction.Ended _ -> {}
        }
    }

    private void answer(Sanction.InForce sanction, Collusion.Event event, Optional<MemberId> who) {
        boolean lifts = event.state().equals("lifted");
        var answering =
                who.filter(sanction::mayAnswer).filter(_ -> openAppeal(sanction).isPresent());
        if (answering.isPresent()) sanctions.answer(sanction.id(), answering.get(), event.why(), lifts);
        else if (lifts && who.isPresent()) sanctions.lift(sanction.id(), who.get());
        else if (lifts) sanctions.letGo(sanction.id());
    }
}

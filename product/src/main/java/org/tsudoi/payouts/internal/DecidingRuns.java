package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts.Deciding;
import org.tsudoi.payouts.Payouts.GivenBack;
import org.tsudoi.payouts.Payouts.Noting;
import org.tsudoi.payouts.Payouts.Preparing;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;

/// Moves runs and their payouts, with the books, inside the caller's transaction. A run is locked before its payouts.
@Component
class DecidingRuns {
    private final RunTable runs;
    private final PayoutTable payouts;
    private final PayoutBook book;
    private final WeighingPayouts weighing;
    private final TellingPayees telling;
    private final Clock clock;

    DecidingRuns(
            RunTable runs,
            PayoutTable payouts,
            PayoutBook book,
            WeighingPayouts weighing,
            TellingPayees telling,
            Clock clock) {
        this.runs = runs;
        this.payouts = payouts;
        this.book = book;
        this.weighing = weighing;
        this.telling = telling;
        this.clock = clock;
    }

    Preparing prepare(PayoutRunId id, Currency currency, MemberId by) {
        runs.lockDesk(currency);
        var known = runs.find(id);
        if (known.isPresent()) return new Preparing.Done(known.get());
        var other = runs.undecided(currency);
        if (other.isPresent())
            return new Preparing.AnotherIsPrepared(other.get().id());
        var proposal = weighing.propose(currency, by);
        if (proposal.paysNobody()) return new Preparing.NothingToPay();
        var now = clock.instant();
        var run = new PayoutRun.Prepared(id, new PayoutRun.Terms(currency, by, now));
        runs.insert(run);
        runs.note(id, null, by.toString(), "prepared", now);
        for (var share : proposal.shares()) {
            var payee = new Payee.OfOrganiser(share.organiser(), share.account());
            prepare(PayoutId.derive(id, share.organiser()), id, payee, share.amount(), share.fee());
        }
        for (var back : proposal.refunds()) giveBack(id, back);
        return new Preparing.Done(run);
    }

    private void prepare(PayoutId id, PayoutRunId run, Payee payee, Money amount, Money fee) {
        var terms = new Payout.Terms(run, payee, payouts.nextNumber(), amount, fee);
        var payout = new Payout.Prepared(id, terms);
        payouts.insert(payout);
        book.prepared(payout, clock.instant());
    }

    /// The refund is given to this payout first: whoever else would give it back finds it taken.
    private void giveBack(PayoutRunId run, GivenBack back) {
        var id = PayoutId.derive(run, back.refund());
        if (!telling.give(back.refund(), id)) throw Problem.of(ProblemCode.CHANGED_MEANWHILE);
        var payee = new Payee.OfBuyer(back.refund(), back.account());
        prepare(id, run, payee, back.amount(), Money.zero(back.amount().currency()));
    }

    Deciding approve(PayoutRunId id, MemberId by) {
        var run = lock(id);
        if (!(run instanceof PayoutRun.Prepared prepared)) return new Deciding.DecidedBefore(run);
        if (by.equals(prepared.terms().preparedBy())) return new Deciding.SamePerson();
        var decider = new PayoutRun.Decider(by, isPaidBy(id, by));
        if (!prepared.mayBeApprovedBy(decider)) return new Deciding.PaidByIt();
        var now = clock.instant();
        var approved = prepared.approved(decider, now);
        moved(run, approved, by.toString(), now);
        for (var payout : payouts.lock(id)) {
            if (payout instanceof Payout.Prepared it) payouts.move(it, it.approved());
        }
        return new Deciding.Done(approved);
    }

    boolean isPaidBy(PayoutRunId run, MemberId member) {
        var theirs = weighing.of(member);
        return payouts.isAnyToldBy(run, member)
                || payouts.of(run).stream()
                        .anyMatch(payout -> payout.terms().payee() instanceof Payee.OfOrganiser it
                                && theirs.contains(it.organiser()));
    }

    Deciding discard(PayoutRunId id, MemberId by) {
        var now = clock.instant();
        var run = lock(id);
        return switch (run) {
            case PayoutRun.Prepared it -> discard(it, it.discarded(by, now), by, now);
            case PayoutRun.Approved it -> discard(it, it.discarded(by, now), by, now);
            case PayoutRun.HandedIn _, PayoutRun.Settled _, PayoutRun.Discarded _ -> new Deciding.DecidedBefore(run);
        };
    }

    private Deciding discard(PayoutRun from, PayoutRun.Discarded to, MemberId by, Instant now) {
        moved(from, to, by.toString(), now);
        for (var payout : payouts.lock(from.id())) {
            switch (payout) {
                case Payout.Prepared it -> payouts.move(it, it.discarded(now));
                case Payout.Approved it -> payouts.move(it, it.discarded(now));
                case Payout.Sent _, Payout.Paid _, Payout.Returned _, Payout.Discarded _ ->
                    throw new IllegalStateException(payout.id() + " is beyond its run");
            }
            book.discarded(payout, now);
            telling.discarded(payout);
        }
        return new Deciding.Done(to);
    }

    PayoutRun.HandedIn handIn(PayoutRun.Approved run, PayoutRun.HandIn handIn, byte[] file) {
        var handedIn = run.handedIn(handIn);
        moved(run, handedIn, handIn.by().toString(), handIn.at());
        runs.keepFile(run.id(), file, handIn.at());
        for (var payout : payouts.lock(run.id())) {
            if (payout instanceof Payout.Approved it) payouts.move(it, it.sent(handIn.at()));
        }
        return handedIn;
    }

    private void moved(PayoutRun from, PayoutRun to, String who, Instant now) {
        runs.move(from, to);
        runs.note(from.id(), null, who, RunTable.state(to), now);
    }

    /// @param who a member's id, or `bank`
    Noting paid(PayoutId id, String who, Instant at) {
        var payout = lock(id);
        if (!(payout instanceof Payout.Sent sent)) return new Noting.NotNow(payout);
        var paid = sent.paid(at);
        moved(sent, paid, who);
        book.paid(sent, at);
        telling.paid(paid);
        settle(paid.terms().run());
        return new Noting.Done(paid);
    }

    Noting returned(PayoutId id, Payout.ReturnReason reason, String who, Instant at) {
        var payout = lock(id);
        return switch (payout) {
            case Payout.Sent it -> returned(it, it.returned(reason, at), who);
            case Payout.Paid it -> returned(it, it.returned(reason, at), who);
            case Payout.Prepared _, Payout.Approved _, Payout.Returned _, Payout.Discarded _ ->
                new Noting.NotNow(payout);
        };
    }

    private Noting returned(Payout from, Payout.Returned to, String who) {
        moved(from, to, who);
        book.returned(from, to.at());
        telling.returned(to);
        settle(to.terms().run());
        return new Noting.Done(to);
    }

    private void moved(Payout from, Payout to, String who) {
        payouts.move(from, to);
        runs.note(from.terms().run(), from.id(), who, PayoutTable.state(to), clock.instant());
    }

    /// Once nothing of it is open any more.
    private void settle(PayoutRunId id) {
        if (!(lock(id) instanceof PayoutRun.HandedIn run)) return;
        boolean open = payouts.of(id).stream().anyMatch(payout -> payout instanceof Payout.Sent);
        if (!open) moved(run, run.settled(clock.instant()), "tsudoi", clock.instant());
    }

    PayoutRun lock(PayoutRunId id) {
        return runs.lock(id).orElseThrow(Problem::notFound);
    }

    private Payout lock(PayoutId id) {
        var run = payouts.find(id).orElseThrow(Problem::notFound).terms().run();
        lock(run);
        return locked(payouts.lock(run), id);
    }

    private static Payout locked(List<Payout> all, PayoutId id) {
        return all.stream().filter(payout -> payout.id().equals(id)).findFirst().orElseThrow();
    }
}

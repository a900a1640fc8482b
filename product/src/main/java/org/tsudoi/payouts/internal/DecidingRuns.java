package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
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
import org.tsudoi.payouts.Payouts.Preparing;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;

/// Moves runs until they are handed in, with the books, inside the caller's transaction. A run is locked before its
/// payouts.
@Component
class DecidingRuns {
    private final RunTable runs;
    private final PayoutTable payouts;
    private final PayoutBook book;
    private final WeighingPayouts weighing;
    private final WhoIsPaid whoIsPaid;
    private final TellingPayees telling;
    private final Clock clock;

    @Component
    record Rows(RunTable runs, PayoutTable payouts) {}

    DecidingRuns(
            Rows rows,
            PayoutBook book,
            WeighingPayouts weighing,
            WhoIsPaid whoIsPaid,
            TellingPayees telling,
            Clock clock) {
        this.runs = rows.runs;
        this.payouts = rows.payouts;
        this.book = book;
        this.weighing = weighing;
        this.whoIsPaid = whoIsPaid;
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
        var decider = whoIsPaid.decider(id, by);
        if (!prepared.mayBeApprovedBy(decider)) return new Deciding.PaidByIt();
        if (paysFormerAccounts(id)) return new Deciding.AccountChanged();
        var now = clock.instant();
        var approved = prepared.approved(decider, now);
        moved(run, approved, by.toString(), now);
        for (var payout : payouts.lock(id)) {
            if (payout instanceof Payout.Prepared it) payouts.move(it, it.approved(), null);
        }
        return new Deciding.Done(approved);
    }

    /// Whether an account was changed after the run was prepared: it is to be discarded then.
    boolean paysFormerAccounts(PayoutRunId id) {
        return payouts.of(id).stream().anyMatch(whoIsPaid::isToFormerAccount);
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
                case Payout.Prepared it -> payouts.move(it, it.discarded(now), null);
                case Payout.Approved it -> payouts.move(it, it.discarded(now), null);
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
            if (payout instanceof Payout.Approved it) payouts.move(it, it.sent(handIn.at()), null);
        }
        return handedIn;
    }

    private void moved(PayoutRun from, PayoutRun to, String who, Instant now) {
        runs.move(from, to);
        runs.note(from.id(), null, who, RunTable.state(to), now);
    }

    PayoutRun lock(PayoutRunId id) {
        return runs.lock(id).orElseThrow(Problem::notFound);
    }
}

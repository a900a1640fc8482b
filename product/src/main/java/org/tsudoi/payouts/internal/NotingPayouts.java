package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts.Noting;
import org.tsudoi.platform.Problem;

/// What became of payouts, with the books, inside the caller's transaction: as the bank tells it, or people by hand.
@Component
class NotingPayouts {
    private static final String BANK = "bank";
    private static final String PAID = "paid";
    private static final String RETURNED = "returned";
    private static final String SAID_BACK = "said-to-be-back";

    private final Rows rows;
    private final PayoutBook book;
    private final WhoIsPaid whoIsPaid;
    private final TellingPayees telling;
    private final Clock clock;

    @Component
    record Rows(RunTable runs, PayoutTable payouts, ReturnRequestTable requests) {}

    NotingPayouts(Rows rows, PayoutBook book, WhoIsPaid whoIsPaid, TellingPayees telling, Clock clock) {
        this.rows = rows;
        this.book = book;
        this.whoIsPaid = whoIsPaid;
        this.telling = telling;
        this.clock = clock;
    }

    /// Also of one that people have said came back: then it had left before.
    Noting paidByBank(PayoutId id, Instant at) {
        var payout = lock(id);
        if (payout instanceof Payout.Returned returned) book.leftAfterAll(returned, at);
        return payout instanceof Payout.Sent sent ? paid(sent, at, null) : notNow(id);
    }

    Noting paidByHand(PayoutId id, MemberId by) {
        var payout = lock(id);
        if (whoIsPaid.isPaidBy(payout.terms().run(), by)) return new Noting.PaidByIt();
        return payout instanceof Payout.Sent sent ? paid(sent, clock.instant(), by) : new Noting.NotNow(payout);
    }

    private Noting paid(Payout.Sent sent, Instant at, @Nullable MemberId byHand) {
        var paid = sent.paid(at);
        moved(sent, paid, byHand);
        book.paid(sent, at);
        telling.paid(paid);
        settle(paid.terms().run());
        return new Noting.Done(paid);
    }

    /// The bank refused to send it.
    Noting refusedByBank(PayoutId id, Payout.ReturnReason reason, Instant at) {
        return lock(id) instanceof Payout.Sent sent
                ? returned(sent, sent, sent.returned(reason, at), null)
                : notNow(id);
    }

    /// Its money is in our account again, so it had left, whether anybody told or not.
    ///
    /// @param notice of the bank that shows it
    Noting cameBackToBank(PayoutId id, String notice, Instant at) {
        var payout = lock(id);
        return switch (payout) {
            case Payout.Sent it -> {
                book.paid(it, at);
                yield returned(it, it.paid(at), it.returned(Payout.ReturnReason.NOT_TOLD, at), null);
            }
            case Payout.Paid it -> returned(it, it, it.returned(Payout.ReturnReason.NOT_TOLD, at), null);
            case Payout.Returned it -> {
                var own = Deposits.ownBank(it.terms().amount().currency());
                if (!rows.payouts.isHeardOf(id, RETURNED)) book.backAtBank(it, own, notice, at);
                yield new Noting.NotNow(payout);
            }
            case Payout.Prepared _, Payout.Approved _, Payout.Discarded _ -> new Noting.NotNow(payout);
        };
    }

    Noting ask(PayoutId id, Payout.ReturnReason reason, MemberId by) {
        var payout = lock(id);
        if (whoIsPaid.isPaidBy(payout.terms().run(), by)) return new Noting.PaidByIt();
        if (!mayComeBack(payout)) return new Noting.NotNow(payout);
        rows.requests.put(new Payout.SaidToBeBack(id, reason, by, clock.instant()));
        rows.runs.note(payout.terms().run(), id, by.toString(), SAID_BACK, clock.instant());
        return new Noting.ToConfirm(payout);
    }

    private static boolean mayComeBack(Payout payout) {
        return payout instanceof Payout.Sent || payout instanceof Payout.Paid;
    }

    Noting confirm(PayoutId id, Payout.ReturnReason reason, MemberId by) {
        var payout = lock(id);
        var said = rows.requests.find(id).filter(it -> it.reason() == reason);
        if (said.isEmpty()) return new Noting.NotNow(payout);
        var decider = whoIsPaid.decider(payout.terms().run(), by);
        if (decider.isPaid()) return new Noting.PaidByIt();
        if (!said.get().mayBeConfirmedBy(decider)) return new Noting.SamePerson();
        var at = clock.instant();
        return switch (payout) {
            case Payout.Sent it -> returned(it, it, said.get().confirmed(it, decider, at), by);
            case Payout.Paid it -> returned(it, it, said.get().confirmed(it, decider, at), by);
            case Payout.Prepared _, Payout.Approved _, Payout.Returned _, Payout.Discarded _ ->
                new Noting.NotNow(payout);
        };
    }

    /// @param booked as it stands on the books
    private Noting returned(Payout from, Payout booked, Payout.Returned to, @Nullable MemberId byHand) {
        moved(from, to, byHand);
        // What the bank shows went out comes in by what it shows, too.
        boolean isForTheBank = byHand != null && rows.payouts.isHeardOf(from.id(), PAID);
        book.returned(booked, to.reason(), booked instanceof Payout.Paid && !isForTheBank, to.at());
        telling.returned(to);
        settle(to.terms().run());
        return new Noting.Done(to);
    }

    private void moved(Payout from, Payout to, @Nullable MemberId byHand) {
        rows.payouts.move(from, to, byHand);
        var who = byHand == null ? BANK : byHand.toString();
        rows.runs.note(from.terms().run(), from.id(), who, PayoutTable.state(to), clock.instant());
    }

    /// Once nothing of it is open any more.
    private void settle(PayoutRunId id) {
        if (!(lockRun(id) instanceof PayoutRun.HandedIn run)) return;
        boolean open = rows.payouts.of(id).stream().anyMatch(payout -> payout instanceof Payout.Sent);
        if (open) return;
        var settled = run.settled(clock.instant());
        rows.runs.move(run, settled);
        rows.runs.note(id, null, "tsudoi", RunTable.state(settled), clock.instant());
    }

    private PayoutRun lockRun(PayoutRunId id) {
        return rows.runs.lock(id).orElseThrow(Problem::notFound);
    }

    private Noting notNow(PayoutId id) {
        return new Noting.NotNow(rows.payouts.find(id).orElseThrow(Problem::notFound));
    }

    private Payout lock(PayoutId id) {
        var run = rows.payouts.find(id).orElseThrow(Problem::notFound).terms().run();
        lockRun(run);
        return rows.payouts.lock(run).stream()
                .filter(payout -> payout.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

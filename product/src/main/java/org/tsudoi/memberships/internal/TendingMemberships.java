package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.FeeTaking;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Problem;

/// Does what [Agenda] decides: what is stored here in one transaction, what has to be asked outside between two.
final class TendingMemberships {
    private static final Logger LOG = LoggerFactory.getLogger(TendingMemberships.class);
    private static final String WHO = "tsudoi";

    /// No membership has so much to be done at once: more is a fault, and never to go round for ever.
    private static final int STEPS_MAX = 500;

    /// So many calls in a row without an answer end a run.
    static final int SILENT_MAX = 10;

    private final MembershipTable memberships;
    private final ChargeTable charges;
    private final PlanTable plans;
    private final FeeTaking fees;
    private final TakingCharges taking;
    private final TellingMembers telling;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TendingMemberships(
            Tables tables, FeeTaking fees, TellingMembers telling, TransactionTemplate transactions, Clock clock) {
        this.memberships = tables.memberships();
        this.charges = tables.charges();
        this.plans = tables.plans();
        this.fees = fees;
        this.taking = new TakingCharges(tables, fees, telling, transactions, clock);
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Tables(MembershipTable memberships, ChargeTable charges, PlanTable plans) {}

    /// Until there is nothing to be done now. No transaction is open.
    ///
    /// @param present the member waits for it, and may be asked by their bank
    /// @return whether all that was asked was answered
    boolean tend(MembershipId id, boolean present) {
        boolean answered = true;
        for (int step = 0; step < STEPS_MAX; step++) {
            var call = Objects.requireNonNull(transactions.execute(_ -> advance(id)));
            if (call.isEmpty()) return answered;
            answered &= taking.make(id, call.get(), present);
        }
        throw new IllegalStateException(id + " is never done");
    }

    /// A hint that there is news: looks at all tries, whatever is known of them, and does what follows.
    void heard(ChargeId id) {
        var charge = charges.find(id).orElseThrow(Problem::notFound);
        var membership = charge.terms().membership();
        for (int attempt : charges.tries(id)) taking.make(membership, new Todo.Look(charge, attempt), false);
        tend(membership, false);
    }

    /// Those that have been due longest come first. When nobody answers the rest waits for the next run.
    int runDue(int pageSize) {
        int seen = 0;
        int silent = 0;
        MembershipTable.@Nullable Due last = null;
        List<MembershipTable.Due> page;
        do {
            page = memberships.due(clock.instant(), last, pageSize);
            for (var due : page) {
                last = due;
                seen++;
                silent = isAnswered(due.id()) ? 0 : silent + 1;
                if (silent == SILENT_MAX) {
                    LOG.warn("nobody answers: after {} memberships the others wait", seen);
                    return seen;
                }
            }
        } while (page.size() == pageSize);
        return seen;
    }

    private boolean isAnswered(MembershipId id) {
        try {
            return tend(id, false);
        } catch (RuntimeException fault) {
            // The others do not wait for it; it stays due.
            LOG.error("{} could not be looked after", id, fault);
            return true;
        }
    }

    /// In one transaction: all that needs nobody outside, up to the next thing that does.
    private Optional<Todo.Call> advance(MembershipId id) {
        var now = clock.instant();
        for (int step = 0; step < STEPS_MAX; step++) {
            var kept = memberships.lock(id).orElseThrow(Problem::notFound);
            switch (agenda(kept, now).next()) {
                case Todo.Rest(var until) -> {
                    memberships.rest(id, until);
                    return Optional.empty();
                }
                case Todo.Over() -> {
                    memberships.rest(id, null);
                    return Optional.empty();
                }
                case Todo.Call call -> {
                    if (!(call instanceof Todo.Send(var due))) return Optional.of(call);
                    return Optional.of(new Todo.Send(taking.sending(kept, due, now)));
                }
                case Todo.Step todo -> does(kept.membership(), todo, now);
            }
        }
        throw new IllegalStateException(id + " is never done");
    }

    private Agenda agenda(KeptMembership kept, Instant now) {
        var membership = kept.membership();
        var alive = charges.alive(membership.id(), Math.max(0, membership.lastPeriod()));
        return new Agenda(
                membership,
                alive,
                kept.by(),
                kept.warned(),
                charge -> charges.sentBy(charge.id(), charge.attempt()).orElse(kept.by()),
                now);
    }

    private void does(Membership membership, Todo.Step todo, Instant now) {
        switch (todo) {
            case Todo.Open(int period) -> open(membership, period, now);
            case Todo.Warn(int period) -> warn(membership, period, now);
            case Todo.Drop(var charge) -> taking.drop(charge, now);
            case Todo.Revive(var charge) -> charges.move(charge, charge.wantedAgain(), "wanted again", now);
            case Todo.GiveBack(var charge) -> giveBack(membership, charge, charge.left(), now);
            case Todo.Begin(var joining) -> begin(joining, now);
            case Todo.Renew(var it) -> renew(it, now);
            case Todo.UseFirst(var it) -> memberships.move(it, it.paidAhead(), WHO, "paid ahead", now);
            case Todo.FallBehind(var it) -> fallBehind(it, now);
            case Todo.Recover(var it) -> memberships.move(it, it.paid(), WHO, "paid", now);
            case Todo.Climb(var it, int step) -> climb(it, step, now);
            case Todo.StopAccess(var it) -> stopAccess(it, now);
            case Todo.End(var it, var why) -> end(it, why, WHO, now);
        }
    }

    private void open(Membership membership, int period, Instant now) {
        var plan = plans.hold(membership.agreement().plan()).orElseThrow();
        var fee = Fee.of(membership.agreement(), plan.prices(), period);
        var terms = new Charge.Terms(
                membership.id(), fee.period(), fee.amount(), plan.terms().tax().on(fee.due()), now, false);
        var id = ChargeId.of(membership.id(), period);
        charges.add(fee.amount().isZero() ? new Charge.Free(id, terms) : new Charge.Due(id, terms, 1), WHO);
    }

    private void warn(Membership membership, int period, Instant now) {
        memberships.warned(membership.id(), period);
        var fee = Fee.of(membership.agreement(), plan(membership).prices(), period);
        telling.chargeComes(membership, fee, membership.agreement().day(now));
    }

    private MonthlyPlan plan(Membership membership) {
        return plans.find(membership.agreement().plan()).orElseThrow();
    }

    private void begin(Membership.Joining joining, Instant now) {
        var to = switch (joining.agreement().firstMonth()) {
            case FREE -> joining.given();
            case FULL, PRORATED -> joining.paid();
        };
        memberships.move(joining, to, WHO, "first fee settled", now);
        telling.joined(to);
    }

    private void renew(Membership membership, Instant now) {
        var to = switch (membership) {
            case Membership.Trial it -> it.renewed();
            case Membership.Active it -> it.renewed();
            case Membership.Paused it -> it.resumed();
            case Membership.Joining _,
                    Membership.PastDue _,
                    Membership.Leaving _,
                    Membership.Suspended _,
                    Membership.Ended _ -> throw notNow(membership);
        };
        memberships.move(membership, to, WHO, "period " + to.lastPeriod(), now);
    }

    private void fallBehind(Membership membership, Instant now) {
        var since = membership.agreement().day(now);
        var behind = switch (membership) {
            case Membership.Trial it -> it.unpaid(since);
            case Membership.Active it -> it.unpaid(since);
            case Membership.Paused it -> it.unpaid(since);
            case Membership.Joining _,
                    Membership.PastDue _,
                    Membership.Leaving _,
                    Membership.Suspended _,
                    Membership.Ended _ -> throw notNow(membership);
        };
        memberships.move(membership, behind, WHO, "not paid", now);
        switch (owed(behind)) {
            case Charge.Declined it -> telling.refused(behind, it);
            case Charge.Waiting it -> {
                // Whom the bank wants to hear was told so a moment ago.
                if (it.what() == Charge.WaitsFor.INVOICE) telling.reminded(behind, it);
            }
            case Charge.Due _, Charge.Sent _, Charge.Unknown _, Charge.Paid _, Charge.Free _, Charge.Dropped _ -> {}
        }
    }

    private static IllegalStateException notNow(Membership membership) {
        return new IllegalStateException("not while " + Columns.state(membership) + ": " + membership.id());
    }

    private Charge owed(Membership.PastDue behind) {
        return charges.find(ChargeId.of(behind.id(), behind.unpaid())).orElseThrow();
    }

    private void climb(Membership.PastDue from, int step, Instant now) {
        var to = from.climbed(step);
        memberships.move(from, to, WHO, "step " + step, now);
        var owed = owed(to);
        if (owed instanceof Charge.Declined declined && declined.remedy() == Charge.Remedy.RETRY) {
            charges.move(declined, declined.again(), "step " + step, now);
        } else {
            telling.reminded(to, owed);
        }
    }

    private void stopAccess(Membership.PastDue from, Instant now) {
        var to = from.accessStopped();
        memberships.move(from, to, WHO, "access stopped", now);
        telling.accessStopped(to, owed(to));
    }

    /// In a transaction.
    Membership.Ended end(Membership membership, Membership.EndReason why, String who, Instant now) {
        var to = switch (membership) {
            case Membership.Joining it -> it.ended(now, why);
            case Membership.Trial it -> it.ended(now, why);
            case Membership.Active it -> it.ended(now, why);
            case Membership.PastDue it -> it.ended(now, why);
            case Membership.Paused it -> it.ended(now, why);
            case Membership.Leaving it -> it.ended(now, why);
            case Membership.Suspended it -> it.ended(now, why);
            case Membership.Ended it -> it;
        };
        if (membership instanceof Membership.Ended) return to;
        memberships.move(membership, to, who, why.word(), now);
        plans.freePlace(membership.agreement().plan());
        telling.moved(to, What.ENDED, membership.agreement().day(now));
        fees.over(membership.id());
        return to;
    }

    /// In a transaction: who was kept out for whole periods gets back what was paid for them, or will be.
    void skip(Membership membership, int present) {
        charges.unused(membership.id(), membership.lastPeriod(), present);
    }

    /// In a transaction: part of what was paid goes back.
    void giveBack(Membership membership, Charge.Paid charge, Money amount, Instant now) {
        if (amount.isZero()) return;
        var after = charge.givenBack(amount);
        taking.giveBack(charge, amount);
        charges.move(charge, after, "given back " + amount, now);
        telling.moneyBack(membership, after, amount);
    }
}

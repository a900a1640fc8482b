package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.Charge.Remedy;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FeeTaking;
import org.tsudoi.memberships.FeeTaking.Answer;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Problem;

/// Calls whoever takes fees, and stores what they answer. The try is stored before the call, and its answer after it.
final class TakingCharges {
    private static final Logger LOG = LoggerFactory.getLogger(TakingCharges.class);
    private static final String LOST = "never_arrived";

    /// Nobody stays in for longer because nobody hears us.
    private static final Duration RESENDS_END = Duration.ofDays(1);

    private final MembershipTable memberships;
    private final ChargeTable charges;
    private final PlanTable plans;
    private final FeeTaking fees;
    private final TellingMembers telling;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TakingCharges(
            TendingMemberships.Tables tables,
            FeeTaking fees,
            TellingMembers telling,
            TransactionTemplate transactions,
            Clock clock) {
        this.memberships = tables.memberships();
        this.charges = tables.charges();
        this.plans = tables.plans();
        this.fees = fees;
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// In a transaction, before the call. A try that never arrived is made again as it was, unless the member
    /// wants to pay by other means by now: then it is another one, under another key.
    Charge.Due sending(KeptMembership kept, Charge.Due due, Instant now) {
        var before = charges.sentBy(due.id(), due.attempt());
        var next = due;
        if (before.isPresent() && !before.get().equals(kept.by())) {
            charges.refused(due.id(), due.attempt(), now);
            next = due.otherwise();
            charges.move(due, next, "by other means", now);
        }
        charges.sent(next.id(), next.attempt(), kept.by(), now);
        charges.move(next, next.sent(now), "attempt " + next.attempt(), now);
        return next;
    }

    /// No transaction is open.
    ///
    /// @param present the member waits for the answer
    /// @return whether there was one
    boolean make(MembershipId id, Todo.Call call, boolean present) {
        var answer = asked(id, call, present);
        transactions.executeWithoutResult(_ -> store(id, call, answer, clock.instant()));
        return !(answer instanceof Answer.NotKnown);
    }

    private Answer asked(MembershipId id, Todo.Call call, boolean present) {
        try {
            return switch (call) {
                case Todo.Send(var charge) -> fees.take(request(id, charge, present));
                case Todo.Look(var charge, int attempt) -> fees.look(charge.id(), attempt);
                case Todo.Close(var charge) -> fees.close(charge.id(), charge.attempt());
            };
        } catch (RuntimeException fault) {
            LOG.warn("{}: no answer", call, fault);
            return new Answer.NotKnown("fault");
        }
    }

    private FeeTaking.Request request(MembershipId id, Charge.Due due, boolean present) {
        var kept = memberships.find(id).orElseThrow();
        var membership = kept.membership();
        var agreement = membership.agreement();
        return new FeeTaking.Request(
                due.id(),
                due.attempt(),
                id,
                agreement.member(),
                plans.find(agreement.plan()).orElseThrow().organiser(),
                agreement.plan(),
                due.terms().period(),
                due.terms().amount(),
                due.terms().tax(),
                charges.sentBy(due.id(), due.attempt()).orElseThrow(),
                present,
                payBefore(membership, due));
    }

    /// An invoice is paid as long as the ladder has not ended.
    private Instant payBefore(Membership membership, Charge charge) {
        var agreement = membership.agreement();
        int days = agreement.ladder().end();
        return switch (membership) {
            case Membership.Joining it -> it.payBefore();
            case Membership.PastDue it -> agreement.begins(it.endsOn());
            case Membership.Trial _,
                    Membership.Active _,
                    Membership.Paused _,
                    Membership.Leaving _,
                    Membership.Suspended _,
                    Membership.Ended _ ->
                agreement.begins(later(charge.terms().period().from(), agreement.day(clock.instant()))
                        .plusDays(days));
        };
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private void store(MembershipId id, Todo.Call call, Answer answer, Instant now) {
        var kept = memberships.lock(id).orElseThrow(Problem::notFound);
        var asked = asked(call);
        var charge = charges.find(asked.id).orElseThrow();
        if (attempt(charge) == asked.attempt) {
            switch (charge) {
                case Charge.Sent it -> store(kept, it, answer, now);
                case Charge.Unknown it -> store(kept, it, answer, now);
                case Charge.Waiting it -> store(kept, it, call, answer, now);
                case Charge.Due _, Charge.Declined _, Charge.Dropped _ ->
                    after(kept, charge, asked.attempt, answer, now);
                // Somebody else has heard the answer.
                case Charge.Paid _, Charge.Free _ -> {}
            }
        } else {
            after(kept, charge, asked.attempt, answer, now);
        }
        memberships.rest(id, now);
    }

    /// Of a try that was over, as far as was known. One payment is kept, and what comes beyond it goes back: also
    /// while another try is open, since that one may be paid.
    private void after(KeptMembership kept, Charge charge, int attempt, Answer answer, Instant now) {
        if (!(answer instanceof Answer.Taken(var reference, var at))) return;
        switch (charge) {
            case Charge.Due it -> paid(kept, it, it.paidAfterAll(attempt, reference, at), now);
            case Charge.Declined it -> paid(kept, it, it.paidAfterAll(attempt, reference, at), now);
            case Charge.Dropped it -> paid(kept, it, it.paidLate(attempt, reference, at), now);
            case Charge.Sent _, Charge.Unknown _, Charge.Waiting _, Charge.Paid _ ->
                tooMuch(kept, charge, attempt, now);
            case Charge.Free _ -> throw new IllegalStateException("nothing was to be paid: " + charge.id());
        }
    }

    private void tooMuch(KeptMembership kept, Charge charge, int attempt, Instant now) {
        if (!charges.returned(charge.id(), attempt, now)) return;
        LOG.warn("{} was taken more than once: attempt {} goes back", charge.id(), attempt);
        fees.giveBack(charge.id(), attempt, charge.terms().amount(), charge.id() + "/surplus/" + attempt);
        telling.tooMuchBack(kept.membership(), charge, attempt);
    }

    private record Asked(ChargeId id, int attempt) {}

    private static Asked asked(Todo.Call call) {
        return switch (call) {
            case Todo.Send(var charge) -> new Asked(charge.id(), charge.attempt());
            case Todo.Look(var charge, int attempt) -> new Asked(charge.id(), attempt);
            case Todo.Close(var charge) -> new Asked(charge.id(), charge.attempt());
        };
    }

    private static int attempt(Charge charge) {
        return switch (charge) {
            case Charge.Due it -> it.attempt();
            case Charge.Sent it -> it.attempt();
            case Charge.Unknown it -> it.attempt();
            case Charge.Waiting it -> it.attempt();
            case Charge.Declined it -> it.attempt();
            case Charge.Paid it -> it.attempt();
            case Charge.Dropped it -> it.attempt();
            case Charge.Free _ -> 0;
        };
    }

    private void store(KeptMembership kept, Charge.Sent sent, Answer answer, Instant now) {
        switch (answer) {
            case Answer.Taken(var reference, var at) -> paid(kept, sent, sent.paid(reference, at), now);
            case Answer.Refused(var code, var remedy) -> declined(kept, sent, sent.declined(code, remedy, now), now);
            case Answer.Waits(var what) -> waits(kept, sent, sent.waiting(what, until(kept, sent)), now);
            case Answer.NotKnown(var why) ->
                charges.move(sent, sent.unclear(why, Agenda.lookAt(0, now)), "not known", now);
            case Answer.NeverArrived() -> {
                switch (lost(kept, sent.id(), sent.attempt(), now)) {
                    case UNDERWAY -> {}
                    case OVER -> declined(kept, sent, sent.declined(LOST, Remedy.RETRY, now), now);
                    case AGAIN -> charges.move(sent, sent.neverArrived(), "never arrived", now);
                }
            }
        }
    }

    private void store(KeptMembership kept, Charge.Unknown unknown, Answer answer, Instant now) {
        switch (answer) {
            case Answer.Taken(var reference, var at) -> paid(kept, unknown, unknown.paid(reference, at), now);
            case Answer.Refused(var code, var remedy) ->
                declined(kept, unknown, unknown.declined(code, remedy, now), now);
            case Answer.Waits(var what) -> waits(kept, unknown, unknown.waiting(what, until(kept, unknown)), now);
            case Answer.NotKnown(var why) -> stillUnclear(unknown, why, now);
            case Answer.NeverArrived() -> {
                switch (lost(kept, unknown.id(), unknown.attempt(), now)) {
                    case UNDERWAY -> stillUnclear(unknown, LOST, now);
                    case OVER -> declined(kept, unknown, unknown.declined(LOST, Remedy.RETRY, now), now);
                    case AGAIN -> charges.move(unknown, unknown.neverArrived(), "never arrived", now);
                }
            }
        }
    }

    private void stillUnclear(Charge.Unknown unknown, String why, Instant now) {
        var lookAt = Agenda.lookAt(unknown.looks() + 1, now);
        charges.move(unknown, unknown.stillUnclear(why, lookAt), "still not known", now);
    }

    private enum Lost {
        /// The call may still be on its way.
        UNDERWAY,
        AGAIN,
        /// It was made again for long enough, or is not wanted in that way any more: as good as refused.
        OVER
    }

    private Lost lost(KeptMembership kept, ChargeId charge, int attempt, Instant now) {
        var sending = charges.sending(charge, attempt);
        if (now.isBefore(sending.last().plus(Agenda.CALL_MAX))) return Lost.UNDERWAY;
        boolean tried = sending.again() >= ChargeTable.OFTEN
                && !now.isBefore(sending.first().plus(RESENDS_END));
        return tried || isByOtherMeans(kept, charge, attempt) ? Lost.OVER : Lost.AGAIN;
    }

    private boolean isByOtherMeans(KeptMembership kept, ChargeId charge, int attempt) {
        var sentBy = charges.sentBy(charge, attempt);
        return sentBy.isPresent() && !sentBy.get().equals(kept.by());
    }

    private void store(KeptMembership kept, Charge.Waiting waiting, Todo.Call call, Answer answer, Instant now) {
        switch (answer) {
            case Answer.Taken(var reference, var at) -> paid(kept, waiting, waiting.paid(reference, at), now);
            case Answer.Refused(var code, var remedy) -> over(kept, waiting, waiting.declined(code, remedy, now), now);
            case Answer.NeverArrived() -> over(kept, waiting, waiting.declined(LOST, Remedy.RETRY, now), now);
            case Answer.Waits _ -> unclear(waiting, call, "not closed", now);
            case Answer.NotKnown(var why) -> unclear(waiting, call, why, now);
        }
    }

    /// Who only looked at what waits still waits.
    private void unclear(Charge.Waiting waiting, Todo.Call call, String why, Instant now) {
        if (call instanceof Todo.Close) {
            charges.move(waiting, waiting.unclear(why, Agenda.lookAt(0, now)), "not closed", now);
        }
    }

    private Instant until(KeptMembership kept, Charge charge) {
        return payBefore(kept.membership(), charge);
    }

    private void paid(KeptMembership kept, Charge from, Charge.Paid to, Instant now) {
        charges.move(from, to, "paid", now);
        charges.taken(to.id(), to.attempt(), now);
        telling.paid(kept.membership(), to);
    }

    private void declined(KeptMembership kept, Charge from, Charge.Declined to, Instant now) {
        if (over(kept, from, to, now)) return;
        switch (kept.membership()) {
            case Membership.Joining it -> telling.refused(it, to);
            case Membership.PastDue it -> telling.refused(it, to);
            // Told when it falls behind.
            case Membership.Trial _, Membership.Active _, Membership.Paused _ -> {}
            case Membership.Leaving _, Membership.Suspended _, Membership.Ended _ -> {}
        }
    }

    /// Whether it is tried again at once, since the member wants to pay by other means by now.
    private boolean over(KeptMembership kept, Charge from, Charge.Declined to, Instant now) {
        charges.move(from, to, to.code(), now);
        charges.refused(to.id(), to.attempt(), now);
        boolean again = to.terms().period().number() > kept.membership().lastPeriod()
                && isByOtherMeans(kept, to.id(), to.attempt());
        if (again) charges.move(to, to.again(), "by other means", now);
        return again;
    }

    private void waits(KeptMembership kept, Charge from, Charge.Waiting to, Instant now) {
        charges.move(from, to, to.what().word(), now);
        telling.waits(kept.membership(), to);
    }

    /// In a transaction.
    void drop(Charge charge, Instant now) {
        var dropped = switch (charge) {
            case Charge.Due it -> it.dropped(now);
            case Charge.Declined it -> it.dropped(now);
            case Charge.Sent _, Charge.Unknown _, Charge.Waiting _, Charge.Paid _, Charge.Free _, Charge.Dropped _ ->
                throw new IllegalStateException("not to be dropped: " + Objects.toString(charge));
        };
        charges.move(charge, dropped, "not wanted any more", now);
        charges.refused(charge.id(), dropped.attempt(), now);
    }

    /// In a transaction.
    void giveBack(Charge.Paid charge, Money amount) {
        fees.giveBack(
                charge.id(),
                charge.attempt(),
                amount,
                charge.id() + "/" + charge.back().minorUnits());
    }
}

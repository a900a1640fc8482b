package org.tsudoi.memberships.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tsudoi.memberships.Agreement;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Membership.EndReason;
import org.tsudoi.memberships.PayBy;

/// Decides what is to be done next about one membership, from what is stored and the clock alone. Whoever
/// is killed half-way asks again and hears the same.
///
/// @param charges of this membership
/// @param by      what the member wants to pay by now
/// @param warned  the last period whose fee was told days before
/// @param sentBy  what a charge that waits for the member was sent by
record Agenda(
        Membership membership,
        List<Charge> charges,
        PayBy by,
        int warned,
        Function<Charge.Waiting, PayBy> sentBy,
        Instant now) {
    /// A fee that comes after a free time or a pause is told so many days before.
    static final int NOTICE_DAYS = 7;

    /// A call that is not answered after so long was cut off.
    static final Duration CALL_MAX = Duration.ofMinutes(2);

    static final List<Duration> LOOKS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1));

    static Instant lookAt(int looks, Instant now) {
        return now.plus(LOOKS.get(Math.min(looks, LOOKS.size() - 1)));
    }

    Todo next() {
        for (var charge : charges) {
            var todo = of(charge);
            if (todo.isPresent()) return todo.get();
        }
        return switch (membership) {
            case Membership.Joining it -> of(it);
            case Membership.Trial it -> renewing(it, 1);
            case Membership.Active it -> renewing(it, it.lastPeriod() + 1);
            case Membership.Paused it -> isPaidAhead(it) ? new Todo.UseFirst(it) : renewing(it, it.resumes());
            case Membership.PastDue it -> of(it);
            case Membership.Leaving it ->
                today().isBefore(it.endsOn()) ? rest(it.endsOn()) : new Todo.End(it, EndReason.LEFT);
            case Membership.Suspended it -> of(it);
            case Membership.Ended _ -> waitingForAnswers(new Todo.Over());
        };
    }

    /// Who was to leave has left on their day, also while they are kept out.
    private Todo of(Membership.Suspended suspended) {
        if (!(suspended.course() instanceof Membership.Course.Ending)) return waitingForAnswers(new Todo.Over());
        var endsOn = calendarStart(suspended.lastPeriod() + 1);
        return today().isBefore(endsOn) ? rest(endsOn) : new Todo.End(suspended, EndReason.LEFT);
    }

    /// What a charge asks for by itself, whatever the membership is about to do.
    private Optional<Todo> of(Charge charge) {
        return Optional.ofNullable(
                switch (charge) {
                    case Charge.Sent it -> isReached(it.at().plus(CALL_MAX)) ? new Todo.Look(it, it.attempt()) : null;
                    case Charge.Unknown it -> isReached(it.lookAt()) ? new Todo.Look(it, it.attempt()) : null;
                    case Charge.Waiting it -> isToBeClosed(it) ? new Todo.Close(it) : null;
                    case Charge.Due it -> isWanted(it) ? null : new Todo.Drop(it);
                    case Charge.Declined it -> isWanted(it) ? null : new Todo.Drop(it);
                    case Charge.Paid it -> isOwedBack(it) ? new Todo.GiveBack(it) : null;
                    case Charge.Free _, Charge.Dropped _ -> null;
                });
    }

    private boolean isReached(Instant moment) {
        return !now.isBefore(moment);
    }

    private boolean isToBeClosed(Charge.Waiting charge) {
        return !isWanted(charge) || isReached(charge.until()) || isOverdue() || !by.equals(sentBy.apply(charge));
    }

    private boolean isOverdue() {
        return membership instanceof Membership.PastDue it && !today().isBefore(it.endsOn());
    }

    boolean isWanted(Charge charge) {
        if (charge.terms().unused()) return false;
        int period = charge.terms().period().number();
        return switch (membership) {
            case Membership.Joining _ -> period == 0;
            case Membership.Trial it -> period <= it.lastPeriod() + 1;
            case Membership.Active it -> period <= it.lastPeriod() + 1;
            case Membership.PastDue it -> period <= it.unpaid();
            case Membership.Paused it -> period <= it.lastPeriod() || period == it.resumes();
            case Membership.Leaving _, Membership.Suspended _, Membership.Ended _ -> period <= membership.lastPeriod();
        };
    }

    /// Who paid ahead and is to leave or to pause may still stay: it goes back when all is over. Who is kept out
    /// may come back: it goes back when none of its days are left.
    private boolean isOwedBack(Charge.Paid charge) {
        if (charge.left().isZero() || isWanted(charge)) return false;
        return charge.terms().unused()
                || membership instanceof Membership.Ended
                || (membership instanceof Membership.Suspended
                        && !today().isBefore(charge.terms().period().until()));
    }

    private boolean isPaidAhead(Membership.Paused paused) {
        int next = paused.lastPeriod() + 1;
        return next < paused.resumes()
                && charge(next)
                        .filter(it -> it.isSettled() && !it.terms().unused())
                        .isPresent();
    }

    private Optional<Charge> charge(int period) {
        return charges.stream()
                .filter(it -> it.terms().period().number() == period)
                .findFirst();
    }

    private Todo of(Membership.Joining joining) {
        var first = charge(0);
        if (first.isEmpty()) return new Todo.Open(0);
        boolean late = isReached(joining.payBefore());
        return switch (first.get()) {
            case Charge.Paid _, Charge.Free _ -> new Todo.Begin(joining);
            case Charge.Due it -> late ? new Todo.End(joining, EndReason.NEVER_PAID) : new Todo.Send(it);
            case Charge.Declined _, Charge.Dropped _ ->
                late ? new Todo.End(joining, EndReason.NEVER_PAID) : new Todo.Rest(joining.payBefore());
            case Charge.Sent _, Charge.Unknown _, Charge.Waiting _ -> waitingForAnswers(new Todo.Over());
        };
    }

    private Todo renewing(Membership it, int period) {
        var begins = calendarStart(period);
        var asked = begins.minusDays(by.daysAhead());
        var next = charge(period);
        if (next.isEmpty() && isToBeTold(period)) {
            var told = begins.minusDays(NOTICE_DAYS);
            return today().isBefore(told) ? rest(told) : new Todo.Warn(period);
        }
        if (today().isBefore(asked)) return rest(asked);
        if (next.isEmpty()) {
            // Nobody was asked for a period that is over: our jobs stood still, and it is not the member's debt.
            boolean over = !today().isBefore(calendarStart(period + 1));
            return over ? new Todo.Renew(it) : new Todo.Open(period);
        }
        if (next.get() instanceof Charge.Due due) return new Todo.Send(due);
        if (next.get() instanceof Charge.Dropped dropped) return new Todo.Revive(dropped);
        if (today().isBefore(begins)) return waitingForAnswers(rest(begins));
        return switch (next.get()) {
            case Charge.Paid _, Charge.Free _ -> new Todo.Renew(it);
            case Charge.Declined _, Charge.Waiting _, Charge.Dropped _ -> new Todo.FallBehind(it);
            // Nobody refused anything: the member stays in until it is known.
            case Charge.Sent _, Charge.Unknown _ -> waitingForAnswers(new Todo.Over());
            case Charge.Due due -> new Todo.Send(due);
        };
    }

    /// Nothing was paid for the period before: nobody expects this one's fee. An invoice tells by itself.
    private boolean isToBeTold(int period) {
        boolean paidBefore =
                charge(period - 1).filter(it -> it instanceof Charge.Paid).isPresent();
        return warned != period && by.daysAhead() < NOTICE_DAYS && !paidBefore;
    }

    private Todo of(Membership.PastDue behind) {
        var charge = charge(behind.unpaid()).orElseThrow();
        return switch (charge) {
            case Charge.Paid _, Charge.Free _ -> new Todo.Recover(behind);
            case Charge.Due due -> new Todo.Send(due);
            case Charge.Sent _, Charge.Unknown _ -> waitingForAnswers(new Todo.Over());
            case Charge.Declined _, Charge.Waiting _, Charge.Dropped _ -> onTheLadder(behind);
        };
    }

    private Todo onTheLadder(Membership.PastDue behind) {
        if (!today().isBefore(behind.endsOn())) return new Todo.End(behind, EndReason.UNPAID);
        if (!behind.stopped() && !today().isBefore(behind.accessUntil())) return new Todo.StopAccess(behind);
        var ladder = behind.agreement().ladder();
        int step = ladder.step(behind.daysOn(today()));
        if (step > behind.step()) return new Todo.Climb(behind, step);
        var next = Stream.concat(
                        Stream.of(behind.endsOn(), behind.stopped() ? behind.endsOn() : behind.accessUntil()),
                        ladder.retries().stream().map(day -> behind.since().plusDays(day)))
                .filter(day -> day.isAfter(today()))
                .min(LocalDate::compareTo)
                .orElse(behind.endsOn());
        return waitingForAnswers(rest(next));
    }

    /// Not later than the next look at a charge whose answer is missing.
    private Todo waitingForAnswers(Todo other) {
        var look = charges.stream()
                .<Instant>mapMulti((charge, moments) -> {
                    switch (charge) {
                        case Charge.Sent it -> moments.accept(it.at().plus(CALL_MAX));
                        case Charge.Unknown it -> moments.accept(it.lookAt());
                        case Charge.Waiting it -> moments.accept(it.until());
                        case Charge.Paid it -> {
                            if (mayGoBack(it))
                                moments.accept(
                                        agreement().begins(it.terms().period().until()));
                        }
                        case Charge.Due _, Charge.Declined _, Charge.Free _, Charge.Dropped _ -> {}
                    }
                })
                .min(Instant::compareTo);
        if (look.isEmpty()) return other;
        return other instanceof Todo.Rest(var until) && until.isBefore(look.get()) ? other : new Todo.Rest(look.get());
    }

    private boolean mayGoBack(Charge.Paid charge) {
        return membership instanceof Membership.Suspended
                && !isWanted(charge)
                && charge.left().isPositive();
    }

    private Todo rest(LocalDate day) {
        return waitingForAnswers(new Todo.Rest(agreement().begins(day)));
    }

    private LocalDate calendarStart(int period) {
        return agreement().calendar().start(period);
    }

    private LocalDate today() {
        return agreement().day(now);
    }

    private Agreement agreement() {
        return membership.agreement();
    }
}

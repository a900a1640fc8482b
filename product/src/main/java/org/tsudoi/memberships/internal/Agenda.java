package org.tsudoi.memberships.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
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
/// @param sentBy  what a charge that waits for the member was sent by
record Agenda(
        Membership membership, List<Charge> charges, PayBy by, Function<Charge.Waiting, PayBy> sentBy, Instant now) {
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
            case Membership.Suspended _, Membership.Ended _ -> waitingForAnswers(new Todo.Over());
        };
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
        return membership instanceof Membership.PastDue it
                && it.daysOn(today()) >= it.agreement().ladder().end();
    }

    boolean isWanted(Charge charge) {
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

    /// Who paid ahead and is to leave or to pause may still stay: it goes back when all is over.
    private boolean isOwedBack(Charge.Paid charge) {
        return membership instanceof Membership.Ended
                && !isWanted(charge)
                && charge.left().isPositive();
    }

    private boolean isPaidAhead(Membership.Paused paused) {
        int next = paused.lastPeriod() + 1;
        return next < paused.resumes() && charge(next).filter(Charge::isSettled).isPresent();
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
        if (today().isBefore(asked)) return rest(asked);
        var next = charge(period);
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
        var ladder = behind.agreement().ladder();
        long days = behind.daysOn(today());
        if (days >= ladder.end()) return new Todo.End(behind, EndReason.UNPAID);
        if (!behind.stopped() && days >= ladder.access()) return new Todo.StopAccess(behind);
        int step = ladder.step(days);
        if (step > behind.step()) return new Todo.Climb(behind, step);
        int next = IntStream.concat(
                        IntStream.of(ladder.end(), behind.stopped() ? ladder.end() : ladder.access()),
                        ladder.retries().stream().mapToInt(day -> day))
                .filter(day -> day > days)
                .min()
                .orElse(ladder.end());
        return waitingForAnswers(rest(behind.since().plusDays(next)));
    }

    /// Not later than the next look at a charge whose answer is missing.
    private Todo waitingForAnswers(Todo other) {
        var look = charges.stream()
                .<Instant>mapMulti((charge, moments) -> {
                    switch (charge) {
                        case Charge.Sent it -> moments.accept(it.at().plus(CALL_MAX));
                        case Charge.Unknown it -> moments.accept(it.lookAt());
                        case Charge.Waiting it -> moments.accept(it.until());
                        case Charge.Due _, Charge.Declined _, Charge.Paid _, Charge.Free _, Charge.Dropped _ -> {}
                    }
                })
                .min(Instant::compareTo);
        if (look.isEmpty()) return other;
        return other instanceof Todo.Rest(var until) && until.isBefore(look.get()) ? other : new Todo.Rest(look.get());
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

package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships.Joined;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;

/// What joining costs, and joining.
final class JoiningMemberships {
    private static final Duration TIME_TO_PAY = Duration.ofDays(1);
    private static final Duration TIME_TO_PAY_AN_INVOICE = Duration.ofDays(PayBy.INVOICE_DAYS);
    private static final int SHOWN = 3;

    private final MembershipTable memberships;
    private final PlanTable plans;
    private final TransactionTemplate transactions;
    private final Clock clock;

    JoiningMemberships(TendingMemberships.Tables tables, TransactionTemplate transactions, Clock clock) {
        this.memberships = tables.memberships();
        this.plans = tables.plans();
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param shown what the member saw, where they saw something
    record Wish(MembershipId id, MonthlyPlanId plan, MemberId member, PayBy by, Optional<String> shown) {}

    List<Fee> preview(MonthlyPlanId id, MemberId member) {
        var plan = plan(id);
        return Fee.next(plan.agreement(member, clock.instant(), hasGift(id, member)), plan.prices(), 0, SHOWN);
    }

    private MonthlyPlan plan(MonthlyPlanId id) {
        return plans.find(id).orElseThrow(Problem::notFound);
    }

    private boolean hasGift(MonthlyPlanId plan, MemberId member) {
        return !memberships.hadFreeMonth(plan, member);
    }

    List<Fee> coming(Membership membership, int count) {
        var agreement = membership.agreement();
        var prices = plan(agreement.plan()).prices();
        return switch (membership) {
            case Membership.Joining _ -> Fee.next(agreement, prices, 0, count);
            case Membership.Trial _, Membership.Active _, Membership.PastDue _ ->
                Fee.next(agreement, prices, membership.lastPeriod() + 1, count);
            case Membership.Paused it -> Fee.next(agreement, prices, it.resumes(), count);
            case Membership.Leaving _, Membership.Suspended _, Membership.Ended _ -> List.of();
        };
    }

    /// Nothing is charged yet.
    Joined join(Wish wish) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var answer = joining(wish);
            switch (answer) {
                case Joined.In _ -> {}
                case Joined.Already _, Joined.Full _, Joined.Closed _, Joined.Changed _ -> status.setRollbackOnly();
            }
            return answer;
        }));
    }

    private Joined joining(Wish wish) {
        var before = memberships.find(wish.id).map(KeptMembership::membership);
        if (before.isPresent()) return in(before.get(), wish);
        var plan = plan(wish.plan);
        if (plan.closedAt() != null) return new Joined.Closed();
        var now = clock.instant();
        var agreement = plan.agreement(wish.member, now, hasGift(wish.plan, wish.member));
        var joining = new Membership.Joining(wish.id, agreement, now.plus(timeToPay(wish.by)));
        if (!memberships.insert(joining, wish.by, now)) return running(wish);
        if (!plans.takePlace(wish.plan)) return new Joined.Full();
        var fees = Fee.next(agreement, plan.prices(), 0, SHOWN);
        boolean same = wish.shown.isEmpty() || wish.shown.get().equals(Fee.inWords(fees));
        return same ? new Joined.In(joining) : new Joined.Changed(fees);
    }

    private static Joined in(Membership membership, Wish wish) {
        var agreement = membership.agreement();
        if (!agreement.plan().equals(wish.plan) || !agreement.member().equals(wish.member)) throw Problem.notFound();
        return new Joined.In(membership);
    }

    private Joined running(Wish wish) {
        var running = memberships
                .running(wish.plan, wish.member)
                .orElseThrow(() -> Problem.of(ProblemCode.CHANGED_MEANWHILE));
        return running.id().equals(wish.id) ? new Joined.In(running) : new Joined.Already(running.id());
    }

    private static Duration timeToPay(PayBy by) {
        return switch (by) {
            case PayBy.Stored _, PayBy.Points _ -> TIME_TO_PAY;
            case PayBy.Invoice _ -> TIME_TO_PAY_AN_INVOICE;
        };
    }
}

package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships.Joined;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.Offered;
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

    Offered preview(MonthlyPlanId id, MemberId member) {
        return offered(plan(id), member, clock.instant());
    }

    private Offered offered(MonthlyPlan plan, MemberId member, Instant now) {
        var agreement = plan.agreement(member, now, hasGift(plan.id(), member));
        return new Offered(
                agreement,
                plan.terms().tax(),
                Fee.next(agreement, plan.prices(), 0, SHOWN),
                plan.prices().after(agreement.calendar().joinedOn()));
    }

    private MonthlyPlan plan(MonthlyPlanId id) {
        return plans.find(id).orElseThrow(Problem::notFound);
    }

    private boolean hasGift(MonthlyPlanId plan, MemberId member) {
        return !memberships.hadFreeMonth(plan, member);
    }

    /// @param settled whether nothing is to be paid any more for a period
    List<Fee> coming(Membership membership, IntPredicate settled, int count) {
        return switch (membership) {
            case Membership.Joining _ -> fees(membership, 0, settled, count);
            case Membership.Trial _, Membership.Active _ ->
                fees(membership, membership.lastPeriod() + 1, settled, count);
            case Membership.PastDue it -> fees(membership, it.unpaid() + 1, settled, count);
            case Membership.Paused it -> fees(membership, it.resumes(), settled, count);
            case Membership.Leaving _, Membership.Suspended _, Membership.Ended _ -> List.of();
        };
    }

    private List<Fee> fees(Membership membership, int from, IntPredicate settled, int count) {
        var agreement = membership.agreement();
        var prices = plan(agreement.plan()).prices();
        return IntStream.iterate(from, period -> period + 1)
                .filter(settled.negate())
                .limit(count)
                .mapToObj(period -> Fee.of(agreement, prices, period))
                .toList();
    }

    Optional<Fee> ifStayed(Membership membership, IntPredicate settled) {
        if (!(membership instanceof Membership.Leaving leaving)) return Optional.empty();
        var resumes = leaving.resumes();
        int next = resumes == null ? leaving.lastPeriod() + 1 : resumes;
        return fees(leaving, next, settled, 1).stream().findFirst();
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

    /// The plan is locked before it is read: who announces a price or closes it comes before or after, not between.
    private Joined joining(Wish wish) {
        var plan = plans.lock(wish.plan).orElseThrow(Problem::notFound);
        var before = memberships.find(wish.id).map(KeptMembership::membership);
        if (before.isPresent()) return in(before.get(), wish);
        var running = memberships.running(wish.plan, wish.member);
        if (running.isPresent()) return new Joined.Already(running.get().id());
        if (plan.closedAt() != null) return new Joined.Closed();
        var now = clock.instant();
        var offered = offered(plan, wish.member, now);
        if (wish.shown.isPresent() && !wish.shown.get().equals(offered.seal())) return new Joined.Changed(offered);
        if (!plans.takePlace(wish.plan)) return new Joined.Full();
        var joining = new Membership.Joining(wish.id, offered.agreement(), now.plus(timeToPay(wish.by)));
        if (!memberships.insert(joining, wish.by, offered.inWords(), now)) {
            throw Problem.of(ProblemCode.CHANGED_MEANWHILE);
        }
        // Who read of a price that is to come is told when it does not.
        offered.announced().forEach(step -> plans.told(wish.plan, step.from(), wish.id, now));
        return new Joined.In(joining);
    }

    private static Joined in(Membership membership, Wish wish) {
        var agreement = membership.agreement();
        if (!agreement.plan().equals(wish.plan) || !agreement.member().equals(wish.member)) throw Problem.notFound();
        return new Joined.In(membership);
    }

    private static Duration timeToPay(PayBy by) {
        return switch (by) {
            case PayBy.Stored _, PayBy.Points _ -> TIME_TO_PAY;
            case PayBy.Invoice _ -> TIME_TO_PAY_AN_INVOICE;
        };
    }
}

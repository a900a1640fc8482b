package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PriceList;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Problem;

final class KeepingPlans implements MonthlyPlans {
    private static final int TOLD_MAX = 100_000;

    private final PlanTable plans;
    private final MembershipTable memberships;
    private final TellingMembers telling;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingPlans(
            TendingMemberships.Tables tables, TellingMembers telling, TransactionTemplate transactions, Clock clock) {
        this.plans = tables.plans();
        this.memberships = tables.memberships();
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public MonthlyPlan open(Wish wish) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var now = clock.instant();
            if (plans.insert(wish, now)) {
                var today = LocalDate.ofInstant(now, wish.terms().zone());
                plans.addPrice(wish.id(), new PriceList.Step(today, wish.price()), today, null, wish.by());
            }
            return plans.find(wish.id())
                    .filter(it -> it.organiser().equals(wish.organiser()))
                    .orElseThrow(Problem::notFound);
        }));
    }

    @Override
    public MonthlyPlan change(MonthlyPlanId plan, String name, String about, MonthlyPlan.Terms terms) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (plans.lock(plan).isEmpty()) throw Problem.notFound();
            plans.change(plan, name, about, terms);
            return plans.find(plan).orElseThrow();
        }));
    }

    @Override
    public Announcing announce(MonthlyPlanId id, Money price, LocalDate from, String by) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var plan = plans.lock(id).orElseThrow(Problem::notFound);
            var last = plan.prices().steps().getLast();
            var step = new PriceList.Step(from, price);
            if (last.equals(step)) return new Announcing.Announced(plan);
            if (!price.currency().equals(last.price().currency())) return new Announcing.OtherCurrency();
            var today = LocalDate.ofInstant(clock.instant(), plan.terms().zone());
            var earliest = plan.prices().nextFrom(today);
            if (from.isBefore(earliest)) return new Announcing.TooEarly(earliest);
            plans.addPrice(id, step, today, last.from(), by);
            for (var membership : memberships.in(id, TOLD_MAX)) telling.priceChanges(membership, plan, step);
            return new Announcing.Announced(plans.find(id).orElseThrow());
        }));
    }

    @Override
    public MonthlyPlan close(MonthlyPlanId plan) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (plans.lock(plan).isEmpty()) throw Problem.notFound();
            plans.close(plan, clock.instant());
            return plans.find(plan).orElseThrow();
        }));
    }

    @Override
    public Optional<MonthlyPlan> find(MonthlyPlanId plan) {
        return plans.find(plan);
    }

    @Override
    public List<MonthlyPlan> of(OrganiserId organiser) {
        return plans.of(organiser);
    }
}

package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.LeastFee;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PriceList;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;

final class KeepingPlans implements MonthlyPlans {
    private static final int PAGE = 500;

    private final PlanTable plans;
    private final MembershipTable memberships;
    private final ChargeTable charges;
    private final TellingMembers telling;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Consumer<OrganiserId> requireTeaching;

    KeepingPlans(
            TendingMemberships.Tables tables, TellingMembers telling, TransactionTemplate transactions, Clock clock) {
        this(tables, telling, transactions, clock, _ -> {});
    }

    /// @param requireTeaching throws for who may not open anything
    KeepingPlans(
            TendingMemberships.Tables tables,
            TellingMembers telling,
            TransactionTemplate transactions,
            Clock clock,
            Consumer<OrganiserId> requireTeaching) {
        this.requireTeaching = requireTeaching;
        this.plans = tables.plans();
        this.memberships = tables.memberships();
        this.charges = tables.charges();
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public MonthlyPlan open(Wish wish) {
        if (!LeastFee.isReachedBy(wish.price())) throw Problem.of(ProblemCode.INVALID_INPUT);
        return Objects.requireNonNull(transactions.execute(_ -> {
            // Full membership comes before teaching.
            if (wish.kind() != MonthlyPlan.Kind.PLATFORM) requireTeaching.accept(wish.organiser());
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
            if (last.equals(step)) return new Announcing.Announced(plan, plan.running());
            var refused = refusal(plan, price, from);
            if (refused.isPresent()) return refused.get();
            var now = clock.instant();
            plans.addPrice(id, step, today(plan, now), last.from(), by);
            int told = tellAll(plan, step, now);
            return new Announcing.Announced(plans.find(id).orElseThrow(), told);
        }));
    }

    @Override
    public Announcing preview(MonthlyPlanId id, Money price, LocalDate from) {
        var plan = plans.find(id).orElseThrow(Problem::notFound);
        return refusal(plan, price, from).orElseGet(() -> new Announcing.Announced(plan, plan.running()));
    }

    private Optional<Announcing> refusal(MonthlyPlan plan, Money price, LocalDate from) {
        if (!price.currency().equals(plan.prices().steps().getLast().price().currency())) {
            return Optional.of(new Announcing.OtherCurrency());
        }
        if (!LeastFee.isReachedBy(price)) return Optional.of(new Announcing.TooLittle(LeastFee.of(price.currency())));
        if (plan.running() > 0 && !telling.isHeard()) return Optional.of(new Announcing.NobodyTells());
        var noticed = plan.prices().nextFrom(today(plan, clock.instant()), price);
        var open = charges.openedTo(plan.id()).map(day -> day.plusDays(1)).orElse(noticed);
        var earliest = open.isAfter(noticed) ? open : noticed;
        return from.isBefore(earliest) ? Optional.of(new Announcing.TooEarly(earliest)) : Optional.empty();
    }

    private static LocalDate today(MonthlyPlan plan, Instant now) {
        return LocalDate.ofInstant(now, plan.terms().zone());
    }

    private int tellAll(MonthlyPlan plan, PriceList.Step step, Instant now) {
        int told = 0;
        List<Membership> page;
        do {
            page = memberships.in(plan.id(), told, PAGE);
            for (var membership : page) {
                telling.priceChanges(membership, plan, step, now);
                plans.told(plan.id(), step.from(), membership.id(), now);
            }
            told += page.size();
        } while (page.size() == PAGE);
        return told;
    }

    @Override
    public Withdrawing withdraw(MonthlyPlanId id, LocalDate from, String by) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var plan = plans.lock(id).orElseThrow(Problem::notFound);
            var last = plan.prices().steps().getLast();
            if (!last.from().equals(from)) throw Problem.notFound();
            var now = clock.instant();
            var today = today(plan, now);
            boolean asked =
                    charges.openedTo(id).filter(day -> !day.isBefore(from)).isPresent();
            if (!today.isBefore(from) || asked) return new Withdrawing.TooLate();
            for (var told : plans.told(id, from)) {
                var membership = memberships.find(told).orElseThrow().membership();
                telling.priceStays(membership, plan, last, plan.prices().on(today), now);
            }
            plans.withdraw(id, from, today, by);
            return new Withdrawing.Withdrawn(plans.find(id).orElseThrow());
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
    public List<MonthlyPlan> ofPlatform() {
        return plans.ofPlatform();
    }

    @Override
    public List<MonthlyPlan> of(OrganiserId organiser) {
        return plans.of(organiser);
    }
}

package org.tsudoi.memberships;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;

/// What organisers are paid for by the month.
public interface MonthlyPlans {
    /// The same id again is made once.
    ///
    /// @throws org.tsudoi.platform.Problem for less than [LeastFee]
    MonthlyPlan open(Wish wish);

    /// @param id made with the form and sent with it
    /// @param by who opens it: a member's id
    record Wish(
            MonthlyPlanId id,
            OrganiserId organiser,
            MonthlyPlan.Kind kind,
            String name,
            String about,
            MonthlyPlan.Terms terms,
            Money price,
            String by) {}

    /// For whoever joins from now on. A capacity below what runs keeps new ones out and nobody else.
    ///
    /// @throws org.tsudoi.platform.Problem when there is none
    MonthlyPlan change(MonthlyPlanId plan, String name, String about, MonthlyPlan.Terms terms);

    /// Another price, told to all members. Those who join meanwhile see it before they pay.
    Announcing announce(MonthlyPlanId plan, Money price, LocalDate from, String by);

    /// What announcing it would answer; nothing is announced and nobody told.
    Announcing preview(MonthlyPlanId plan, Money price, LocalDate from);

    sealed interface Announcing {
        /// @param told how many members were, or would be
        record Announced(MonthlyPlan plan, int told) implements Announcing {}

        /// Members have to be told earlier, the present price has not held long enough, or fees of these days were
        /// asked for already.
        record TooEarly(LocalDate earliest) implements Announcing {}

        record TooLittle(Money least) implements Announcing {}

        record OtherCurrency() implements Announcing {}

        /// There are members, and nobody writes letters to them here.
        record NobodyTells() implements Announcing {}
    }

    /// The last price that was announced does not come; who was told of it is told so.
    Withdrawing withdraw(MonthlyPlanId plan, LocalDate from, String by);

    sealed interface Withdrawing {
        record Withdrawn(MonthlyPlan plan) implements Withdrawing {}

        /// It holds already, or fees were asked for by it.
        record TooLate() implements Withdrawing {}
    }

    /// Nobody joins from now on.
    MonthlyPlan close(MonthlyPlanId plan);

    Optional<MonthlyPlan> find(MonthlyPlanId plan);

    /// The newest first.
    List<MonthlyPlan> of(OrganiserId organiser);

    /// Full membership of the whole instance, the newest first.
    List<MonthlyPlan> ofPlatform();
}

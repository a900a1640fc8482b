package org.tsudoi.memberships;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;

/// What organisers are paid for by the month.
public interface MonthlyPlans {
    /// The same id again is made once.
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

    sealed interface Announcing {
        record Announced(MonthlyPlan plan) implements Announcing {}

        /// Members have to be told earlier, or the present price has not held long enough.
        record TooEarly(LocalDate earliest) implements Announcing {}

        record OtherCurrency() implements Announcing {}
    }

    /// Nobody joins from now on.
    MonthlyPlan close(MonthlyPlanId plan);

    Optional<MonthlyPlan> find(MonthlyPlanId plan);

    /// The newest first.
    List<MonthlyPlan> of(OrganiserId organiser);
}

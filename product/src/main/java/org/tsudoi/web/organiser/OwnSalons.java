package org.tsudoi.web.organiser;

import org.springframework.stereotype.Component;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.platform.Problem;

/// What one organiser is paid for by the month. What is another's is not there at all.
@Component
class OwnSalons {
    private final MonthlyPlans plans;

    OwnSalons(MonthlyPlans plans) {
        this.plans = plans;
    }

    MonthlyPlan get(Organiser organiser, String shown) {
        return MonthlyPlanId.parse(shown)
                .flatMap(plans::find)
                .filter(it -> it.organiser().equals(organiser.id()))
                .orElseThrow(Problem::notFound);
    }

    static String home(Organiser organiser, MonthlyPlan plan) {
        return "/organise/" + organiser.slug() + "/salons/" + plan.id();
    }
}

package org.tsudoi.demo;

import java.util.Currency;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.TaxRule;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Ids;

/// What is paid for by the month: opened by a studio, joined for the free month by some.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Clubs {
    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Organisers organisers;
    private final Organising people;
    private final Ids ids;
    private final Story story;

    Clubs(MonthlyPlans plans, Memberships memberships, Organisers organisers, Organising people, Ids ids, Story story) {
        this.plans = plans;
        this.memberships = memberships;
        this.organisers = organisers;
        this.people = people;
        this.ids = ids;
        this.story = story;
    }

    MonthlyPlanId open(Story.Salon salon) {
        var studio = story.studio(salon.studio());
        var owner = story.person(studio.owner());
        var terms = new MonthlyPlan.Terms(
                new TaxRule(Tax.Category.STANDARD, studio.country()),
                FirstMonth.FREE,
                new Anchor.DayOfJoining(),
                owner.zoneId(),
                LeavingRefund.PRORATED,
                Ladder.USUAL,
                null);
        return plans.open(new MonthlyPlans.Wish(
                        new MonthlyPlanId(ids.next()),
                        organisers.findBySlug(salon.studio()).orElseThrow().id(),
                        MonthlyPlan.Kind.SALON,
                        salon.name(),
                        salon.about().strip(),
                        terms,
                        new Money(salon.price(), Currency.getInstance(studio.currency())),
                        people.arrive(owner).id().toString()))
                .id();
    }

    void join(MonthlyPlanId plan, Story.Person person) {
        var member = people.arrive(person);
        memberships.join(new MembershipId(ids.next()), plan, member.id(), new PayBy.Invoice());
    }
}

package org.tsudoi.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.memberplaces.MemberPlaces;
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
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.memberships.TaxRule;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;

/// What is paid for by the month: opened by a studio, joined for the free month by some.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Clubs {
    private static final int DOORS = 10;

    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Organisers organisers;
    private final Organising people;
    private final Inside inside;
    private final Ids ids;
    private final Story story;

    /// What only members have.
    @Component
    @ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
    record Inside(Posts posts, Events events, MemberPlaces places) {}

    Clubs(
            MonthlyPlans plans,
            Memberships memberships,
            Organisers organisers,
            Organising people,
            Inside inside,
            Ids ids,
            Story story) {
        this.plans = plans;
        this.memberships = memberships;
        this.organisers = organisers;
        this.inside = inside;
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

    void tell(MonthlyPlanId plan, Story.Salon salon, Story.Post post) {
        var owner = people.arrive(story.person(story.studio(salon.studio()).owner()));
        inside.posts.post(new Posts.Wish(
                new PostId(ids.next()), plan, post.title(), post.text().strip(), owner.id(), List.of()));
    }

    EventId gather(MonthlyPlanId plan, Story.Salon salon, LocalDate today) {
        var told = salon.gathering();
        var offer = new Story.Offer(
                salon.studio(),
                told.slug(),
                told.title(),
                told.description(),
                told.art(),
                told.minutes(),
                told.capacity(),
                DOORS,
                false,
                List.of("0H 100"),
                List.of(new Story.Price(told.price(), false, 0, 1)),
                List.of(new Story.Showing(told.day(), told.at(), 0, null, null, null)));
        var start = today.plusDays(told.day()).atTime(LocalTime.parse(told.at()));
        var id = people.draft(offer, start);
        inside.places.reserve(id, plan);
        inside.events.publish(id);
        return id;
    }

    /// What others pay for each time.
    EventId include(MonthlyPlanId circle, Story.Salon salon, Instant now) {
        var event = inside
                .events
                .ofOrganiser(organisers.findBySlug(salon.studio()).orElseThrow().id())
                .stream()
                .filter(one -> one.onSale(now) && one.particulars().slug().startsWith(salon.included()))
                .findFirst()
                .orElseThrow();
        var told = event.particulars();
        var dropIn = told.plans().getFirst();
        var plans = new ArrayList<>(told.sale().plans());
        plans.add(new Plan(
                        new PlanId(ids.next()),
                        salon.gathering().price(),
                        Plan.Kind.ONCE,
                        Money.zero(dropIn.price().currency()),
                        1,
                        dropIn.tax())
                .forMembersOf(Optional.of(new CircleId(circle.value()))));
        inside.events.change(event.id(), told.with(told.sale().withPlans(plans)));
        return event.id();
    }

    /// False when they have a place already, or none is left.
    boolean take(MonthlyPlanId circle, EventId event, Story.Person person) {
        var member = people.arrive(person);
        var plan = inside.events
                .get(event)
                .particulars()
                .plansFor(new CircleId(circle.value()))
                .getFirst();
        var buyer = new Order.Buyer(member.id(), person.called(), person.address(), person.locale());
        var taking = inside.places.take(
                new Orders.Request("demo-member-" + ids.next(), event, plan.id(), List.of(person.called()), buyer));
        return taking instanceof MemberPlaces.Taking.Answered(Orders.Placing.Placed _);
    }

    void join(MonthlyPlanId plan, Story.Person person) {
        var member = people.arrive(person);
        memberships.join(new MembershipId(ids.next()), plan, member.id(), new PayBy.Invoice());
    }
}

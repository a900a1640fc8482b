package org.tsudoi.web.participant;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.memberplaces.MemberPlaces.Entry;
import org.tsudoi.memberplaces.MemberPlaces.Taking;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;

/// What is for members alone, on the pages of anybody. Nothing is asked for any other event.
@Component
public class MembersDoor {
    private final MemberPlaces places;
    private final Memberships memberships;
    private final Orders orders;
    private final Clock clock;

    MembersDoor(MemberPlaces places, Memberships memberships, Orders orders, Clock clock) {
        this.places = places;
        this.memberships = memberships;
        this.orders = orders;
        this.clock = clock;
    }

    /// Whom an event is for, and how its reader stands there.
    ///
    /// @param price of a month, now
    /// @param in    whether they joined, be it that they may not come in now
    /// @param order the link of the one that they have; null without one
    public record Circle(
            MonthlyPlan plan,
            Money price,
            Entry entry,
            boolean in,
            @Nullable String order) {
        public boolean isOpen() {
            return entry == Entry.OPEN;
        }

        /// Whether they can take their place now.
        public boolean mayOrder() {
            return isOpen() && order == null;
        }

        /// Whether anybody can join now.
        public boolean takesMembers() {
            return plan.closedAt() == null && !plan.isFull();
        }

        /// Whether they are in, and will not be on the day of the event.
        public boolean isLater() {
            return entry == Entry.NOT_THAT_DAY;
        }
    }

    /// Empty for what anybody can ask for.
    Optional<Circle> circle(Event event, Optional<Member> reader) {
        if (!isBehind(event)) return Optional.empty();
        return places.plan(event).map(plan -> circle(event, plan, reader));
    }

    private Circle circle(Event event, MonthlyPlan plan, Optional<Member> reader) {
        var own = reader.flatMap(member -> memberships.running(plan.id(), member.id()));
        return new Circle(
                plan,
                plan.priceAt(clock.instant()),
                own.map(membership -> places.entry(event, membership)).orElse(Entry.NOT_IN),
                own.isPresent(),
                own.map(membership -> places.places(membership.id()).get(event.id()))
                        .flatMap(orders::find)
                        .filter(MembersDoor::isTheirs)
                        .map(order -> orders.link(order.id()))
                        .orElse(null));
    }

    private Entry entry(Event event, MonthlyPlanId plan, Optional<Member> reader) {
        return reader.map(member -> places.entry(event, plan, member.id())).orElse(Entry.NOT_IN);
    }

    /// A price for members, beside those for everybody.
    ///
    /// @param apply where the form is by which they take a place
    /// @param place where one tap takes it
    /// @param tap   whether nothing is to be paid or asked, so that one tap does
    public record Price(Plan plan, Circle circle, String apply, String place, boolean tap) {}

    /// @param first where its reader has a place, or can take one for least; null where they have and can nothing
    public record Prices(List<Price> all, @Nullable Price first) {
        public static final Prices NONE = new Prices(List.of(), null);
    }

    public Prices prices(Event event, boolean onSale, Optional<Member> reader) {
        if (event.particulars().membersPlans().isEmpty()) return Prices.NONE;
        // Of a course that has begun what is left costs less.
        var offered = onSale ? event.offered(clock.instant()) : event;
        var all = places.prices(offered).stream()
                .map(price -> price(offered, price, reader))
                .toList();
        var had = all.stream().filter(price -> price.circle.order() != null).findFirst();
        var cheapest =
                Comparator.comparingLong((Price price) -> price.plan.price().minorUnits());
        var first = had.or(() ->
                all.stream().filter(price -> onSale && price.circle.mayOrder()).min(cheapest));
        return new Prices(all, first.orElse(null));
    }

    private Price price(Event event, MemberPlaces.Price price, Optional<Member> reader) {
        var circle = new CircleId(price.members().id().value());
        return new Price(
                price.plan(),
                circle(event, price.members(), reader),
                apply(event, price.plan()),
                "/salons/" + circle + "/events/" + event.id() + "/place",
                tapped(event, circle).filter(price.plan()::equals).isPresent());
    }

    /// The plan that one tap takes a place by: the only one of theirs, and free.
    public static Optional<Plan> tapped(Event event, CircleId circle) {
        var told = event.particulars();
        var theirs = told.plansFor(circle);
        return theirs.size() == 1 && theirs.getFirst().isFree() && !told.asks() && !told.hasAddOns()
                ? Optional.of(theirs.getFirst())
                : Optional.empty();
    }

    /// Where members of the circle find the form.
    public static String apply(Event event, CircleId circle) {
        return event.particulars().plansFor(circle).stream()
                .filter(Plan::isForMembers)
                .findFirst()
                .map(plan -> apply(event, plan))
                .orElseGet(() -> "/events/" + event.particulars().slug() + "/apply");
    }

    private static String apply(Event event, Plan plan) {
        return "/events/" + event.particulars().slug() + "/apply?plan=" + plan.id();
    }

    /// The link of one that is still to be confirmed is for nobody but who reads the mail.
    public static boolean isTheirs(Order order) {
        return switch (order) {
            case Order.Held _, Order.Paying _, Order.Paid _ -> true;
            case Order.Unconfirmed _, Order.Lapsed _, Order.Cancelled _, Order.Unseated _ -> false;
        };
    }

    public static boolean isBehind(Event event) {
        return event.particulars().sale().circle() != null;
    }

    boolean isShutTo(Event event, PlanId plan, Optional<Member> reader) {
        return event.particulars()
                .circle(plan)
                .filter(circle -> entry(event, new MonthlyPlanId(circle.value()), reader) != Entry.OPEN)
                .isPresent();
    }

    /// A member takes a place for themselves and nobody else.
    static Event.Particulars told(Event event) {
        var told = event.particulars();
        if (!isBehind(event) && told.membersPlans().isEmpty()) return told;
        return told.with(told.sale()
                .withPlans(told.sale().plans().stream()
                        .map(plan -> told.circle(plan.id()).isPresent() ? plan.forOne() : plan)
                        .toList()));
    }

    /// Whoever is not let in reads on the event's page whom it is for.
    Orders.Placing place(Orders.Request request) {
        return switch (places.take(request)) {
            case Taking.Answered(var placing) -> placing;
            case Taking.Already(Order.Unconfirmed order) -> new Orders.Placing.ToConfirm(order);
            case Taking.Already(var order) -> new Orders.Placing.Placed(order);
            case Taking.NotLetIn _, Taking.AnotherAddress _ -> new Orders.Placing.NotOnSale();
        };
    }
}

package org.tsudoi.memberplaces.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.MemberOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.platform.Problem;

@Component
class KeepingMemberPlaces implements MemberPlaces {
    private static final int COMING_MAX = 50;

    private final MemberPlaceTable table;
    private final Circles circles;
    private final Events events;
    private final Selling selling;
    private final FreePlaces free;
    private final Around around;

    /// What is paid for by the month, and who is in it.
    @Component
    record Circles(MonthlyPlans plans, Memberships memberships) {}

    @Component
    record Selling(Orders orders, MemberOrders members) {}

    @Component
    record Around(TransactionTemplate transaction, Clock clock) {
        Instant now() {
            return clock.instant();
        }
    }

    KeepingMemberPlaces(
            MemberPlaceTable table, Circles circles, Events events, Selling selling, FreePlaces free, Around around) {
        this.table = table;
        this.circles = circles;
        this.events = events;
        this.selling = selling;
        this.free = free;
        this.around = around;
    }

    @Override
    public Optional<MonthlyPlan> plan(Event event) {
        return Optional.ofNullable(event.particulars().sale().circle())
                .map(KeepingMemberPlaces::id)
                .flatMap(circles.plans::find);
    }

    private static MonthlyPlanId id(CircleId circle) {
        return new MonthlyPlanId(circle.value());
    }

    @Override
    public List<Price> prices(Event event) {
        return event.particulars().membersPlans().stream()
                .flatMap(plan -> plan.circle().map(KeepingMemberPlaces::id).flatMap(circles.plans::find).stream()
                        .map(members -> new Price(plan, members)))
                .toList();
    }

    @Override
    public Entry entry(Event event, MonthlyPlanId plan, MemberId member) {
        return entry(event, circles.memberships.running(plan, member), around.now());
    }

    private static Entry entry(Event event, Optional<Membership> membership, Instant now) {
        if (membership.filter(it -> it.isOpenOn(it.agreement().day(now))).isEmpty()) {
            return Entry.NOT_IN;
        }
        return FreePlaces.isThere(membership.get(), event, now) ? Entry.OPEN : Entry.NOT_THAT_DAY;
    }

    @Override
    public boolean reserve(EventId id, MonthlyPlanId planId) {
        var plan = circles.plans.find(planId).orElseThrow(Problem::notFound);
        return Objects.requireNonNull(around.transaction.execute(_ -> {
            var event = events.holdAlone(id).orElseThrow(Problem::notFound);
            if (!event.particulars().organiser().equals(plan.organiser())) throw Problem.notFound();
            if (!event.particulars().membersPlans().isEmpty()) return false;
            return switch (event.particulars().sale().to()) {
                case WAITING, ACCEPTED -> false;
                case ANYBODY, MEMBERS -> {
                    events.sellToMembers(id, new CircleId(planId.value()));
                    yield true;
                }
            };
        }));
    }

    @Override
    public boolean open(EventId id) {
        return Objects.requireNonNull(around.transaction.execute(_ -> {
            var event = events.holdAlone(id).orElseThrow(Problem::notFound);
            return switch (event.particulars().sale().to()) {
                case WAITING, ACCEPTED, ANYBODY -> false;
                case MEMBERS -> {
                    events.sellTo(id, Event.SaleTo.ANYBODY);
                    yield true;
                }
            };
        }));
    }

    @Override
    public Taking take(Orders.Request request) {
        // Of two requests at once the second finds the place of the first when it looks again.
        return tried(request).or(() -> tried(request)).orElseThrow();
    }

    private Optional<Taking> tried(Orders.Request request) {
        return Objects.requireNonNull(around.transaction.execute(status -> {
            var taking = tryToTake(request);
            if (taking.filter(KeepingMemberPlaces::isPlaced).isEmpty()) status.setRollbackOnly();
            return taking;
        }));
    }

    private static boolean isPlaced(Taking taking) {
        return taking instanceof Taking.Answered(var placing) && order(placing).isPresent();
    }

    private static Optional<Order> order(Placing placing) {
        return switch (placing) {
            case Placing.Placed(var order) -> Optional.of(order);
            case Placing.ToConfirm(var order) -> Optional.of(order);
            case Placing.SoldOut _, Placing.NotOnSale _, Placing.NoSuchPlan _ -> Optional.empty();
            case Placing.TooManyPlaces _, Placing.TrialUsed _, Placing.ExtraGone _ -> Optional.empty();
        };
    }

    private Optional<Taking> tryToTake(Orders.Request request) {
        var now = around.now();
        var held = events.holdStill(request.event());
        var circle = held.flatMap(it -> it.particulars().circle(request.plan()));
        if (held.isEmpty() || circle.isEmpty()) return answered(new Placing.NotOnSale());
        var event = held.get();
        var membership = Optional.ofNullable(request.buyer().member())
                .flatMap(member -> circles.memberships.running(id(circle.get()), member));
        var entry = entry(event, membership, now);
        if (entry != Entry.OPEN) return Optional.of(new Taking.NotLetIn(entry));
        if (request.attendees().size() != 1) return answered(new Placing.TooManyPlaces(1));
        var before = table.find(event.id(), membership.orElseThrow().id());
        if (before.isPresent()) {
            var order = selling.orders.get(before.get().order());
            if (isStanding(order)) return Optional.of(new Taking.Already(order));
            table.end(order.id(), now);
        }
        // Bought before they left and joined again, or before it was for members alone.
        var standing = standing(request);
        if (standing.isPresent()) return standing.map(Taking.Already::new);
        return placed(request, membership.orElseThrow().id(), now);
    }

    private Optional<Order> standing(Orders.Request request) {
        var buyer = request.buyer();
        return Optional.ofNullable(buyer.member())
                .flatMap(member -> selling.orders.ofMember(member, buyer.email()).stream()
                        .filter(order -> order.terms().event().equals(request.event()))
                        .filter(order -> member.equals(order.terms().buyer().member()))
                        .filter(KeepingMemberPlaces::isStanding)
                        .findFirst());
    }

    private static Optional<Taking> answered(Placing placing) {
        return Optional.of(new Taking.Answered(placing));
    }

    static boolean isStanding(Order order) {
        return switch (order) {
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Paid _ -> true;
            case Order.Lapsed _, Order.Cancelled _, Order.Unseated _ -> false;
        };
    }

    /// Empty when they got one by another request meanwhile.
    private Optional<Taking> placed(Orders.Request request, MembershipId membership, Instant now) {
        var placing = selling.members.place(request);
        var order = order(placing).filter(KeepingMemberPlaces::isStanding);
        // A key that placed one before leads to that, also when it is over.
        if (order.isEmpty()
                || table.insert(new MemberPlaceTable.Place(order.get().id(), request.event(), membership), now)) {
            return answered(placing);
        }
        return order.filter(it -> table.isKnown(it.id())).map(Taking.Already::new);
    }

    @Override
    public List<Events.Listed> coming(MonthlyPlanId plan) {
        return events.ofCircle(new CircleId(plan.value()), around.now(), COMING_MAX);
    }

    @Override
    public Map<EventId, OrderId> places(MembershipId membership) {
        return table.of(membership).stream()
                .collect(Collectors.toMap(MemberPlaceTable.Place::event, MemberPlaceTable.Place::order));
    }

    @Override
    public int giveBack() {
        int given = 0;
        for (var event : table.events()) given += free.giveBack(events.get(event), around.now());
        return given;
    }
}

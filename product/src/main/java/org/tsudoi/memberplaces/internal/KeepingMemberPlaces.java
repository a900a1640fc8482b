package org.tsudoi.memberplaces.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.PersonName;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
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
import org.tsudoi.orders.MemberStanding;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;

@Component
class KeepingMemberPlaces implements MemberPlaces, MemberStanding {
    private static final int COMING_MAX = 50;

    private final MemberPlaceTable table;
    private final Circles circles;
    private final Events events;
    private final Selling selling;
    private final FreePlaces free;
    private final Around around;

    /// What is paid for by the month, and who is in it.
    @Component
    record Circles(MonthlyPlans plans, Memberships memberships, Members members) {}

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

    @Override
    public Entry entry(Event event, Membership membership) {
        return entry(event, Optional.of(membership), around.now());
    }

    @Override
    public Set<OrderId> refused(Collection<OrderId> orders) {
        var now = around.now();
        var taken = table.all(orders);
        var known = circles
                .memberships
                .all(taken.stream().map(MemberPlaceTable.Place::membership).toList())
                .stream()
                .collect(Collectors.toMap(Membership::id, Function.identity()));
        return taken.stream()
                .filter(place ->
                        entry(events.get(place.event()), Optional.ofNullable(known.get(place.membership())), now)
                                != Entry.OPEN)
                .map(MemberPlaceTable.Place::order)
                .collect(Collectors.toSet());
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
        var own = circles.members
                .find(membership.orElseThrow().agreement().member())
                .orElseThrow()
                .email();
        if (!own.lookUpKey().equals(request.buyer().email().lookUpKey())) {
            return Optional.of(new Taking.AnotherAddress());
        }
        var before = table.find(event.id(), membership.orElseThrow().id());
        if (before.isPresent()) {
            var order = selling.orders.get(before.get().order());
            if (isStanding(order)) return Optional.of(new Taking.Already(order));
            table.end(order.id(), now);
        }
        // Bought before they left and joined again, or before it was for members alone.
        var standing = standing(request);
        if (standing.isPresent()) return standing.map(Taking.Already::new);
        return placed(request, membership.orElseThrow().id(), selling.members.index(own), now);
    }

    private Optional<Order> standing(Orders.Request request) {
        var buyer = request.buyer();
        return Optional.ofNullable(buyer.member())
                .flatMap(member -> selling.orders.standing(request.event(), member).stream()
                        .filter(order -> isForThemselves(order, buyer.name()))
                        .findFirst());
    }

    /// By the name that stands on one of its places: what was bought for a friend, or given to one, is the friend's.
    private boolean isForThemselves(Order order, PersonName own) {
        var names = List.of(written(own), written(order.terms().buyer().name()));
        var places = order instanceof Order.Paid
                ? selling.orders.tickets(order.id()).stream()
                        .filter(ticket -> ticket instanceof Ticket.Valid it && it.isBuyers())
                        .map(Ticket::attendee)
                : order.terms().attendees().stream();
        return places.map(KeepingMemberPlaces::written).anyMatch(names::contains);
    }

    private static String written(PersonName name) {
        return name.value().replaceAll("\\s", "").toLowerCase(Locale.ROOT);
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
    private Optional<Taking> placed(Orders.Request request, MembershipId membership, byte[] address, Instant now) {
        var placing = selling.members.place(request);
        var order = order(placing).filter(KeepingMemberPlaces::isStanding);
        // A key that placed one before leads to that, also when it is over.
        if (order.isEmpty()
                || table.insert(
                        new MemberPlaceTable.Place(order.get().id(), request.event(), membership), address, now)) {
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
        return free.giveBack(around.now());
    }
}

package org.tsudoi.memberplaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.applications.Applications;
import org.tsudoi.contact.PersonName;
import org.tsudoi.dues.Salon;
import org.tsudoi.memberplaces.MemberPlaces.Entry;
import org.tsudoi.memberplaces.MemberPlaces.Taking;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OfferedOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;

/// One event with one number of seats: drop-ins buy at their price, members of a monthly plan take theirs at another.
@ProductTest
class MembersPricesTest {
    private static final Duration SOON = Duration.ofDays(3);
    private static final PersonName NAME = new PersonName("山田 花子");

    private final MemberPlaces places;
    private final Memberships memberships;
    private final Events events;
    private final Orders orders;
    private final Lines lines;
    private final Market market;
    private final Salon salon;
    private final TestClock clock;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;
    private final CircleId circle;

    /// Every other way to a place.
    record Lines(Applications applications, OfferedOrders offers, Transfers transfers) {}

    MembersPricesTest(
            MemberPlaces places,
            Memberships memberships,
            Events events,
            Orders orders,
            Applications applications,
            OfferedOrders offers,
            Transfers transfers,
            Market market,
            Salon salon,
            TestClock clock,
            JdbcClient sql,
            TransactionTemplate transaction) {
        this.places = places;
        this.memberships = memberships;
        this.events = events;
        this.orders = orders;
        this.lines = new Lines(applications, offers, transfers);
        this.market = market;
        this.salon = salon;
        this.clock = clock;
        this.sql = sql;
        this.transaction = transaction;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        this.circle = new CircleId(plan.id().value());
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    /// Drop-ins pay ¥1,500.
    private Event event(long price, int capacity) {
        return market.event(organiser, capacity, SOON, once(1500), once(price).forMembersOf(Optional.of(circle)));
    }

    private Plan once(long price) {
        return market.plan(Plan.Kind.ONCE, Money.jpy(price), 4);
    }

    private static PlanId members(Event event) {
        return event.particulars().membersPlans().getFirst().id();
    }

    private static PlanId everybodys(Event event) {
        return event.particulars().plans().getFirst().id();
    }

    private Member joined() {
        var member = salon.member();
        salon.join(plan, member, new PayBy.Points());
        return member;
    }

    private Membership membership(Member member) {
        return memberships.running(plan.id(), member.id()).orElseThrow();
    }

    private static Orders.Request request(EventId event, PlanId plan, Member member, int seats) {
        return new Orders.Request(
                UUID.randomUUID().toString(),
                event,
                plan,
                Collections.nCopies(seats, NAME),
                new Order.Buyer(member.id(), NAME, member.email(), member.locale()));
    }

    private Taking take(Event event, Member member) {
        return places.take(request(event.id(), members(event), member, 1));
    }

    private Order taken(Event event, Member member) {
        if (take(event, member) instanceof Taking.Answered(Placing.Placed(var order))) return order;
        throw new AssertionError("no place");
    }

    private Order paid(Order order) {
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        return orders.askAgain(order.id());
    }

    private Event audience(Event event, Plan... plans) {
        var told = events.get(event.id()).particulars();
        var sale = new Event.Sale(told.capacity(), List.of(plans), told.policy(), told.soldUntilEnd());
        return events.change(event.id(), told.with(sale));
    }

    private Ticket.CancelledBy gone(OrderId order) {
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        return ((Ticket.Cancelled) orders.tickets(order).getFirst()).by();
    }

    @Test
    void membersTakeOnePlaceAtTheirPriceAndNobodyElseDoes() {
        var event = event(0, 5);
        var member = salon.member();
        assertThat(take(event, member)).isEqualTo(new Taking.NotLetIn(Entry.NOT_IN));
        salon.join(plan, member, new PayBy.Points());
        assertThat(orders.place(request(event.id(), members(event), member, 1)))
                .as("past whoever asks for the membership")
                .isInstanceOf(Placing.NotOnSale.class);
        assertThat(places.take(request(event.id(), everybodys(event), member, 1)))
                .as("what is for everybody is sold by the usual way")
                .isEqualTo(new Taking.Answered(new Placing.NotOnSale()));
        assertThat(places.take(request(event.id(), members(event), member, 2)))
                .as("no friends")
                .isEqualTo(new Taking.Answered(new Placing.TooManyPlaces(1)));
        assertThat(taken(event, member)).isInstanceOf(Order.Paid.class);
        assertThat(take(event, member)).isInstanceOf(Taking.Already.class);
        assertThat(market.held(event.id(), 2).terms().unitPrice()).isEqualTo(Money.jpy(1500));
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
        assertThat(events.seats(event.id()).free()).isEqualTo(2);
        assertThat(places.coming(plan.id())).extracting(it -> it.event().id()).contains(event.id());
        assertThat(places.places(membership(member).id())).containsKey(event.id());
    }

    @Test
    void whoBoughtAsADropInIsShownThatPlace() {
        var event = event(0, 5);
        var member = joined();
        assertThat(orders.place(request(event.id(), everybodys(event), member, 1)))
                .isInstanceOf(Placing.Placed.class);
        assertThat(take(event, member)).isInstanceOf(Taking.Already.class);
    }

    @Test
    void ofTwoSalonsEachHasItsPriceAndAMemberOfBothOnePlace() {
        var other = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 5000);
        var theirs = once(0).forMembersOf(Optional.of(new CircleId(other.id().value())));
        var event = audience(event(500, 5), once(1500), once(500).forMembersOf(Optional.of(circle)), theirs);
        var member = joined();
        assertThat(places.take(request(event.id(), theirs.id(), member, 1)))
                .isEqualTo(new Taking.NotLetIn(Entry.NOT_IN));
        salon.join(other, member, new PayBy.Points());
        assertThat(taken(event, member).terms().unitPrice()).isEqualTo(Money.jpy(500));
        assertThat(places.take(request(event.id(), theirs.id(), member, 1))).isInstanceOf(Taking.Already.class);
        assertThat(places.prices(event))
                .extracting(it -> it.members().id())
                .containsExactlyInAnyOrder(plan.id(), other.id());
    }

    @Test
    void dropInsAndMembersInARushNeverHaveMoreThanTheSeats() throws Exception {
        var event = event(0, 3);
        var members = List.of(joined(), joined(), joined(), joined(), joined());
        var rush = new ArrayList<Callable<Boolean>>();
        for (var member : members) {
            rush.add(() -> take(event, member) instanceof Taking.Answered(Placing.Placed _));
            rush.add(() -> market.place(event, 1) instanceof Placing.Placed);
        }
        int placed = 0;
        try (var threads = Executors.newFixedThreadPool(rush.size())) {
            for (var done : threads.invokeAll(rush)) placed += done.get() ? 1 : 0;
        }
        var seats = events.seats(event.id());
        assertThat(placed).isEqualTo(3);
        assertThat(seats.taken() + seats.held()).isEqualTo(3);
        assertThat(seats.free()).isZero();
    }

    @Test
    void aFreePlaceGoesWithTheMembershipForAnybodyToBuyAndAPaidOneStays() {
        var free = event(0, 1);
        var costly = event(500, 5);
        var member = joined();
        var freely = taken(free, member);
        var bought = paid(taken(costly, member));
        assertThat(bought).isInstanceOf(Order.Paid.class);
        assertThat(market.place(free.id(), 1)).isInstanceOf(Placing.SoldOut.class);
        places.giveBack();
        assertThat(orders.get(freely.id())).isInstanceOf(Order.Paid.class);
        memberships.expel(membership(member).id(), "owner");
        places.giveBack();
        assertThat(gone(freely.id())).isEqualTo(Ticket.CancelledBy.LEFT);
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Paid.class);
        assertThat(market.place(free.id(), 1)).isInstanceOf(Placing.Placed.class);
    }

    @Test
    void nobodyWaitsForItIsOfferedItOrIsGivenIt() {
        var event = event(0, 1);
        var member = joined();
        var order = taken(event, member);
        var person = new Application.Person(
                null,
                NAME,
                market.mail("waiting"),
                Locale.JAPANESE,
                event.particulars().zone());
        var asked = new Applications.Request(event.id(), members(event), person, List.of(NAME), Optional.empty());
        assertThat(lines.applications.ask(asked, true)).isInstanceOf(Applications.Asking.NoSuchPlan.class);
        assertThat(lines.applications.open(event))
                .as("at the price for everybody")
                .isPresent();
        var friend = new Transfer.Friend(NAME, market.mail("friend"), Locale.JAPANESE, person.zone());
        var ticket = orders.tickets(order.id()).getFirst().id();
        assertThat(lines.transfers.give(order.id(), ticket, friend)).isInstanceOf(Transfers.Giving.NotOpen.class);
        assertThat(lines.transfers.isOpen(event, everybodys(event))).isTrue();
        var without = audience(event, event.particulars().plans().getFirst());
        assertThat(lines.transfers.isOpen(without, members(event)))
                .as("not sold any more")
                .isFalse();
        assertThat(lines.transfers.give(order.id(), ticket, friend)).isInstanceOf(Transfers.Giving.NotOpen.class);
    }

    @Test
    void anOfferIsNoWayToIt() {
        var event = event(0, 2);
        var until = clock.instant().plus(Duration.ofHours(1));
        var offered = transaction.execute(
                _ -> lines.offers.offer(request(event.id(), members(event), salon.member(), 1), until));
        assertThat(offered).isInstanceOf(OfferedOrders.Offering.NotOnSale.class);
    }

    @Test
    void whereBuyersAreAcceptedOneByOneNoPriceIsForMembers() {
        var event = event(0, 2);
        assertThat(lines.applications.rules(event.id(), ApplicationRules.USUAL, true))
                .isFalse();
        var byApproval = market.event(organiser, 2, SOON, once(1500));
        assertThat(lines.applications.rules(byApproval.id(), ApplicationRules.USUAL, true))
                .isTrue();
        assertThatThrownBy(() -> audience(byApproval, once(1500), once(0).forMembersOf(Optional.of(circle))))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.fields()).containsEntry("plans", "prices.error.accepted"));
    }

    @Test
    void whatIsForMembersAsAWholeHasNoPriceForSome() {
        var event = event(0, 2);
        assertThat(places.reserve(event.id(), plan.id())).isFalse();
        var whole = market.event(organiser, 2, SOON, once(0));
        assertThat(places.reserve(whole.id(), plan.id())).isTrue();
        assertThatThrownBy(() -> audience(whole, once(1500), once(0).forMembersOf(Optional.of(circle))))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.fields()).containsEntry("plans", "prices.error.alone"));
    }

    @Test
    void moneyThatComesTooLateForAPlaceAtTheMembersPriceGoesBack() {
        var event = event(500, 5);
        var first = taken(event, joined());
        var second = taken(event, joined());
        var third = taken(event, joined());
        orders.pay(first.id());
        orders.pay(second.id());
        orders.pay(third.id());
        clock.forward(Duration.ofMinutes(11));
        orders.lapseDue();
        assertThat(orders.hasRoomAgain(first.id())).isFalse();
        market.payAtProvider(market.session(first.id()));
        assertThat(orders.askAgain(first.id())).isInstanceOf(Order.Unseated.class);
        audience(event, event.particulars().plans().getFirst());
        market.payAtProvider(market.session(second.id()));
        assertThat(orders.askAgain(second.id()))
                .as("of a price that is not offered any more")
                .isInstanceOf(Order.Unseated.class);
        audience(
                event,
                event.particulars().plans().getFirst(),
                event.particulars().membersPlans().getFirst().forMembersOf(Optional.empty()));
        market.payAtProvider(market.session(third.id()));
        assertThat(orders.askAgain(third.id()))
                .as("of a price that is for everybody now")
                .isInstanceOf(Order.Unseated.class);
    }

    @Test
    void whoeverHasAPlaceKeepsItAsItWasSoldWhenThePriceIsForOthersNow() {
        var event = event(0, 5);
        var dropIn = market.paid(event.id(), 1);
        var member = taken(event, joined());
        var everybodys = event.particulars().plans().getFirst();
        var theirs = event.particulars().membersPlans().getFirst();
        var swapped = audience(
                event, everybodys.forMembersOf(Optional.of(circle)), theirs.forMembersOf(Optional.empty()), once(900));
        assertThat(swapped.particulars().sale().plans())
                .as("for others it is another plan")
                .extracting(Plan::id)
                .doesNotContain(everybodys.id(), theirs.id());
        places.giveBack();
        assertThat(orders.get(dropIn.id())).isInstanceOf(Order.Paid.class);
        assertThat(orders.get(member.id())).isInstanceOf(Order.Paid.class);
        assertThat(lines.transfers.isOpen(swapped, everybodys.id())).isTrue();
        assertThat(lines.transfers.isOpen(swapped, theirs.id()))
                .as("a member's free place is for no friend")
                .isFalse();
        assertThat(orders.place(request(event.id(), members(swapped), salon.member(), 1)))
                .isInstanceOf(Placing.NotOnSale.class);
        assertThat(orders.place(request(event.id(), theirs.id(), salon.member(), 1)))
                .isInstanceOf(Placing.NoSuchPlan.class);
        assertThat(orders.place(request(event.id(), everybodys(swapped), salon.member(), 1)))
                .isInstanceOf(Placing.Placed.class);
    }

    @Test
    void aPlanThatIsForTheSamePeopleStaysThatPlan() {
        var event = event(0, 5);
        var told = event.particulars();
        var changed = audience(
                event,
                told.plans().getFirst().forOne(),
                told.membersPlans().getFirst().forOne());
        assertThat(everybodys(changed)).isEqualTo(everybodys(event));
        assertThat(members(changed)).isEqualTo(members(event));
    }

    @Test
    void aCopyKeepsWhomAPriceIsFor() {
        var copy = events.get(events.duplicate(event(0, 5).id())).particulars();
        assertThat(copy.plans()).extracting(Plan::price).containsExactly(Money.jpy(1500));
        assertThat(copy.membersPlans()).extracting(Plan::circle).containsExactly(Optional.of(circle));
    }

    @Test
    void whatAnybodySeesAndFindsIsThePriceForEverybody() {
        var event = event(0, 5);
        var found = events.search(new Events.Search(
                null, clock.instant(), clock.instant().plus(Duration.ofDays(4)), true, Locale.JAPANESE, 1000, 1000));
        assertThat(found).extracting(it -> it.event().id()).doesNotContain(event.id());
        assertThat(event.particulars().plan(members(event))).isEmpty();
        assertThat(event.particulars().anyPlan(members(event))).isPresent();
    }

    @Test
    void typesRefuseWhatCannotBe() {
        var sale = event(0, 5).particulars().sale();
        var members = once(0).forMembersOf(Optional.of(circle));
        assertThatThrownBy(() -> sale.withPlans(List.of(members))).hasMessageContaining("for everybody");
        assertThatThrownBy(() -> new Event.Sale(
                        5, sale.plans(), sale.policy(), false, Event.SaleTo.MEMBERS, Event.Extras.NONE, circle))
                .hasMessageContaining("for members already");
        var both = List.of(sale.plans().getFirst(), members);
        assertThatThrownBy(() ->
                        new Event.Sale(5, both, sale.policy(), false, Event.SaleTo.ACCEPTED, Event.Extras.NONE, null))
                .hasMessageContaining("one by one");
        var session = market.sessions(organiser).particulars().plans().getFirst();
        assertThatThrownBy(() -> session.forMembersOf(Optional.of(circle))).hasMessageContaining("sessions");
    }

    @Test
    void theDatabaseRefusesByItself() {
        var event = event(0, 5);
        var other = salon.plan(market.organiser(), FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        assertThatThrownBy(() -> insert(event, other.id().value(), organiser.value()))
                .hasMessageContaining("event_plan_circle_is_of_its_organiser");
        assertThatThrownBy(() ->
                        insert(event, other.id().value(), other.organiser().value()))
                .hasMessageContaining("event_plan_circle_is_of_the_events_organiser");
        assertThatThrownBy(() -> plans(event, "circle = null, circle_organiser = null", members(event)))
                .hasMessageContaining("event_plan_keeps_its_circle");
        assertThatThrownBy(() -> plans(
                        event,
                        "circle = '" + circle.value() + "', circle_organiser = '" + organiser.value() + "'",
                        everybodys(event)))
                .hasMessageContaining("event_plan_keeps_its_circle");
        assertThatThrownBy(() -> plans(event, "circle_organiser = null", members(event)))
                .hasMessageContaining("event_plan_circle_has_an_organiser");
        assertThatThrownBy(() -> plans(event, "minutes = 60", members(event)))
                .hasMessageContaining("event_plan_of_a_circle_is_no_session");
        assertThatThrownBy(() -> plans(event, "retired = true", everybodys(event)))
                .hasStackTraceContaining("event_plan_leaves_one_for_everybody");
        assertThatThrownBy(() -> sql.sql("update event set sold_to = 'members', circle = :circle where id = :event")
                        .param("circle", circle.value())
                        .param("event", event.id().value())
                        .update())
                .hasStackTraceContaining("event_for_some_has_no_members_price");
        assertThatThrownBy(() -> sql.sql("update event set sold_to = 'accepted' where id = :event")
                        .param("event", event.id().value())
                        .update())
                .hasStackTraceContaining("event_for_some_has_no_members_price");
        var byApproval = market.event(organiser, 2, SOON, once(1500));
        assertThat(lines.applications.rules(byApproval.id(), ApplicationRules.USUAL, true))
                .isTrue();
        assertThatThrownBy(() -> insert(byApproval, circle.value(), organiser.value()))
                .hasStackTraceContaining("event_plan_leaves_one_for_everybody");
        var member = joined();
        var dropIn = (Placing.Placed) orders.place(request(event.id(), everybodys(event), member, 1));
        assertThatThrownBy(() -> sql.sql("""
                                insert into member_place (orders, event, membership, taken_at)
                                values (:order, :event, :membership, now())""")
                        .param("order", dropIn.order().id().value())
                        .param("event", event.id().value())
                        .param("membership", membership(member).id().value())
                        .update())
                .hasMessageContaining("member_place_is_a_members");
    }

    private void insert(Event event, UUID circle, UUID circleOrganiser) {
        sql.sql("""
                        insert into event_plan (id, event, position, name, kind, price, currency, places_max,
                            tax_category, tax_percent, circle, circle_organiser)
                        select gen_random_uuid(), event, 9, name, kind, price, currency, places_max,
                            tax_category, tax_percent, :circle, :organiser
                        from event_plan where event = :event and circle is null""")
                .param("circle", circle)
                .param("organiser", circleOrganiser)
                .param("event", event.id().value())
                .update();
    }

    private void plans(Event event, String change, PlanId which) {
        sql.sql("update event_plan set " + change + " where event = :event and id = :plan")
                .param("event", event.id().value())
                .param("plan", which.value())
                .update();
    }
}

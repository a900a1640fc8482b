package org.tsudoi.memberplaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
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
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfers;

/// What is for members is taken by members and nobody else, one place each; a free place goes with its membership.
@ProductTest
class MemberPlacesTest {
    private static final Duration SOON = Duration.ofDays(3);
    private static final Duration NEXT_MONTH = Duration.ofDays(40);

    private final MemberPlaces places;
    private final Memberships memberships;
    private final Events events;
    private final Orders orders;
    private final Applications applications;
    private final Transfers transfers;
    private final Market market;
    private final CourseMarket courses;
    private final Salon salon;
    private final TestClock clock;
    private final JdbcClient sql;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;

    MemberPlacesTest(
            MemberPlaces places,
            Memberships memberships,
            Events events,
            Orders orders,
            Applications applications,
            Transfers transfers,
            Market market,
            CourseMarket courses,
            Salon salon,
            TestClock clock,
            JdbcClient sql) {
        this.places = places;
        this.memberships = memberships;
        this.events = events;
        this.orders = orders;
        this.applications = applications;
        this.transfers = transfers;
        this.market = market;
        this.courses = courses;
        this.salon = salon;
        this.clock = clock;
        this.sql = sql;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Event event(long price, int capacity, Duration startsIn) {
        var event = market.event(organiser, capacity, startsIn, market.plan(Plan.Kind.ONCE, Money.jpy(price), 4));
        assertThat(places.reserve(event.id(), plan.id())).isTrue();
        return events.get(event.id());
    }

    private Membership joined(Member member) {
        return salon.join(plan, member, new PayBy.Points());
    }

    private Taking take(EventId event, Member member) {
        return places.take(request(event, member, 1));
    }

    private Orders.Request request(EventId event, Member member, int seats) {
        var name = new PersonName("山田 花子");
        return new Orders.Request(
                UUID.randomUUID().toString(),
                event,
                events.get(event).particulars().plans().getFirst().id(),
                Collections.nCopies(seats, name),
                new Order.Buyer(member.id(), name, member.email(), member.locale()));
    }

    private Order taken(EventId event, Member member) {
        if (take(event, member) instanceof Taking.Answered(Placing.Placed(var order))) return order;
        throw new AssertionError("no place");
    }

    private Order paid(EventId event, Member member) {
        var order = taken(event, member);
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        return orders.askAgain(order.id());
    }

    private Ticket.CancelledBy gone(OrderId order) {
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        return ((Ticket.Cancelled) orders.tickets(order).getFirst()).by();
    }

    @Test
    void aMemberTakesOnePlaceAndNobodyElseTakesAny() {
        var event = event(0, 5, SOON);
        var member = salon.member();
        assertThat(market.place(event.id(), 1)).as("a hand-made order").isInstanceOf(Placing.NotOnSale.class);
        assertThat(orders.place(request(event.id(), member, 1))).isInstanceOf(Placing.NotOnSale.class);
        assertThat(take(event.id(), member)).isEqualTo(new Taking.NotLetIn(Entry.NOT_IN));
        joined(member);
        assertThat(orders.place(request(event.id(), member, 1)))
                .as("past whoever asks for the membership")
                .isInstanceOf(Placing.NotOnSale.class);
        assertThat(places.take(request(event.id(), member, 2)))
                .isEqualTo(new Taking.Answered(new Placing.TooManyPlaces(1)));
        assertThat(taken(event.id(), member)).isInstanceOf(Order.Paid.class);
        assertThat(take(event.id(), member)).isInstanceOf(Taking.Already.class);
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
        assertThat(take(event.id(), salon.member())).isInstanceOf(Taking.NotLetIn.class);
    }

    @Test
    void whoHasAnOrderThatStandsGetsNoSecondPlace() {
        var event = event(0, 5, SOON);
        var member = salon.member();
        joined(member);
        var request = request(event.id(), member, 1);
        assertThat(places.take(request)).isInstanceOf(Taking.Answered.class);
        // As after an event that was open to anybody for a while.
        sql.sql("update member_place set ended_at = now() where event = :event")
                .param("event", event.id().value())
                .update();
        assertThat(places.take(request)).as("the same form again").isInstanceOf(Taking.Already.class);
        assertThat(take(event.id(), member)).as("another form").isInstanceOf(Taking.Already.class);
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
    }

    @Test
    void oneTappedTwiceAtOnceIsOnePlace() throws Exception {
        var event = event(0, 5, SOON);
        var member = salon.member();
        joined(member);
        Callable<Taking> tap = () -> take(event.id(), member);
        try (var taps = Executors.newFixedThreadPool(4)) {
            for (var tapped : taps.invokeAll(List.of(tap, tap, tap, tap))) {
                assertThat(tapped.get()).isNotInstanceOf(Taking.NotLetIn.class);
            }
        }
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
    }

    @Test
    void aFreePlaceGoesWithTheMembershipAndAPaidOneStays() {
        var free = event(0, 1, SOON);
        var costly = event(1500, 5, SOON);
        var member = salon.member();
        var membership = joined(member);
        var freely = taken(free.id(), member);
        var bought = paid(costly.id(), member);
        assertThat(bought).isInstanceOf(Order.Paid.class);
        places.giveBack();
        assertThat(orders.get(freely.id())).isInstanceOf(Order.Paid.class);
        memberships.suspend(membership.id(), "noise", "owner");
        places.giveBack();
        assertThat(gone(freely.id())).isEqualTo(Ticket.CancelledBy.LEFT);
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Paid.class);
        assertThat(events.seats(free.id()).free()).as("for others").isEqualTo(1);
        memberships.restore(membership.id(), "owner");
        assertThat(taken(free.id(), member)).isInstanceOf(Order.Paid.class);
        memberships.expel(membership.id(), "owner");
        places.giveBack();
        places.giveBack();
        assertThat(events.seats(free.id()).free()).isEqualTo(1);
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void whoPausesOrLeavesHasThePlacesOfTheDaysThatAreTheirs() {
        var soon = event(0, 5, SOON);
        var later = event(0, 5, NEXT_MONTH);
        var afterwards = event(0, 5, Duration.ofDays(100));
        var member = salon.member();
        var membership = joined(member);
        var near = taken(soon.id(), member);
        var far = taken(later.id(), member);
        var farther = taken(afterwards.id(), member);
        memberships.pause(membership.id(), 1, "member");
        places.giveBack();
        assertThat(orders.get(near.id())).isInstanceOf(Order.Paid.class);
        assertThat(gone(far.id())).isEqualTo(Ticket.CancelledBy.LEFT);
        assertThat(orders.get(farther.id())).as("after the pause").isInstanceOf(Order.Paid.class);
        assertThat(take(later.id(), member)).isEqualTo(new Taking.NotLetIn(Entry.NOT_THAT_DAY));
        memberships.leave(membership.id(), "member");
        places.giveBack();
        assertThat(orders.get(near.id())).isInstanceOf(Order.Paid.class);
        assertThat(gone(farther.id())).isEqualTo(Ticket.CancelledBy.LEFT);
    }

    @Test
    void nobodyIsPutOutOfAMeetingThatRuns() {
        var event = event(0, 5, SOON);
        var member = salon.member();
        var membership = joined(member);
        var order = taken(event.id(), member);
        clock.forward(SOON.plusMinutes(5));
        memberships.expel(membership.id(), "owner");
        places.giveBack();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void aPlaceThatWasLetGoCanBeTakenAgain() {
        var event = event(1500, 1, SOON);
        var member = salon.member();
        joined(member);
        var first = taken(event.id(), member);
        orders.leave(first.id());
        var second = taken(event.id(), member);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second).isInstanceOf(Order.Held.class);
    }

    @Test
    void nobodyWaitsForItOrGivesItToAFriend() {
        var event = event(0, 1, SOON);
        var member = salon.member();
        joined(member);
        taken(event.id(), member);
        assertThat(applications.open(events.get(event.id()))).isEmpty();
        assertThat(transfers.isOpen(events.get(event.id()))).isFalse();
        assertThat(applications.rules(event.id(), ApplicationRules.USUAL, true)).isFalse();
        var asked = market.event(organiser, 1, SOON);
        applications.rules(asked.id(), ApplicationRules.USUAL, true);
        assertThat(places.reserve(asked.id(), plan.id())).isFalse();
        assertThat(places.open(asked.id())).isFalse();
    }

    @Test
    void aCourseIsForMembersTooAndACopyStaysForThem() {
        var course = courses.course(organiser, 2, Money.jpy(0), CourseRules.USUAL);
        assertThat(places.reserve(course.id(), plan.id())).isTrue();
        var member = salon.member();
        var membership = joined(member);
        var order = taken(course.id(), member);
        clock.forward(Duration.ofDays(4));
        memberships.expel(membership.id(), "owner");
        places.giveBack();
        assertThat(gone(order.id())).as("of what is left of it").isEqualTo(Ticket.CancelledBy.LEFT);
        var copy = events.get(events.duplicate(course.id()));
        assertThat(places.plan(copy))
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo(plan.id()));
        assertThat(places.open(copy.id())).isTrue();
        assertThat(events.get(copy.id()).sellsToAnybody()).isTrue();
    }

    @Test
    void sessionsAndEventsOfOthersAreNotReserved() {
        assertThatThrownBy(() -> places.reserve(market.event(1).id(), plan.id()))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> places.reserve(market.sessions(organiser).id(), plan.id()))
                .isInstanceOf(Problem.class);
    }

    @Test
    void theDatabaseRefusesByItself() {
        var event = event(0, 5, SOON);
        var stranger = salon.member();
        var other = salon.plan(market.organiser(), FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        var elsewhere = salon.join(other, stranger, new PayBy.Points());
        var member = salon.member();
        joined(member);
        var order = taken(event.id(), member);
        assertThatThrownBy(() -> sql.sql("""
                                insert into member_place (orders, event, membership, taken_at)
                                values (:order, :event, :membership, now())""")
                        .param(
                                "order",
                                market.held(market.event(1).id(), 1).id().value())
                        .param("event", event.id().value())
                        .param("membership", elsewhere.id().value())
                        .update())
                .hasMessageContaining("member_place_is_a_members");
        assertThatThrownBy(() -> sql.sql("update event set circle = :other where id = :event")
                        .param("other", other.id().value())
                        .param("event", event.id().value())
                        .update())
                .hasMessageContaining("event_circle_is_of_its_organiser");
        assertThatThrownBy(() -> sql.sql("update event set circle = null where id = :event")
                        .param("event", event.id().value())
                        .update())
                .hasMessageContaining("event_sold_to_members_of_a_circle");
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }
}

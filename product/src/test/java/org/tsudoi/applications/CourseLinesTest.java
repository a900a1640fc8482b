package org.tsudoi.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.PersonName;
import org.tsudoi.door.Door;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;

/// Waiting for a course, applying for one and giving a place of it to a friend. It has three dates for 10,000 yen, and
/// whoever joins late pays for those that are left.
@ProductTest
class CourseLinesTest {
    private static final CourseRules LATE =
            CourseMarket.late(CourseRules.Joining.DATES_LEFT, 2, CourseMarket.keeping(0));
    private static final String FRIENDS_PHONE = "device-of-the-friend-001";

    private final Applications applications;
    private final Line line;
    private final CourseMarket courses;
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Giving giving;

    record Giving(Transfers transfers, Door door, OutboxRunner outbox, TestClock clock) {}

    CourseLinesTest(
            Applications applications,
            Line line,
            CourseMarket courses,
            Market market,
            Orders orders,
            Events events,
            Transfers transfers,
            Door door,
            OutboxRunner outbox,
            TestClock clock) {
        this.applications = applications;
        this.line = line;
        this.courses = courses;
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.giving = new Giving(transfers, door, outbox, clock);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(giving.clock);
    }

    private Event course(int capacity, CourseRules rules) {
        return courses.course(market.organiser(), 3, capacity, Money.jpy(10_000), rules);
    }

    private void after(Event course, int number) {
        giving.clock.forwardTo(courses.date(course.id(), number).begin().plus(Duration.ofMinutes(1)));
        TownProcess.running().sameTimeAs(giving.clock);
    }

    private Order sold(Event course) {
        return market.paid(course.id(), 1);
    }

    @Test
    void whoWaitsForACourseThatIsUnderWayIsOfferedTheDatesThatAreLeftAtTheirPrice() {
        var course = course(1, LATE);
        var sold = sold(course);
        var waiting = line.enters(course.id(), 1);
        assertThat(events.get(course.id()).particulars().sale().to()).isEqualTo(Event.SaleTo.WAITING);
        after(course, 1);
        line.cancels(sold.id());
        giving.outbox.runDue();
        var order = line.offeredTo(waiting);
        assertThat(order.terms().unitPrice()).isEqualTo(Money.jpy(6_666));
        assertThat(order.terms().course().orElseThrow().dates()).hasSize(2);
        var until = ((Application.Offered) line.of(waiting)).until();
        assertThat(until).isBefore(courses.date(course.id(), 2).begin());
        assertThat(line.pays(order.id())).isInstanceOf(Order.Paid.class);
        applications.tend(course.id());
        assertThat(line.of(waiting)).isInstanceOf(Application.Accepted.class);
    }

    @Test
    void anOfferEndsWhenTheNextDateBeginsSoThatNobodyPaysForOneThatIsOver() {
        var course = course(1, LATE);
        sold(course);
        var next = courses.date(course.id(), 1).begin();
        var until = new ApplicationRules(168).offerUntil(course, next.minus(Duration.ofHours(2)));
        assertThat(until).isEqualTo(next);
    }

    @Test
    void nobodyWaitsForACourseThatCanNotBeJoinedAnyMore() {
        var course = course(1, CourseRules.USUAL);
        sold(course);
        assertThat(applications.open(course)).contains(Application.Kind.WAITING);
        after(course, 1);
        assertThat(applications.open(course)).isEmpty();
        assertThat(line.asks(course.id(), 0, 1, market.mail("late"), true))
                .isInstanceOf(Applications.Asking.NotOpen.class);
    }

    @Test
    void theOrganiserAcceptsWhoAppliesForACourse() {
        var course = course(5, LATE);
        assertThat(applications.rules(course.id(), ApplicationRules.USUAL, true))
                .isTrue();
        assertThat(market.place(course.id(), 1)).isInstanceOf(Orders.Placing.NotOnSale.class);
        var asked = line.enters(course.id(), 1);
        assertThat(line.of(asked)).isInstanceOf(Application.Asked.class);
        var organiser = events.hosts(course.id()).iterator().next();
        assertThat(applications.accept(course.id(), asked, organiser, Optional.empty()))
                .isEqualTo(Applications.Deciding.OFFERED);
        var order = line.offeredTo(asked);
        assertThat(order.terms().unitPrice()).isEqualTo(Money.jpy(10_000));
        assertThat(line.pays(order.id())).isInstanceOf(Order.Paid.class);
    }

    private Transfers.Giving gives(Order order) {
        var friend = new Transfer.Friend(
                new PersonName("青木 つばさ"), market.mail("friend"), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"));
        return giving.transfers.give(
                order.id(), orders.tickets(order.id()).getFirst().id(), friend);
    }

    @Test
    void aPlaceGoesToAFriendBetweenTwoDatesWithAllThatAreLeft() {
        var course = course(5, LATE);
        giving.transfers.allow(course.id(), true);
        giving.outbox.runDue();
        var order = sold(course);
        after(course, 1);
        assertThat(gives(order)).as("while its door is open").isInstanceOf(Transfers.Giving.NotOpen.class);
        giving.clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofHours(1)));
        var given = gives(order);
        assertThat(given).isInstanceOf(Transfers.Giving.Offered.class);
        var transfer = ((Transfers.Giving.Offered) given).transfer();
        assertThat(giving.transfers.accept(transfer.id())).isInstanceOf(Transfer.Accepted.class);
        giving.clock.forwardTo(courses.date(course.id(), 2).begin().minus(Duration.ofMinutes(5)));
        var ticket = (Ticket.Valid) orders.tickets(order.id()).getFirst();
        assertThat(ticket.holder()).isEqualTo(2);
        assertThat(giving.door.enter(ticket.id(), FRIENDS_PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
        after(course, 3);
        giving.clock.forwardTo(courses.date(course.id(), 3).end());
        assertThat(giving.transfers.isOpen(events.get(course.id()))).isFalse();
    }
}

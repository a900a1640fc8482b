package org.tsudoi.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// A trial of a session is agreed on and held as any other, and had once.
@ProductTest
class TrialSessionsTest {
    private final SessionMarket selling;
    private final Market market;
    private final Appointments appointments;
    private final Bookings bookings;
    private final Events events;
    private final Orders orders;
    private final Ids ids;
    private final TestClock clock;

    TrialSessionsTest(
            SessionMarket selling,
            Market market,
            Appointments appointments,
            Bookings bookings,
            Events events,
            Orders orders,
            Ids ids,
            TestClock clock) {
        this.selling = selling;
        this.market = market;
        this.appointments = appointments;
        this.bookings = bookings;
        this.events = events;
        this.orders = orders;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private SessionMarket.Two withTrial() {
        var two = selling.two();
        var told = two.sessions().particulars();
        var trial = new Plan(
                new PlanId(ids.next()),
                "お試し",
                Plan.Kind.TRIAL,
                Money.jpy(500),
                1,
                Tax.of(Tax.Category.STANDARD, "JP"),
                Optional.of(Duration.ofMinutes(60)));
        var event = events.change(
                two.sessions().id(),
                told.with(told.sale()
                        .withPlans(List.of(told.plans().get(0), told.plans().get(1), trial))));
        return new SessionMarket.Two(event, two.host(), two.buyer());
    }

    private Orders.Placing asks(SessionMarket.Two two) {
        var name = new PersonName("山田 花子");
        return orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                two.sessions().id(),
                two.sessions().particulars().plans().get(2).id(),
                List.of(name),
                new Order.Buyer(
                        two.buyer().id(), name, two.buyer().email(), two.buyer().locale())));
    }

    private Appointment session(OrderId order) {
        return appointments.of(order).getFirst();
    }

    @Test
    void aTrialIsAgreedOnAndHeldAndNotHadASecondTime() {
        var two = withTrial();
        var order = ((Orders.Placing.Placed) asks(two)).order();
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(session(order.id()).state()).isEqualTo(Appointment.State.OPEN);
        var place = selling.tickets(order.id()).getFirst();
        var booking = selling.booked(two, place, selling.free(two).getFirst().startsAt());
        assertThat(session(order.id()).state()).isEqualTo(Appointment.State.AGREED);
        assertThat(asks(two)).as("before it was held").isInstanceOf(Orders.Placing.TrialUsed.class);
        clock.forwardTo(booking.start().orElseThrow().plus(Duration.ofHours(2)));
        bookings.held(booking.id(), two.host());
        assertThat(session(order.id()).state()).isEqualTo(Appointment.State.HELD);
        assertThat(asks(two)).as("afterwards").isInstanceOf(Orders.Placing.TrialUsed.class);
    }
}

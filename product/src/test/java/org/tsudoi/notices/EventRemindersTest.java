package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Whoever has a place is reminded a day before, and an hour before, once for each start.
@ProductTest
class EventRemindersTest {
    private final EventReminders reminding;
    private final Reminders reminders;
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Members members;
    private final Rest rest;

    record Rest(OutboxRunner outbox, TestClock clock, JdbcClient sql) {}

    EventRemindersTest(
            EventReminders reminding,
            Reminders reminders,
            Market market,
            Orders orders,
            Events events,
            Members members,
            OutboxRunner outbox,
            TestClock clock,
            JdbcClient sql) {
        this.reminding = reminding;
        this.reminders = reminders;
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.members = members;
        this.rest = new Rest(outbox, clock, sql);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(rest.clock);
    }

    private static Instant start(Event event) {
        return event.particulars().startsAt().orElseThrow();
    }

    private void runAt(Instant moment) {
        rest.clock.forwardTo(moment);
        reminding.run();
        reminding.run();
        rest.outbox.runDue();
    }

    /// Each with what became of it: `done`, and what it was sent by or that nothing was.
    private List<String> noted(OrderId order) {
        return rest.sql
                .sql("""
                        select split_part(key, ' ', 2) as key from outbox
                        where topic = 'notices.reminder' and key like :like order by id""")
                .param("like", "notices-remind-of-events %:" + order + ":%")
                .query((row, _) -> Objects.requireNonNull(row.getString("key")))
                .list();
    }

    private String subject(Order order, Before when) {
        return letter(order, when).subject();
    }

    private Letter letter(Order order, Before when) {
        return reminding.mailing(order, when).letter();
    }

    private boolean isStillToTell(Order order, Before when, Instant start) {
        return reminding.isStillToTell((Order.Paid) order, when, start, rest.clock.instant());
    }

    @Test
    void aDayAndAnHourBeforeOnceEach() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var order = market.paid(event.id(), 2);
        runAt(start(event).minus(Duration.ofHours(24)).minusSeconds(1));
        assertThat(noted(order.id())).isEmpty();
        runAt(start(event).minus(Duration.ofHours(24)));
        assertThat(noted(order.id())).singleElement().asString().startsWith("day:");
        runAt(start(event).minus(Duration.ofMinutes(60)));
        assertThat(noted(order.id())).hasSize(2).last().asString().startsWith("hour:");
        assertThat(subject(order, Before.DAY)).startsWith("明日です");
        assertThat(letter(order, Before.HOUR).text()).contains("/door/");
    }

    @Test
    void afterAMoveOnlyTheNewTimeIsToldOf() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var order = market.paid(event.id(), 1);
        rest.clock.forwardTo(start(event).minus(Duration.ofHours(23)));
        reminding.run();
        var fixed = (Schedule.Fixed) event.particulars().schedule();
        events.change(
                event.id(),
                event.particulars().with(new Schedule.Fixed(fixed.start().plusDays(2), fixed.length(), fixed.zone())));
        var old = start(event);
        var moved = start(events.get(event.id()));
        assertThat(isStillToTell(order, Before.DAY, old)).isFalse();
        runAt(moved.minus(Duration.ofHours(23)));
        assertThat(noted(order.id())).hasSize(2);
        assertThat(isStillToTell(order, Before.DAY, moved)).isTrue();
    }

    @Test
    void whoHasJustPaidOrWantsNoneIsNotReminded() {
        var event = market.event(market.organiser(), 10, Duration.ofHours(26));
        var late = (Order.Paid) market.paid(event.id(), 1);
        assertThat(isStillToTell(late, Before.DAY, start(event))).isFalse();
        assertThat(isStillToTell(late, Before.HOUR, start(event))).isTrue();

        var other = market.event(market.organiser(), 10, Duration.ofDays(4));
        var name = new PersonName("Malee");
        var mail = market.mail("malee");
        var member = members.findOrCreate(
                mail, Optional.of(name), Locale.ENGLISH, other.particulars().zone());
        var placed = (Orders.Placing.Placed) orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                other.id(),
                other.particulars().plans().getFirst().id(),
                List.of(name),
                new Order.Buyer(member.id(), name, mail, Locale.ENGLISH)));
        orders.pay(placed.order().id());
        market.payAtProvider(market.session(placed.order().id()));
        var paid = (Order.Paid) orders.askAgain(placed.order().id());
        assertThat(isStillToTell(paid, Before.DAY, start(other))).isTrue();
        assertThat(reminders.areWanted(member.id(), mail)).isTrue();
        reminders.want(member.id(), mail, false);
        reminders.want(member.id(), mail, false);
        assertThat(reminders.areWanted(member.id(), mail)).isFalse();
        reminders.want(member.id(), mail, true);
        assertThat(reminders.areWanted(member.id(), mail)).isTrue();
    }

    @Test
    void whoHasNoPlaceAnyMoreIsNotEvenNoted() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(3));
        var order = market.paid(event.id(), 1);
        Set<org.tsudoi.orders.TicketId> places =
                orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        var quote = orders.quote(order.id(), places, Ticket.CancelledBy.ORGANISER);
        orders.cancel(order.id(), places, quote.refund(), Ticket.CancelledBy.ORGANISER);
        runAt(start(event).minus(Duration.ofHours(24)));
        assertThat(noted(order.id())).isEmpty();
    }
}

package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// All orders end with their event, also when one of them cannot be read for a while.
@ProductTest
class EndingEventsTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final JdbcClient sql;

    EndingEventsTest(
            Market market, Orders orders, Events events, OutboxRunner outbox, TestClock clock, JdbcClient sql) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
        this.sql = sql;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void anOrderThatCannotBeEndedKeepsNobodyElseWaitingAndIsTriedAgain() {
        var event = market.event(10).id();
        var all = List.of(
                market.paid(event, 1).id(),
                market.paid(event, 2).id(),
                market.held(event, 1).id());
        var broken = first(all);
        var sealed = attendees(broken);
        spoil(broken, new byte[] {0});

        events.cancel(event, "台風");
        outbox.runDue();

        for (var order : all) {
            if (!order.equals(broken)) assertEnded(order);
        }
        assertThat(state(broken)).isIn("held", "paid");
        assertThat(item(event)).isEqualTo("waiting: 1 orders could not be ended");

        spoil(broken, sealed);
        clock.forward(Duration.ofSeconds(6));
        outbox.runDue();

        assertEnded(broken);
        assertThat(item(event)).startsWith("done");
        assertThat(events.seats(event).free()).isEqualTo(10);
    }

    @Test
    void anOrderThatCannotLapseKeepsNobodyElsesSeats() {
        var event = market.event(10).id();
        var all = List.of(
                market.held(event, 1).id(),
                market.held(event, 1).id(),
                market.held(event, 1).id());
        var broken = first(all);
        var sealed = attendees(broken);
        spoil(broken, new byte[] {0});
        clock.forward(Duration.ofHours(1));

        orders.lapseDue();

        assertThat(events.seats(event).free()).isEqualTo(9);
        assertThat(state(broken)).isEqualTo("held");

        spoil(broken, sealed);
        orders.lapseDue();

        for (var order : all) assertEnded(order);
        assertThat(events.seats(event).free()).isEqualTo(10);
    }

    private void assertEnded(OrderId order) {
        assertThat(orders.get(order)).isInstanceOfAny(Order.Cancelled.class, Order.Lapsed.class);
    }

    /// The one whose turn comes first, so that whoever stops at it ends none.
    private static OrderId first(List<OrderId> all) {
        return all.stream()
                .min(Comparator.comparing(order -> order.value().toString()))
                .orElseThrow();
    }

    private byte[] attendees(OrderId order) {
        return sql.sql("select attendees_sealed from orders where id = :id")
                .param("id", order.value())
                .query(byte[].class)
                .single();
    }

    /// What was sealed cannot be opened any more.
    private void spoil(OrderId order, byte[] sealed) {
        sql.sql("update orders set attendees_sealed = :sealed where id = :id")
                .param("sealed", sealed)
                .param("id", order.value())
                .update();
    }

    private String state(OrderId order) {
        return sql.sql("select state from orders where id = :id")
                .param("id", order.value())
                .query(String.class)
                .single();
    }

    private String item(EventId event) {
        return sql.sql(
                        "select state || coalesce(': ' || last_error, '') from outbox where topic = :topic and key = :key")
                .param("topic", "orders.event-cancelled")
                .param("key", event.toString())
                .query(String.class)
                .single();
    }
}

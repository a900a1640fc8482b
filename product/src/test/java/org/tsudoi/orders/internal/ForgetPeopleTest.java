package org.tsudoi.orders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.privacy.Vault;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class ForgetPeopleTest {
    private final Market market;
    private final Orders orders;
    private final OrderTable table;
    private final Vault vault;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final TestClock clock;

    ForgetPeopleTest(
            Market market,
            Orders orders,
            OrderTable table,
            Vault vault,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.table = table;
        this.vault = vault;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private void runIn(Duration later) {
        var then = Clock.fixed(clock.instant().plus(later), ZoneOffset.UTC);
        new ForgetPeople(jdbc, vault, table, transactions, then).run();
    }

    @Test
    void whoBoughtAndCameIsForgottenWhenNoPaperIsKeptAnyMore() {
        var order = market.paid(market.event(10).id(), 2);
        runIn(Duration.ofDays(8 * 365));
        assertThat(orders.get(order.id()).terms()).isEqualTo(order.terms());

        runIn(Duration.ofDays(8 * 366 + 80));
        runIn(Duration.ofDays(8 * 366 + 81));
        var forgotten = orders.get(order.id());
        assertThat(forgotten).isInstanceOf(Order.Paid.class);
        assertThat(forgotten.toPay()).isEqualTo(order.toPay());
        assertThat(forgotten.terms().buyer().name().value()).isEqualTo("—");
        assertThat(forgotten.terms().buyer().email().value()).doesNotContain("hanako");
        assertThat(forgotten.terms().attendees())
                .hasSize(2)
                .allSatisfy(name -> assertThat(name.value()).isEqualTo("—"));
        assertThat(orders.tickets(order.id()))
                .allSatisfy(ticket -> assertThat(ticket.attendee().value()).isEqualTo("—"));
        assertThat(jdbc.sql("select count(*) from order_event where orders = :id and what = 'people forgotten'")
                        .param("id", order.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}

package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Seats;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Buyers who come at the same moment are served together (`Together`), and none may notice it.
@ProductTest
class CrowdTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Payments payments;
    private final Ledger ledger;
    private final TestClock clock;
    private final JdbcClient sql;
    private final TownProcess town = TownProcess.running();

    CrowdTest(
            Market market,
            Orders orders,
            Events events,
            Payments payments,
            Ledger ledger,
            TestClock clock,
            JdbcClient sql) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.ledger = ledger;
        this.clock = clock;
        this.sql = sql;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void theBooksAreSound() {
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void eachOfManyHasOneOrderOnePaymentAndTicketsOfTheirOwn() throws Exception {
        var event = market.event(60).id();
        var placed = placedAtOnce(event, 40);
        assertThat(placed).doesNotHaveDuplicates();
        assertThat(events.seats(event)).isEqualTo(new Seats(60, 20, 40, 0));
        var pages = atOnce(twice(placed, orders::pay));
        // Whoever clicks twice at the same moment may be told that we are asking.
        assertThat(pages.stream()
                        .filter(Orders.PayStep.GoToProvider.class::isInstance)
                        .distinct())
                .hasSize(40);
        for (var order : placed) market.payAtProvider(market.session(order));
        atOnce(twice(placed, orders::askAgain));
        assertThat(placed).allMatch(order -> orders.get(order) instanceof Order.Paid);
        assertThat(placed.stream()
                        .flatMap(order -> orders.tickets(order).stream())
                        .map(Ticket::label))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj("A-%03d"::formatted)
                        .toList());
        assertThat(events.seats(event)).isEqualTo(new Seats(60, 20, 0, 40));
        for (var order : placed) {
            assertThat(history(order)).containsExactly("placed", "paying", "paid");
            assertThat(payments.newestFor(order.toString()).orElseThrow()).isInstanceOf(Payment.Captured.class);
            assertThat(passes(order)).isEqualTo(1);
        }
    }

    @Test
    void whoHasSomethingSpecialIsServedAmongTheOthersAllTheSame() throws Exception {
        var event = market.event(80).id();
        var calls = new ArrayList<Callable<Orders.Placing>>();
        for (int buyer = 0; buyer < 12; buyer++) {
            calls.add(() -> market.place(event, 1));
            calls.add(() -> market.place(event, 4));
            calls.add(() -> market.place(event, 5));
            calls.add(() -> market.place(event, 1, 1, market.mail("trial"), key()));
        }
        var placings = atOnce(calls);
        assertThat(placings.stream().filter(Orders.Placing.Placed.class::isInstance))
                .hasSize(24);
        assertThat(placings.stream().filter(Orders.Placing.TooManyPlaces.class::isInstance))
                .hasSize(12);
        assertThat(placings.stream().filter(Orders.Placing.ToConfirm.class::isInstance))
                .hasSize(12);
    }

    @Test
    void whoseSeatIsGoneWhenTheMoneyComesSpoilsItForNobody() throws Exception {
        var event = market.event(60).id();
        var late = placedAtOnce(event, 3);
        atOnce(twice(late, orders::pay));
        var pages = late.stream().map(market::session).toList();
        clock.forward(Duration.ofMinutes(11));
        orders.lapseDue();
        var inTime = placedAtOnce(event, 9);
        atOnce(twice(inTime, orders::pay));
        for (var page : pages) market.payAtProvider(page);
        for (var order : inTime) market.payAtProvider(market.session(order));
        var all = new ArrayList<>(late);
        all.addAll(inTime);
        atOnce(twice(all, orders::askAgain));
        assertThat(all).allMatch(order -> orders.get(order) instanceof Order.Paid);
        assertThat(events.seats(event)).isEqualTo(new Seats(60, 48, 0, 12));
    }

    private List<OrderId> placedAtOnce(EventId event, int buyers) throws Exception {
        var calls = new ArrayList<Callable<Orders.Placing>>();
        for (int buyer = 0; buyer < buyers; buyer++) {
            var mail = market.mail("hanako");
            var key = key();
            for (int click = 0; click < 2; click++) calls.add(() -> market.place(event, 0, 1, mail, key));
        }
        return atOnce(calls).stream()
                .map(Orders.Placing.Placed.class::cast)
                .map(one -> one.order().id())
                .distinct()
                .toList();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private interface Doing<T> {
        T with(OrderId order);
    }

    private static <T> List<Callable<T>> twice(List<OrderId> all, Doing<T> doing) {
        return all.stream()
                .flatMap(order -> Stream.<Callable<T>>of(() -> doing.with(order), () -> doing.with(order)))
                .toList();
    }

    private List<@Nullable String> history(OrderId order) {
        return sql.sql("select what from order_event where orders = :order order by id")
                .param("order", order.value())
                .query(String.class)
                .list();
    }

    private int passes(OrderId order) {
        return sql.sql("select count(*) from door_pass p join ticket t on t.id = p.ticket where t.orders = :order")
                .param("order", order.value())
                .query(Integer.class)
                .single();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(calls)) answers.add(future.get());
            return answers;
        }
    }
}

package org.tsudoi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Cancelling;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Whoever has a place at an event that is moved may leave with all of it back. The rules of these events give nothing
/// back to whoever just cancels.
@ProductTest
class MovesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Money PRICE = Money.jpy(1500);

    private final Moves moves;
    private final Market market;
    private final Events events;
    private final Orders orders;
    private final Payments payments;
    private final TestClock clock;
    private final JdbcClient sql;

    MovesTest(
            Moves moves,
            Market market,
            Events events,
            Orders orders,
            Payments payments,
            TestClock clock,
            JdbcClient sql) {
        this.moves = moves;
        this.market = market;
        this.events = events;
        this.orders = orders;
        this.payments = payments;
        this.clock = clock;
        this.sql = sql;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        clock.forward(Duration.ofMinutes(1));
    }

    /// An hour long.
    private EventId strict(Duration startsIn) {
        var told = market.event(market.organiser(), 10, startsIn, market.plan(Plan.Kind.ONCE, PRICE, 4))
                .particulars();
        var plans = List.of(market.plan(Plan.Kind.ONCE, PRICE, 4));
        var other = told.with(told.sale().withPlans(plans).withPolicy(new CancellationPolicy(List.of())));
        var id = events.draft(new org.tsudoi.offerings.Event.Particulars(
                other.organiser(),
                events.freeSlug("Strict yoga"),
                other.presentation(),
                other.schedule(),
                other.sale(),
                other.venue(),
                0));
        events.publish(id);
        return id;
    }

    private Instant start(EventId event) {
        return market.particulars(event).startsAt().orElseThrow();
    }

    private static Schedule.Fixed at(Instant start) {
        return new Schedule.Fixed(LocalDateTime.ofInstant(start, TOKYO), Duration.ofMinutes(60), TOKYO);
    }

    private void moveBy(EventId event, Duration by) {
        clock.forward(Duration.ofSeconds(1));
        moves.move(event, at(start(event).plus(by)));
    }

    private Set<TicketId> places(Order order) {
        return orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
    }

    private Money back(Order order) {
        return orders.quote(order.id(), places(order), Ticket.CancelledBy.PARTICIPANT)
                .refund();
    }

    private Cancelling leave(Order order, Money agreed) {
        return orders.cancel(order.id(), places(order), agreed, Ticket.CancelledBy.PARTICIPANT);
    }

    @Test
    void whoLeavesAfterAMoveGetsAllOfItWhateverTheRulesSay() {
        var event = strict(Duration.ofDays(3));
        var order = market.paid(event, 2);
        assertThat(back(order)).as("by the rules").isEqualTo(Money.jpy(0));

        moveBy(event, Duration.ofDays(30));

        var quote = orders.quote(order.id(), places(order), Ticket.CancelledBy.PARTICIPANT);
        assertThat(quote.refund()).isEqualTo(PRICE.times(2));
        assertThat(quote.percent()).isEqualTo(100);
        var until = moves.concerning(order).orElseThrow().leaveUntil();
        assertThat(quote.lowerFrom()).isEqualTo(until);
        assertThat(until).as("a week").isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        assertThat(leave(order, quote.refund())).isInstanceOf(Cancelling.Done.class);
        assertThat(orders.tickets(order.id()))
                .allSatisfy(place -> assertThat(place)
                        .isInstanceOfSatisfying(
                                Ticket.Cancelled.class,
                                gone -> assertThat(gone.by()).isEqualTo(Ticket.CancelledBy.MOVED)));
        assertThat(payments.refundsFor(order.id().toString())).singleElement().satisfies(refund -> {
            assertThat(refund.terms().why()).isEqualTo(Refund.Reason.RESCHEDULED);
            assertThat(refund.terms().amount()).isEqualTo(PRICE.times(2));
        });
        assertThat(moves.answers(moves.of(event).getFirst()).left())
                .extracting(Order::id)
                .containsExactly(order.id());
    }

    @Test
    void theRightEndsWhenItWasToldAndNothingIsCancelledForLess() {
        var event = strict(Duration.ofDays(3));
        var order = market.paid(event, 1);
        moveBy(event, Duration.ofDays(30));
        var agreed = back(order);
        clock.forwardTo(
                Objects.requireNonNull(moves.concerning(order).orElseThrow().leaveUntil()));
        assertThat(leave(order, agreed)).isInstanceOf(Cancelling.QuoteChanged.class);
        assertThat(orders.tickets(order.id())).hasOnlyElementsOfType(Ticket.Valid.class);
        assertThat(back(order)).isEqualTo(Money.jpy(0));
    }

    @Test
    void itEndsWithTheNewStartWhenThatIsSooner() {
        var event = strict(Duration.ofDays(3));
        var order = market.paid(event, 1);
        moveBy(event, Duration.ofHours(-60));
        assertThat(moves.concerning(order).orElseThrow().leaveUntil()).isEqualTo(start(event));
    }

    @Test
    void littleMovesAskNobodyUntilTheyAreManyEnough() {
        var event = strict(Duration.ofDays(3));
        var order = market.paid(event, 1);
        moveBy(event, Duration.ofMinutes(15));
        assertThat(moves.concerning(order)).isEmpty();
        assertThat(back(order)).isEqualTo(Money.jpy(0));
        moveBy(event, Duration.ofMinutes(1));
        assertThat(moves.concerning(order)).isPresent();
        assertThat(back(order)).isEqualTo(PRICE);
    }

    @Test
    void anotherLengthMattersToo() {
        var event = strict(Duration.ofDays(3));
        var order = market.paid(event, 1);
        clock.forward(Duration.ofSeconds(1));
        var start = LocalDateTime.ofInstant(start(event), TOKYO);
        moves.move(event, new Schedule.Fixed(start, Duration.ofMinutes(120), TOKYO));
        assertThat(back(order)).isEqualTo(PRICE);
    }

    @Test
    void whoOrdersAfterwardsKnewTheTime() {
        var event = strict(Duration.ofDays(3));
        moveBy(event, Duration.ofDays(3));
        clock.forward(Duration.ofSeconds(1));
        var order = market.paid(event, 1);
        assertThat(moves.concerning(order)).isEmpty();
        assertThat(back(order)).isEqualTo(Money.jpy(0));
    }

    @Test
    void movedAgainEverybodyHasTheRightAnewAndIsAskedAnew() {
        var event = strict(Duration.ofDays(3));
        var order = market.paid(event, 1);
        moveBy(event, Duration.ofDays(20));
        var first = moves.concerning(order).orElseThrow();
        assertThat(moves.stay(order.id(), first.sequence())).isEqualTo(Moves.Staying.NOTED);
        assertThat(moves.stay(order.id(), first.sequence())).isEqualTo(Moves.Staying.NOTED);
        assertThat(moves.answers(first).staying()).extracting(Order::id).containsExactly(order.id());
        clock.forward(Duration.ofDays(8));
        assertThat(back(order)).isEqualTo(Money.jpy(0));

        moveBy(event, Duration.ofDays(20));

        assertThat(back(order)).isEqualTo(PRICE);
        assertThat(moves.stay(order.id(), first.sequence())).isEqualTo(Moves.Staying.MOVED_AGAIN);
        var second = moves.concerning(order).orElseThrow();
        assertThat(moves.answers(second).silent()).extracting(Order::id).containsExactly(order.id());
        assertThat(leave(order, PRICE)).isInstanceOf(Cancelling.Done.class);
        assertThat(moves.stay(order.id(), second.sequence())).isEqualTo(Moves.Staying.GONE);
    }

    @Test
    void theOrganiserSeesBeforeWhomItConcernsAndWhatCouldGoBack() {
        var event = strict(Duration.ofDays(3));
        market.paid(event, 2);
        market.paid(event, 1);
        market.held(event, 1);
        var prospect = moves.weigh(event, at(start(event).plus(Duration.ofDays(1))));
        assertThat(prospect.matters()).isTrue();
        assertThat(prospect.atStake()).isEqualTo(new Orders.AtStake(2, 3, PRICE.times(3)));
        assertThat(moves.of(event)).isEmpty();
    }

    @Test
    void nobodyMovesToThePastNorWhatIsOver() {
        var event = strict(Duration.ofHours(2));
        assertRefused(event, at(clock.instant().minus(Duration.ofMinutes(1))), "startDate");
        assertRefused(event, at(start(event)), "startTime");
        clock.forwardTo(start(event).plus(Duration.ofMinutes(30)));
        var running = new Schedule.Fixed(LocalDateTime.ofInstant(start(event), TOKYO), Duration.ofMinutes(20), TOKYO);
        assertRefused(event, running, "startDate");
        clock.forward(Duration.ofMinutes(31));
        assertRefused(event, at(start(event).plus(Duration.ofDays(7))), "over");
    }

    private void assertRefused(EventId event, Schedule.Fixed to, String field) {
        assertThatThrownBy(() -> moves.move(event, to))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsOnlyKeys(field));
    }

    /// The second lock.
    @Test
    void theDatabaseLetsNobodyLeaveForAMoveThatWasNot() {
        var event = strict(Duration.ofDays(3));
        var place = orders.tickets(market.paid(event, 1).id()).getFirst().id();
        assertThatThrownBy(() -> sql.sql("""
                                update ticket set state = 'cancelled', cancelled_by = 'moved', cancelled_at = :now, refunded = 0
                                where id = :id""")
                        .param("now", java.sql.Timestamp.from(clock.instant()))
                        .param("id", place.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("a move that was not");
    }

    @Test
    void whoeverLeavesWhileItIsMovedLeavesOnceByTheOneRuleOrTheOther() throws Exception {
        var event = strict(Duration.ofDays(3));
        var order = market.paid(event, 1);
        clock.forward(Duration.ofSeconds(1));
        var later = at(start(event).plus(Duration.ofDays(9)));
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Object>> all = List.of(
                    () -> {
                        moves.move(event, later);
                        return "moved";
                    },
                    () -> leave(order, PRICE),
                    () -> leave(order, Money.jpy(0)));
            for (var done : threads.invokeAll(all)) done.get();
        }
        var refunded = orders.tickets(order.id()).stream()
                .filter(Ticket.Cancelled.class::isInstance)
                .map(Ticket.Cancelled.class::cast)
                .toList();
        assertThat(refunded)
                .allSatisfy(gone -> assertThat(gone.refunded())
                        .isEqualTo(gone.by() == Ticket.CancelledBy.MOVED ? PRICE : Money.jpy(0)));
        assertThat(payments.refundsFor(order.id().toString())).hasSizeLessThanOrEqualTo(1);
    }
}

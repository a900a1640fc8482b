package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Dispute.Stage;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Whose bank has taken the money back is not refunded a second time, and keeps nobody else waiting.
@ProductTest
class DisputedOrdersTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Payments payments;
    private final FollowingDisputes disputes;
    private final FeeSetting fees;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;

    DisputedOrdersTest(
            Market market,
            Orders orders,
            Events events,
            Payments payments,
            FollowingDisputes disputes,
            FeeSetting fees,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.disputes = disputes;
        this.fees = fees;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void whoCancelsIsToldThatNothingComesBackFromHere() {
        var order = disputed(market.event(10));
        var all = all(order);
        var quote = orders.quote(order, all, Ticket.CancelledBy.PARTICIPANT);
        assertThat(quote.withheld()).isTrue();
        assertThat(quote.refund().isZero()).isTrue();
        assertThat(orders.cancel(order, all, quote.refund(), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        assertThat(payments.refundsFor(order.toString())).isEmpty();
    }

    @Test
    void whenTheEventIsCalledOffTheOthersAreRefunded() {
        var event = market.event(10);
        var order = disputed(event);
        var other = market.paid(event.id(), 1).id();
        events.cancel(event.id(), "台風");
        outbox.runDue();
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        assertThat(orders.get(other)).isInstanceOf(Order.Cancelled.class);
        assertThat(payments.refundsFor(order.toString())).isEmpty();
        assertThat(payments.refundsFor(other.toString())).hasSize(1);
    }

    @Test
    void whatWasWithheldIsOwedWhenTheBankDecidesForUs() {
        var event = market.event(market.organiser(), 10, Duration.ofHours(20));
        var order = disputed(event);
        var one = Set.of(orders.tickets(order).getFirst().id());
        orders.cancel(order, one, Money.jpy(0), Ticket.CancelledBy.PARTICIPANT);
        clock.forward(Duration.ofMinutes(5));
        events.cancel(event.id(), "台風");
        outbox.runDue();
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        read(order, Stage.WON);
        read(order, Stage.WON);
        // Half of one place by the policy of that moment, and all of the other.
        assertThat(payments.refundsFor(order.toString()))
                .singleElement()
                .satisfies(refund -> assertThat(refund.terms().amount()).isEqualTo(Money.jpy(750 + 1500)));
    }

    /// It follows the refund, and a dispute that is lost leaves it with the platform.
    @Test
    void thePlatformsFeeGoesBackOnlyWithWhatIsRefunded() {
        fees.set("JPY", 1000, 0);
        var event = market.event(market.organiser(), 10, Duration.ofHours(20));
        var order = disputed(event);
        fees.none();
        orders.cancel(
                order, Set.of(orders.tickets(order).getFirst().id()), Money.jpy(0), Ticket.CancelledBy.PARTICIPANT);
        clock.forward(Duration.ofMinutes(5));
        events.cancel(event.id(), "台風");
        outbox.runDue();
        assertThat(feeLeft(order)).isEqualTo(300);
        read(order, Stage.WON);
        read(order, Stage.WON);
        // Of ¥3,000 have ¥2,250 come back.
        assertThat(feeLeft(order)).isEqualTo(75);
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private long feeLeft(OrderId order) {
        return ledger.balance(AccountCode.of("order", order.toString(), "fee")).posted();
    }

    private OrderId disputed(Event event) {
        var order = market.paid(event.id(), 2).id();
        read(order, Stage.OPEN);
        // Town's clock goes on by itself: what follows is after what it told.
        clock.forward(Duration.ofMinutes(1));
        return order;
    }

    private void read(OrderId order, Stage stage) {
        var payment = (Payment.Captured) payments.newestFor(order.toString()).orElseThrow();
        var taken = stage == Stage.OPEN ? payment.amount() : Money.jpy(0);
        disputes.store(
                payment.id(),
                new DisputeSeen(
                        "dp_" + payment.id(),
                        payment.charge(),
                        stage,
                        payment.amount(),
                        taken,
                        Money.jpy(1500),
                        payment.at(),
                        null));
    }

    private Set<TicketId> all(OrderId order) {
        return orders.tickets(order).stream().map(Ticket::id).collect(Collectors.toSet());
    }
}

package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Dispute.Stage;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
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
    private final Points points;
    private final Members members;
    private final Ids ids;
    private final FeeSetting fees;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final int port;

    DisputedOrdersTest(
            Market market,
            Orders orders,
            Events events,
            Payments payments,
            FollowingDisputes disputes,
            Points points,
            Members members,
            Ids ids,
            FeeSetting fees,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.disputes = disputes;
        this.points = points;
        this.members = members;
        this.ids = ids;
        this.fees = fees;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
        this.port = port;
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
        assertThat(quote.isWithheld()).isTrue();
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

    @Test
    void pointsComeBackWhileTheMoneyIsWithheldAndTheRestCanBeCancelledOnceItIsOurs() {
        var buyer = member(1000);
        var order = paidWithPoints(buyer, 2, 1000);
        read(order, Stage.OPEN);
        var places = List.copyOf(all(order));
        try (var browser = new TestBrowser(port)) {
            assertThat(browser.get("/orders/" + orders.link(order) + "/cancel").body())
                    .contains("points back</button>", "Comes back if the bank decides for us", "¥2,000");
        }

        var first = cancel(order, Set.of(places.getFirst()));
        assertThat(first.isWithheld()).isTrue();
        assertThat(first.refund()).isEqualTo(Money.jpy(500));
        assertThat(first.points()).isEqualTo(Money.jpy(500));
        assertThat(points.wallet(buyer.id()).points()).isEqualTo(500);
        assertThat(payments.refundsFor(order.toString())).isEmpty();

        assertThat(orders.tickets(order))
                .filteredOn(Ticket.Cancelled.class::isInstance)
                .singleElement()
                .satisfies(ticket ->
                        assertThat(((Ticket.Cancelled) ticket).withheld()).isEqualTo(Money.jpy(1000)));

        read(order, Stage.WON);
        read(order, Stage.WON);
        assertThat(payments.refundsFor(order.toString())).hasSize(1);
        var second = cancel(order, Set.of(places.getLast()));
        assertThat(second.refund()).isEqualTo(Money.jpy(1500));
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        assertThat(points.wallet(buyer.id()).points()).isEqualTo(1000);
        assertThat(payments.refundsFor(order.toString()))
                .extracting(refund -> refund.terms().amount())
                .containsExactly(Money.jpy(1000), Money.jpy(1000));
        assertThat(orders.tickets(order))
                .allSatisfy(ticket ->
                        assertThat(((Ticket.Cancelled) ticket).refunded()).isEqualTo(Money.jpy(1500)));
    }

    @Test
    void whatALostDisputeTookIsNotPaidAndThePointsAre() {
        var buyer = member(1000);
        var order = paidWithPoints(buyer, 1, 500);
        read(order, Stage.OPEN);
        cancel(order, all(order));
        read(order, Stage.LOST);
        assertThat(payments.refundsFor(order.toString())).isEmpty();
        assertThat(points.wallet(buyer.id()).points()).isEqualTo(1000);
    }

    private Member member(long granted) {
        var mail = market.mail("member");
        var member = members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"));
        points.grant(new Points.Grant(
                new PointLotId(ids.next()),
                member.id(),
                PointLot.Kind.FREE,
                granted,
                "お礼",
                clock.instant().plus(Duration.ofDays(90)),
                "mem_operator"));
        return member;
    }

    private OrderId paidWithPoints(Member buyer, int places, long many) {
        var placed = (Orders.Placing.Placed) market.place(
                market.event(10).id(), 0, places, buyer.email(), buyer.id().toString());
        var id = placed.order().id();
        assertThat(orders.reduce(id, new Reduction.ByPoints(buyer, many))).isInstanceOf(Orders.Reducing.Done.class);
        orders.pay(id);
        market.payAtProvider(market.session(id));
        assertThat(orders.askAgain(id)).isInstanceOf(Order.Paid.class);
        return id;
    }

    private Orders.CancelQuote cancel(OrderId order, Set<TicketId> tickets) {
        var quote = orders.quote(order, tickets, Ticket.CancelledBy.PARTICIPANT);
        assertThat(orders.cancel(order, tickets, quote.refund(), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
        return quote;
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

    @Test
    void whatIsWonIsPaidWhenItIsBackAndNotBefore() {
        var order = disputed(market.event(10));
        cancel(order, all(order));
        read(order, Stage.WON, 3000);
        assertThat(payments.refundsFor(order.toString())).isEmpty();
        read(order, Stage.WON, 1000);
        read(order, Stage.WON, 0);
        assertThat(payments.refundsFor(order.toString()))
                .extracting(refund -> refund.terms().amount())
                .containsExactlyInAnyOrder(Money.jpy(2000), Money.jpy(1000));
        assertThat(orders.tickets(order)).allSatisfy(ticket -> {
            assertThat(((Ticket.Cancelled) ticket).withheld().isZero()).isTrue();
            assertThat(((Ticket.Cancelled) ticket).refunded()).isEqualTo(Money.jpy(1500));
        });
    }

    @Test
    void onlyWhatIsDisputedIsWithheld() {
        fees.set("JPY", 1000, 0);
        var order = market.paid(market.event(10).id(), 2).id();
        fees.none();
        read(order, Stage.OPEN, 1000);
        clock.forward(Duration.ofMinutes(1));
        var quote = cancel(order, all(order));
        assertThat(quote.refund()).isEqualTo(Money.jpy(2000));
        assertThat(quote.percent()).isEqualTo(100);
        assertThat(quote.tickets().stream().map(quote::of)).containsExactly(Money.jpy(1500), Money.jpy(500));
        assertThat(payments.refundsFor(order.toString()))
                .extracting(refund -> refund.terms().amount())
                .containsExactly(Money.jpy(2000));
        assertThat(feeLeft(order)).isEqualTo(100);
        read(order, Stage.LOST, 400);
        assertThat(payments.refundsFor(order.toString()))
                .extracting(refund -> refund.terms().amount())
                .containsExactlyInAnyOrder(Money.jpy(2000), Money.jpy(600));
        // The bank changes its mind.
        read(order, Stage.WON, 0);
        assertThat(payments.refundsFor(order.toString()))
                .extracting(refund -> refund.terms().amount())
                .containsExactlyInAnyOrder(Money.jpy(2000), Money.jpy(600), Money.jpy(400));
        assertThat(feeLeft(order)).isZero();
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
        boolean taken = stage == Stage.OPEN || stage == Stage.LOST;
        read(order, stage, taken ? payment.amount().minorUnits() : 0);
    }

    private void read(OrderId order, Stage stage, long taken) {
        var payment = (Payment.Captured) payments.newestFor(order.toString()).orElseThrow();
        disputes.store(
                payment.id(),
                new DisputeSeen(
                        "dp_" + payment.id(),
                        payment.charge(),
                        stage,
                        payment.amount(),
                        Money.jpy(taken),
                        Money.jpy(1500),
                        payment.at(),
                        null));
    }

    private Set<TicketId> all(OrderId order) {
        return orders.tickets(order).stream().map(Ticket::id).collect(Collectors.toSet());
    }
}

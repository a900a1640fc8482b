package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class SellingPlacesTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Payments payments;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final TransactionTemplate transaction;
    private final TownProcess town = TownProcess.running();

    SellingPlacesTest(
            Market market,
            Orders orders,
            Events events,
            Payments payments,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock,
            TransactionTemplate transaction) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    @Test
    void aBuyerPaysAndGetsATicketForEachPlace() {
        var event = market.event(10);
        var order = market.paid(event.id(), 2);
        assertThat(order).isInstanceOf(Order.Paid.class);
        var tickets = orders.tickets(order.id());
        assertThat(tickets).hasSize(2).allMatch(Ticket.Valid.class::isInstance);
        assertThat(tickets.stream().map(Ticket::label)).containsExactly("A-001", "A-002");
        assertThat(orders.byDoor(orders.doorLink(tickets.getFirst().id()))).contains(tickets.getFirst());
        assertThat(orders.byPassCode(orders.passCode(tickets.getFirst().id()).toLowerCase(java.util.Locale.ROOT)))
                .contains(tickets.getFirst());
        assertThat(events.seats(event.id())).isEqualTo(new org.tsudoi.offerings.Seats(10, 8, 0, 2));
        assertThat(ledger.balance(new AccountCode(
                                "organiser:" + event.particulars().organiser() + ":payable:JPY"))
                        .posted())
                .as("owed to the organiser, less the provider's fee")
                .isBetween(-3000L, -2800L);
    }

    @Test
    void aSecondClickPlacesNothingMore() {
        var event = market.event(10);
        var key = UUID.randomUUID().toString();
        var mail = market.mail("hanako");
        var one = ((Orders.Placing.Placed) market.place(event.id(), 0, 1, mail, key)).order();
        var two = ((Orders.Placing.Placed) market.place(event.id(), 0, 1, mail, key)).order();
        assertThat(two.id()).isEqualTo(one.id());
        assertThat(events.seats(event.id()).held()).isEqualTo(1);
    }

    @Test
    void theSamePageIsPaidOnFromTwoTabs() {
        var order = market.held(market.event(10).id(), 1);
        var one = orders.pay(order.id());
        assertThat(one).isInstanceOf(Orders.PayStep.GoToProvider.class);
        assertThat(orders.pay(order.id())).isEqualTo(one);
    }

    @Test
    void noSeatIsSoldTwiceHoweverManyWantIt() throws Exception {
        var event = market.event(5);
        var placings = atOnce(40, () -> market.place(event.id(), 1));
        assertThat(placings.stream().filter(Orders.Placing.Placed.class::isInstance))
                .hasSize(5);
        assertThat(placings.stream().filter(Orders.Placing.SoldOut.class::isInstance))
                .hasSize(35);
        assertThat(events.seats(event.id())).isEqualTo(new org.tsudoi.offerings.Seats(5, 0, 5, 0));
    }

    @Test
    void anOrderThatIsNotPaidLapsesAndItsSeatIsFreeAgain() {
        var event = market.event(3);
        var order = market.held(event.id(), 3);
        clock.forward(Duration.ofMinutes(9));
        orders.lapseDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Held.class);
        clock.forward(Duration.ofMinutes(2));
        orders.lapseDue();
        assertThat(orders.get(order.id()))
                .isInstanceOfSatisfying(
                        Order.Lapsed.class, lapsed -> assertThat(lapsed.why()).isEqualTo(Order.LapseReason.EXPIRED));
        assertThat(events.seats(event.id()).free()).isEqualTo(3);
    }

    @Test
    void moneyThatComesLateIsSeatedWhileThereIsASeat() {
        var event = market.event(3);
        var order = lapsedThenPaid(event.id());
        assertThat(orders.askAgain(order)).isInstanceOf(Order.Paid.class);
        assertThat(orders.tickets(order)).hasSize(1);
    }

    @Test
    void moneyThatComesTooLateGoesBackInFull() {
        var event = market.event(1);
        var order = lapsedThenPaid(event.id());
        market.paid(event.id(), 1);
        assertThat(orders.askAgain(order)).isInstanceOf(Order.Unseated.class);
        settleRefunds(order);
        assertThat(payments.refundsFor(order.toString()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Refund.Succeeded.class,
                        refund -> assertThat(refund.terms().amount()).isEqualTo(Money.jpy(1500)));
        assertThat(events.seats(event.id())).isEqualTo(new org.tsudoi.offerings.Seats(1, 0, 0, 1));
    }

    /// The hold is over, but the provider was not told in time to close its page.
    private OrderId lapsedThenPaid(EventId event) {
        var order = market.held(event, 1).id();
        orders.pay(order);
        var session = market.session(order);
        clock.forward(Duration.ofMinutes(21));
        orders.lapseDue();
        assertThat(orders.get(order)).isInstanceOf(Order.Lapsed.class);
        market.payAtProvider(session);
        return order;
    }

    @Test
    void oneOfTwoPlacesIsCancelledByThePolicy() {
        var event = market.event(market.organiser(), 10, Duration.ofHours(20));
        var order = market.paid(event.id(), 2);
        var gone = orders.tickets(order.id()).getFirst().id();
        var quote = orders.quote(order.id(), Set.of(gone), Ticket.CancelledBy.PARTICIPANT);
        assertThat(quote.percent()).isEqualTo(50);
        assertThat(quote.refund()).isEqualTo(Money.jpy(750));
        assertThat(orders.cancel(order.id(), Set.of(gone), quote.refund(), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(new Orders.Cancelling.Done(Money.jpy(750), Money.jpy(0)));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
        settleRefunds(order.id());
        assertThat(payments.refundsFor(order.id().toString())).singleElement().isInstanceOf(Refund.Succeeded.class);
        assertThat(orders.cancel(order.id(), Set.of(gone), Money.jpy(750), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.NothingLeft.class);
    }

    @Test
    void nothingIsCancelledForAnotherRefundThanTheOneShown() {
        var event = market.event(10);
        var order = market.paid(event.id(), 1);
        var all = all(order.id());
        assertThat(orders.cancel(order.id(), all, Money.jpy(2000), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.QuoteChanged.class);
        assertThat(orders.tickets(order.id())).allMatch(Ticket.Valid.class::isInstance);
    }

    @Test
    void eightCancelsAtOnceRefundOnce() throws Exception {
        var event = market.event(10);
        var order = market.paid(event.id(), 2);
        var all = all(order.id());
        var answers = atOnce(8, () -> orders.cancel(order.id(), all, Money.jpy(3000), Ticket.CancelledBy.PARTICIPANT));
        assertThat(answers.stream().filter(Orders.Cancelling.Done.class::isInstance))
                .hasSize(1);
        assertThat(payments.refundsFor(order.id().toString())).hasSize(1);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(events.seats(event.id()).free()).isEqualTo(10);
    }

    @Test
    void aCancelledEventRefundsEverybodyAndEndsWhatIsUnpaid() {
        var event = market.event(10);
        var paid = market.paid(event.id(), 2);
        var held = market.held(event.id(), 1);
        events.cancel(event.id(), "講師の体調不良");
        outbox.runDue();
        assertThat(orders.get(paid.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(orders.get(held.id()))
                .isInstanceOfSatisfying(
                        Order.Lapsed.class,
                        lapsed -> assertThat(lapsed.why()).isEqualTo(Order.LapseReason.EVENT_CANCELLED));
        settleRefunds(paid.id());
        assertThat(payments.refundsFor(paid.id().toString()))
                .singleElement()
                .extracting(refund -> refund.terms().amount())
                .isEqualTo(Money.jpy(3000));
        assertThat(orders.cancellation(event.id())).isEqualTo(new Orders.Progress(2, 2, 0, 0));
        assertThat(market.place(event.id(), 1)).isInstanceOf(Orders.Placing.NotOnSale.class);
    }

    @Test
    void nothingIsSoldWhileTheEventIsBeingCancelled() throws Exception {
        var event = market.event(10);
        try (var buyer = Executors.newSingleThreadExecutor()) {
            var placing = transaction.execute(_ -> {
                events.cancel(event.id(), "講師の体調不良");
                var begun = buyer.submit(() -> market.place(event, 1));
                // The buyer comes as far as they can before the cancelling is stored.
                assertThat(begun).failsWithin(Duration.ofSeconds(2));
                return begun;
            });
            assertThat(placing.get(120, TimeUnit.SECONDS)).isInstanceOf(Orders.Placing.NotOnSale.class);
        }
        assertThat(events.seats(event.id()).held()).isZero();
    }

    @Test
    void aStricterPolicyIsOnlyForThoseWhoBookFromThenOn() {
        var event = market.event(5);
        var before = market.paid(event.id(), 1);
        var told = event.particulars();
        events.change(event.id(), told.with(told.sale().withPolicy(new CancellationPolicy(java.util.List.of()))));
        var after = market.paid(event.id(), 1);
        assertThat(refundNow(before)).isEqualTo(Money.jpy(1500));
        assertThat(refundNow(after)).isEqualTo(Money.jpy(0));
        assertThat(orders.cancel(before.id(), all(before.id()), Money.jpy(1500), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(new Orders.Cancelling.Done(Money.jpy(1500), Money.jpy(0)));
    }

    @Test
    void aKinderPolicyIsForEverybody() {
        var event = market.event(market.organiser(), 5, Duration.ofHours(20));
        var order = market.paid(event.id(), 1);
        assertThat(refundNow(order)).isEqualTo(Money.jpy(750));
        var told = event.particulars();
        var kinder = new CancellationPolicy(java.util.List.of(new CancellationPolicy.Step(Duration.ofMinutes(5), 100)));
        events.change(event.id(), told.with(told.sale().withPolicy(kinder)));
        assertThat(refundNow(order)).isEqualTo(Money.jpy(1500));
    }

    @Test
    void anEventThatIsMovedEarlierTakesNoRefundAway() {
        var event = market.event(5);
        var order = market.paid(event.id(), 1);
        var agreedUntil = event.particulars().startsAt().orElseThrow().minus(Duration.ofDays(1));
        moved(event, Duration.ofHours(-66));
        var quote = quoteNow(order);
        assertThat(quote.refund()).isEqualTo(Money.jpy(1500));
        assertThat(quote.lowerFrom()).isEqualTo(agreedUntil.plusSeconds(1));
        assertThat(refundNow(market.paid(event.id(), 1)))
                .as("booked after the move")
                .isEqualTo(Money.jpy(750));
    }

    @Test
    void anEventThatIsMovedLaterLeavesMoreTimeToCancel() {
        var event = market.event(market.organiser(), 5, Duration.ofHours(3));
        var order = market.paid(event.id(), 1);
        assertThat(refundNow(order)).isEqualTo(Money.jpy(750));
        moved(event, Duration.ofDays(2));
        assertThat(refundNow(order)).isEqualTo(Money.jpy(1500));
        clock.forward(Duration.ofHours(4));
        assertThat(refundNow(order)).as("after the start that was agreed").isEqualTo(Money.jpy(1500));
        assertThat(orders.cancel(order.id(), all(order.id()), Money.jpy(1500), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(new Orders.Cancelling.Done(Money.jpy(1500), Money.jpy(0)));
    }

    @Test
    void movingTheStartIntoThePastTrapsNobodysMoney() {
        var event = market.event(5);
        var order = market.paid(event.id(), 1);
        moved(event, Duration.ofDays(-3).minusMinutes(2));
        assertThat(refundNow(order)).isEqualTo(Money.jpy(1500));
        assertThat(orders.cancel(order.id(), all(order.id()), Money.jpy(1500), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(new Orders.Cancelling.Done(Money.jpy(1500), Money.jpy(0)));
    }

    @Test
    void whoCancelsAfterTheEventWasCalledOffGetsAllOfItBack() {
        var event = market.event(market.organiser(), 5, Duration.ofHours(3));
        var order = market.paid(event.id(), 1);
        assertThat(refundNow(order)).isEqualTo(Money.jpy(750));
        events.cancel(event.id(), "講師の体調不良");
        assertThat(orders.cancel(order.id(), all(order.id()), Money.jpy(750), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.QuoteChanged.class);
        clock.forward(Duration.ofHours(4));
        assertThat(orders.cancel(order.id(), all(order.id()), Money.jpy(1500), Ticket.CancelledBy.PARTICIPANT))
                .as("after what would have been its start")
                .isEqualTo(new Orders.Cancelling.Done(Money.jpy(1500), Money.jpy(0)));
        outbox.runDue();
        assertThat(payments.refundsFor(order.id().toString())).hasSize(1);
    }

    private void moved(Event event, Duration by) {
        var told = events.get(event.id()).particulars();
        var was = (Schedule.Fixed) told.schedule();
        events.change(event.id(), told.with(new Schedule.Fixed(was.start().plus(by), was.length(), was.zone())));
    }

    private Money refundNow(Order order) {
        return quoteNow(order).refund();
    }

    private Orders.CancelQuote quoteNow(Order order) {
        return orders.quote(order.id(), all(order.id()), Ticket.CancelledBy.PARTICIPANT);
    }

    @Test
    void seatsThatAreTakenCannotBeCut() {
        var event = market.event(5);
        market.paid(event.id(), 4);
        var told = event.particulars();
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                org.tsudoi.platform.Problem.class,
                                () -> events.change(
                                        event.id(), told.with(told.sale().withCapacity(3))))
                        .fields())
                .containsKey("capacity");
        events.change(event.id(), told.with(told.sale().withCapacity(4)));
        assertThat(events.seats(event.id())).isEqualTo(new org.tsudoi.offerings.Seats(4, 0, 0, 4));
    }

    private void settleRefunds(OrderId order) {
        for (int i = 0;
                i < 5 && payments.refundsFor(order.toString()).stream().anyMatch(refund -> !isEnded(refund));
                i++) {
            outbox.runDue();
            clock.forward(Duration.ofSeconds(35));
            town.sameTimeAs(clock);
        }
    }

    private static boolean isEnded(Refund refund) {
        return refund instanceof Refund.Succeeded || refund instanceof Refund.Failed;
    }

    private Set<TicketId> all(OrderId order) {
        return orders.tickets(order).stream().map(Ticket::id).collect(Collectors.toSet());
    }

    private static <T> java.util.List<T> atOnce(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < callers; i++) calls.add(call);
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(calls)) answers.add(future.get());
            return answers;
        }
    }
}

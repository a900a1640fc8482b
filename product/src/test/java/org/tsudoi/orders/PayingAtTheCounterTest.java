package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.CashDesk;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class PayingAtTheCounterTest {
    private static final Choice COUNTER = Choice.of(Means.COUNTER);

    private final Market market;
    private final Orders orders;
    private final AcceptedMeans accepted;
    private final Payments payments;
    private final CashDesk cash;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;

    PayingAtTheCounterTest(
            Market market,
            Orders orders,
            AcceptedMeans accepted,
            Payments payments,
            CashDesk cash,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.accepted = accepted;
        this.payments = payments;
        this.cash = cash;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private OrganiserId takingCash() {
        var organiser = market.organiser();
        accepted.refuse(organiser, EnumSet.noneOf(Means.class));
        return organiser;
    }

    private Order toBePaid(OrganiserId organiser) {
        var event = market.event(organiser, 10, Duration.ofDays(6));
        var order = market.held(event.id(), 1);
        assertThat(orders.pay(order.id(), COUNTER)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        return orders.get(order.id());
    }

    private Payment newest(Order order) {
        return payments.newestFor(order.id().toString()).orElseThrow();
    }

    private long balance(String account) {
        return ledger.balance(new AccountCode(account)).posted();
    }

    @Test
    void itIsNotOfferedUntilTheOrganiserWantsIt() {
        var organiser = market.organiser();
        var event = market.event(organiser, 10, Duration.ofDays(6));
        var order = market.held(event.id(), 1);
        assertThat(accepted.refused(organiser)).containsExactly(Means.COUNTER);
        assertThat(orders.pay(order.id(), COUNTER)).isInstanceOf(Orders.PayStep.NotThisWay.class);
        accepted.refuse(organiser, EnumSet.of(Means.SLIP));
        assertThat(accepted.refused(organiser)).containsExactly(Means.SLIP);
        assertThat(orders.pay(order.id(), COUNTER)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        accepted.refuse(organiser, EnumSet.of(Means.COUNTER));
        assertThat(accepted.refused(organiser)).containsExactly(Means.COUNTER);
    }

    @Test
    void whatTheOrganiserTookIsPaidAndNotPaidOut() {
        var organiser = takingCash();
        var order = toBePaid(organiser);
        var issued = (Payment.Issued) newest(order);
        assertThat(issued.how()).isInstanceOf(Instructions.AtCounter.class);
        assertThat(cash.received(issued.id(), Money.jpy(1400), "mem_owner")).isFalse();
        assertThat(cash.received(issued.id(), Money.jpy(1500), "mem_owner")).isTrue();
        assertThat(cash.received(issued.id(), Money.jpy(1500), "mem_owner")).isFalse();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(balance("organiser:" + organiser + ":payable:JPY")).isZero();
    }

    @Test
    void cashGoesBackOverTheCounter() {
        var organiser = takingCash();
        var order = toBePaid(organiser);
        cash.received(newest(order).id(), Money.jpy(1500), "mem_owner");
        var tickets = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        orders.cancel(order.id(), tickets, Money.jpy(1500), Ticket.CancelledBy.ORGANISER);
        outbox.runDue();
        var refund = payments.refundsFor(order.id().toString()).getFirst();
        assertThat(refund).isInstanceOf(Refund.Submitted.class);
        var payee = new AccountCode("organiser:" + organiser + ":payable:JPY");
        assertThat(cash.toGiveBack(payee))
                .extracting(CashDesk.ToGiveBack::amount)
                .containsExactly(Money.jpy(1500));
        assertThat(cash.gaveBack(refund.id(), "mem_owner")).isTrue();
        assertThat(cash.gaveBack(refund.id(), "mem_owner")).isFalse();
        assertThat(payments.refund(refund.id())).isInstanceOf(Refund.Succeeded.class);
        assertThat(cash.toGiveBack(payee)).isEmpty();
        assertThat(balance("organiser:" + organiser + ":payable:JPY")).isZero();
        assertThat(balance("provider:counter:JPY")).isZero();
    }

    @Test
    void whatHasLapsedIsNotTakenAnyMore() {
        var order = toBePaid(takingCash());
        var payment = newest(order).id();
        clock.forward(Duration.ofDays(5).plusHours(23));
        orders.lapseDue();
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(cash.received(payment, Money.jpy(1500), "mem_owner")).isFalse();
        assertThat(payments.get(payment)).isInstanceOf(Payment.Withdrawn.class);
    }

    @Test
    void whoKeepsChoosingAnotherMeansDoesNotKeepTheSeats() {
        var event = market.event(takingCash(), 10, Duration.ofDays(60));
        var order = market.held(event.id(), 1);
        var transfer = Choice.of(Means.BANK_TRANSFER);
        orders.pay(order.id(), COUNTER);
        clock.forward(Duration.ofDays(5).minusHours(1));
        assertThat(orders.pay(order.id(), transfer)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        var kept = ((Order.Paying) orders.get(order.id())).heldUntil();
        assertThat(kept).isBeforeOrEqualTo(order.terms().placedAt().plus(Duration.ofDays(9)));
        clock.forward(Duration.ofDays(4).plusHours(1));
        assertThat(orders.waysToPay(orders.get(order.id()), event.particulars()))
                .isEmpty();
        orders.lapseDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
    }

    private Order lapsed(OrganiserId organiser, int capacity) {
        var event = market.event(organiser, capacity, Duration.ofDays(6));
        var order = market.held(event.id(), 1);
        assertThat(orders.pay(order.id(), COUNTER)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        clock.forward(Duration.ofDays(5).plusHours(23));
        orders.lapseDue();
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
        return order;
    }

    @Test
    void whoPaysLateGetsTheSeatThatIsStillFree() {
        var order = lapsed(takingCash(), 10);
        assertThat(orders.hasRoomAgain(order.id())).isTrue();
        var payment = newest(order).id();
        assertThat(cash.receivedLate(payment, Money.jpy(1400), "mem_owner")).isFalse();
        assertThat(cash.receivedLate(payment, Money.jpy(1500), "mem_owner")).isTrue();
        assertThat(cash.receivedLate(payment, Money.jpy(1500), "mem_owner")).isFalse();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(orders.tickets(order.id())).hasSize(1);
    }

    @Test
    void whoPaysLateForASeatThatIsGoneGetsTheCashBack() {
        var organiser = takingCash();
        var order = lapsed(organiser, 1);
        market.held(order.terms().event(), 1);
        assertThat(orders.hasRoomAgain(order.id())).isFalse();
        assertThat(cash.receivedLate(newest(order).id(), Money.jpy(1500), "mem_owner"))
                .isTrue();
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Unseated.class);
        assertThat(cash.toGiveBack(new AccountCode("organiser:" + organiser + ":payable:JPY")))
                .hasSize(1);
    }

    @Test
    void anotherMeansClosesTheCounter() {
        var order = toBePaid(takingCash());
        var payment = newest(order).id();
        assertThat(orders.pay(order.id(), Choice.of(Means.BANK_TRANSFER)))
                .isInstanceOf(Orders.PayStep.SeeInstructions.class);
        assertThat(cash.received(payment, Money.jpy(1500), "mem_owner")).isFalse();
    }
}

package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.payments.ReportInbox.Outcome;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class PayingByTransferTest {
    private static final Choice TRANSFER = Choice.of(Means.BANK_TRANSFER);

    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final PaymentDesk desk;
    private final Deposits deposits;
    private final ReportInbox reports;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;

    PayingByTransferTest(
            Market market,
            Orders orders,
            Payments payments,
            PaymentDesk desk,
            Deposits deposits,
            ReportInbox reports,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.deposits = deposits;
        this.reports = reports;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private Order toBePaid(int capacity) {
        var event = market.event(market.organiser(), capacity, Duration.ofDays(6));
        var order = market.held(event.id(), 1);
        assertThat(orders.pay(order.id(), TRANSFER)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        return orders.get(order.id());
    }

    private Payment newest(Order order) {
        return payments.newestFor(order.id().toString()).orElseThrow();
    }

    private Instructions.BankAccount account(Order order) {
        return (Instructions.BankAccount) ((Payment.Issued) newest(order)).how();
    }

    private ZenginFile file() {
        return new ZenginFile(LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo")));
    }

    private Outcome hear(ZenginFile file) {
        return reports.receive("transfer", file.bytes(), "somebody");
    }

    @Test
    void whatCarriesTheNumberIsPaid() {
        var order = toBePaid(10);
        var told = account(order);
        assertThat(told.account()).isEqualTo("1234567");
        assertThat(told.received()).isEqualTo(Money.jpy(0));
        assertThat(hear(file().deposit(1500, told.number() + " ﾔﾏﾀﾞ ﾊﾅｺ"))).isEqualTo(new Outcome.Taken(1, 0, 1, 0));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void theSameNoticeAgainChangesNothing() {
        var order = toBePaid(10);
        var file = file().deposit(1000, account(order).number() + "ﾔﾏﾀﾞ");
        hear(file);
        assertThat(hear(file)).isEqualTo(new Outcome.Taken(1, 1, 0, 0));
        assertThat(account(order).received()).isEqualTo(Money.jpy(1000));
    }

    @Test
    void aPartWaitsForTheRest() {
        var order = toBePaid(10);
        var number = account(order).number();
        hear(file().deposit(1000, number + "ﾔﾏﾀﾞ"));
        assertThat(newest(order)).isInstanceOf(Payment.Issued.class);
        assertThat(account(order).received()).isEqualTo(Money.jpy(1000));
        hear(file().deposit(500, number + "ﾔﾏﾀﾞ"));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(deposits.surpluses(1000)).noneMatch(it -> it.number().equals(number));
    }

    @Test
    void aPartThatStaysOneIsToBeSentBackWhenTheTimeIsOver() {
        var order = toBePaid(10);
        var number = account(order).number();
        hear(file().deposit(1000, number + "ﾔﾏﾀﾞ"));
        var payment = newest(order).id();
        clock.forward(Duration.ofDays(5).plusHours(23));
        orders.lapseDue();
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(newest(order)).isInstanceOf(Payment.Withdrawn.class);
        assertThat(deposits.surpluses(1000)).anyMatch(it -> it.number().equals(number) && it.yen() == 1000);
        assertThat(deposits.sentBack(payment, 999, "", "somebody")).isFalse();
        assertThat(deposits.sentBack(payment, 1000, "組戻", "somebody")).isTrue();
        assertThat(deposits.sentBack(payment, 1000, "組戻", "somebody")).isFalse();
        assertThat(deposits.surpluses(1000)).noneMatch(it -> it.number().equals(number));
    }

    @Test
    void whatIsTooMuchPaysAndIsToBeSentBack() {
        var order = toBePaid(10);
        var number = account(order).number();
        hear(file().deposit(2000, "ﾔﾏﾀﾞ " + number));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(deposits.surpluses(1000)).anyMatch(it -> it.number().equals(number) && it.yen() == 500);
    }

    @Test
    void whatTheBankCallsBackBeforeItIsEnoughCountsNoMore() {
        var order = toBePaid(10);
        var number = account(order).number();
        hear(file().deposit(1000, number + "ﾔﾏﾀﾞ").calledBack(1000, number + "ﾔﾏﾀﾞ"));
        assertThat(account(order).received()).isEqualTo(Money.jpy(0));
    }

    @Test
    void aDepositWithoutANumberIsNeverTakenByItsAmount() {
        var order = toBePaid(10);
        var payer = "ﾅﾏｴﾉﾐ " + System.identityHashCode(order) % 900;
        assertThat(hear(file().deposit(1500, payer))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(newest(order)).isInstanceOf(Payment.Issued.class);
        var found = deposits.unmatched(1000).stream()
                .filter(it -> it.deposit().payer().equals(payer))
                .findFirst()
                .orElseThrow();
        assertThat(found.waiting())
                .anyMatch(it -> it.payment().equals(newest(order).id()));
        assertThat(deposits.match(found.deposit().id(), newest(order).id(), "somebody"))
                .isTrue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(deposits.match(found.deposit().id(), newest(order).id(), "another"))
                .isFalse();
        assertThat(deposits.setAside(found.deposit().id(), "", "another")).isFalse();
    }

    @Test
    void whatTheBankCallsBackAfterItPaidIsShownToAPerson() {
        var order = toBePaid(10);
        var number = account(order).number();
        hear(file().deposit(1500, number + "ﾔﾏﾀﾞ"));
        assertThat(hear(file().calledBack(1500, number + "ﾔﾏﾀﾞ"))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(desk.oddities(1000))
                .anyMatch(odd -> odd.kind().equals("taken back after it was settled")
                        && odd.subject().equals("transfer_" + number));
    }

    @Test
    void whatAPersonFindsToBeForALapsedOrderIsLateMoney() {
        var order = toBePaid(10);
        var payment = newest(order).id();
        clock.forward(Duration.ofDays(5).plusHours(23));
        orders.lapseDue();
        outbox.runDue();
        var payer = "ｵｿｲ " + payment.toString().replaceAll("[^0-9]", "").substring(0, 4);
        hear(file().deposit(1500, payer));
        var found = deposits.unmatched(1000).stream()
                .filter(it -> it.deposit().payer().equals(payer))
                .findFirst()
                .orElseThrow();
        assertThat(deposits.match(found.deposit().id(), payment, "somebody")).isTrue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void aWrongDigitPaysForNobodyElse() {
        var order = toBePaid(10);
        var number = Long.parseLong(account(order).number());
        assertThat(hear(file().deposit(1500, (number + 1) + "ﾔﾏﾀﾞ"))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(newest(order)).isInstanceOf(Payment.Issued.class);
    }

    @Test
    void whatComesTooLateIsSeatedOrShownToAPerson() {
        var order = toBePaid(1);
        var number = account(order).number();
        clock.forward(Duration.ofDays(5).plusHours(23));
        TownProcess.running().sameTimeAs(clock);
        orders.lapseDue();
        outbox.runDue();
        assertThat(market.paid(order.terms().event(), 1)).isInstanceOf(Order.Paid.class);
        hear(file().deposit(1500, number + "ﾔﾏﾀﾞ"));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Unseated.class);
        outbox.runDue();
        assertThat(desk.failedRefunds(1000).stream()
                        .map(refund -> refund.terms().orderReference()))
                .contains(order.id().toString());
    }

    @Test
    void theFileOfAnotherAccountIsRefused() {
        var other = file().deposit(1500, "ﾔﾏﾀﾞ").text().replace("11234567", "17654321");
        assertThat(reports.receive(
                        "transfer", other.getBytes(java.nio.charset.Charset.forName("windows-31j")), "somebody"))
                .isInstanceOf(Outcome.Refused.class);
    }
}

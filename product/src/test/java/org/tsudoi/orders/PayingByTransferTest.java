package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.NamelessMoney.Deciding;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
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
    private final JdbcClient sql;
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
            JdbcClient sql,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.deposits = deposits;
        this.reports = reports;
        this.ledger = ledger;
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        // What others have left to be done moves the same accounts.
        outbox.runDue();
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
        assertThat(lettersOfAPart(order)).isEqualTo(1);
        var until = ((Order.Paying) orders.get(order.id())).heldUntil();
        assertThat(orders.pay(order.id(), Choice.CARD))
                .as("what has come is not left behind")
                .isEqualTo(new Orders.PayStep.SeeInstructions());
        assertThat(((Order.Paying) orders.get(order.id())).heldUntil()).isEqualTo(until);
        hear(file().deposit(220, number + "ﾔﾏﾀﾞ"));
        assertThat(lettersOfAPart(order)).isEqualTo(2);
        hear(file().deposit(280, number + "ﾔﾏﾀﾞ"));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        outbox.runDue();
        assertThat(payments.refundsFor(order.id().toString())).isEmpty();
    }

    private int lettersOfAPart(Order order) {
        return sql.sql("select count(*) from outbox where payload ->> 'what' = 'part' and payload ->> 'order' = :order")
                .param("order", order.id().toString())
                .query(Integer.class)
                .single();
    }

    private long on(String account) {
        var code = new AccountCode(account);
        return ledger.account(code).isEmpty() ? 0 : ledger.balance(code).posted();
    }

    private Refund.Failed refund(Order order) {
        var refunds = payments.refundsFor(order.id().toString());
        assertThat(refunds).hasSize(1);
        return (Refund.Failed) refunds.getFirst();
    }

    @Test
    void aPartThatStaysOneGoesBackToTheBuyerWhenTheTimeIsOver() {
        var order = toBePaid(10);
        var number = account(order).number();
        hear(file().deposit(1000, number + "ﾔﾏﾀﾞ"));
        clock.forward(Duration.ofDays(5).plusHours(23));
        orders.lapseDue();
        outbox.runDue();
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(newest(order)).isInstanceOf(Payment.Withdrawn.class);
        assertThat(refund(order).code()).isEqualTo(Refund.Failed.NEEDS_ACCOUNT);
        assertThat(refund(order).terms().amount()).isEqualTo(Money.jpy(1000));
        assertThat(refund(order).terms().isBeyondPrice()).isTrue();
        assertThat(ledger.journalsWith(Map.of("refund", refund(order).id().toString()), 10))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.journal().kind()).isEqualTo("surplus-due-back");
                    assertThat(it.journal().legs())
                            .contains(
                                    Leg.into(new AccountCode("suspense:JPY"), Money.jpy(1000)),
                                    Leg.outOf(new AccountCode("refunds:due:JPY"), Money.jpy(1000)));
                });
        // The rest comes when the part is on its way back: it goes the same way, and nothing goes twice.
        hear(file().deposit(500, number + "ﾔﾏﾀﾞ"));
        outbox.runDue();
        outbox.runDue();
        assertThat(payments.refundsFor(order.id().toString()).stream()
                        .mapToLong(it -> it.terms().amount().minorUnits()))
                .containsExactlyInAnyOrder(1000L, 500L);
    }

    @Test
    void whatIsTooMuchPaysAndGoesBackToTheBuyerOnce() {
        var order = toBePaid(10);
        var number = account(order).number();
        long own = on("bank:own:JPY");
        long atProvider = on("provider:transfer:JPY");
        long suspense = on("suspense:JPY");
        long due = on("refunds:due:JPY");
        var file = file().deposit(2000, "ﾔﾏﾀﾞ " + number);
        hear(file);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        outbox.runDue();
        hear(file);
        outbox.runDue();
        assertThat(refund(order).terms().amount()).isEqualTo(Money.jpy(500));
        assertThat(on("bank:own:JPY")).isEqualTo(own + 2000);
        assertThat(on("provider:transfer:JPY")).isEqualTo(atProvider);
        assertThat(on("suspense:JPY")).isEqualTo(suspense);
        assertThat(on("refunds:due:JPY")).isEqualTo(due - 500);
        assertThat(on(newest(order).terms().payableTo())).isEqualTo(-1500);
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
        var deposit = found.deposit().id();
        var payment = newest(order).id();
        assertThat(deposits.match(deposit, payment, "somebody")).isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(deposits.match(deposit, payment, "somebody")).isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(deposits.setAside(deposit, "", "another")).isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(newest(order)).isInstanceOf(Payment.Issued.class);
        assertThatThrownBy(() -> sql.sql("update bank_deposit set set_aside_by = 'another' where id = :id")
                        .param("id", deposit)
                        .update())
                .hasStackTraceContaining("bank_deposit_decided_by_two");
        assertThat(deposits.match(deposit, payment, "somebody")).isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(deposits.match(deposit, payment, "another")).isEqualTo(Deciding.DONE);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(deposits.match(deposit, payment, "somebody")).isEqualTo(Deciding.TOO_LATE);
        assertThat(deposits.setAside(deposit, "", "another")).isEqualTo(Deciding.TOO_LATE);
    }

    @Test
    void whatIsForNobodyIsTheOperatorsOnceTwoHaveSaidSo() {
        var payer = "ﾘｿｸ " + System.nanoTime() % 900;
        long own = on("bank:own:JPY");
        long suspense = on("suspense:JPY");
        hear(file().deposit(7, payer));
        assertThat(on("bank:own:JPY")).isEqualTo(own + 7);
        assertThat(on("suspense:JPY")).isEqualTo(suspense - 7);
        var deposit = deposits.unmatched(1000).stream()
                .filter(it -> it.deposit().payer().equals(payer))
                .findFirst()
                .orElseThrow()
                .deposit()
                .id();
        long aside = on("operator:set-aside:JPY");
        assertThat(deposits.setAside(deposit, "利息", "somebody")).isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(deposits.setAside(deposit, "利息", "another")).isEqualTo(Deciding.DONE);
        assertThat(on("suspense:JPY")).isEqualTo(suspense);
        assertThat(on("operator:set-aside:JPY")).isEqualTo(aside - 7);
    }

    @Test
    void whatTheBankCallsBackAfterItPaidIsThePayeesLossAndShownToAPerson() {
        var order = toBePaid(10);
        long atProvider = on("provider:transfer:JPY");
        long suspense = on("suspense:JPY");
        var number = account(order).number();
        hear(file().deposit(1500, number + "ﾔﾏﾀﾞ"));
        assertThat(hear(file().calledBack(1500, number + "ﾔﾏﾀﾞ"))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(desk.oddities(1000))
                .anyMatch(odd -> odd.kind().equals("taken back after it was settled")
                        && odd.subject().equals("transfer_" + number));
        outbox.runDue();
        assertThat(on(newest(order).terms().payableTo())).isZero();
        assertThat(on("provider:transfer:JPY")).isEqualTo(atProvider);
        assertThat(on("suspense:JPY")).isEqualTo(suspense);
        assertThat(payments.refundable(newest(order).id())).isEqualTo(Money.jpy(0));
        assertThat(desk.disputes(newest(order).id()))
                .singleElement()
                .satisfies(it -> assertThat(it.taken()).isEqualTo(Money.jpy(1500)));
        clock.forward(Duration.ofDays(1));
        hear(file().deposit(1500, number + "ﾔﾏﾀﾞ"));
        outbox.runDue();
        assertThat(on(newest(order).terms().payableTo())).isEqualTo(-1500);
        assertThat(on("provider:transfer:JPY")).isEqualTo(atProvider);
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
        deposits.match(found.deposit().id(), payment, "somebody");
        assertThat(deposits.match(found.deposit().id(), payment, "another")).isEqualTo(Deciding.DONE);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void aWrongDigitPaysForNobodyElse() {
        var order = toBePaid(10);
        var number = Long.parseLong(account(order).number());
        assertThat(hear(file().deposit(1500, (number + 1) + "ﾔﾏﾀﾞ"))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(newest(order)).isInstanceOf(Payment.Issued.class);
    }

    /// The file of a transfer on Friday evening is handed in after the weekend.
    @Test
    void whoTransfersInTimeKeepsTheSeatUntilTheFileComes() {
        var order = toBePaid(1);
        var told = account(order);
        assertThat(((Order.Paying) order).heldUntil()).isEqualTo(told.until().plus(Duration.ofDays(2)));
        assertThat(orders.get(order.id())).isEqualTo(order);
        clock.forward(Duration.between(clock.instant(), told.until()).minusHours(1));
        TownProcess.running().sameTimeAs(clock);
        var inTime = file().deposit(1500, told.number() + "ﾔﾏﾀﾞ");
        clock.forward(Duration.ofDays(1));
        TownProcess.running().sameTimeAs(clock);
        orders.lapseDue();
        outbox.runDue();
        assertThat(market.place(order.terms().event(), 1)).isInstanceOf(Orders.Placing.SoldOut.class);
        hear(inTime);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void transfersAreOfferedWhileAFileCanComeBeforeTheStart() {
        for (var row : Map.of(Duration.ofDays(4).plusHours(3), true, Duration.ofDays(4), false)
                .entrySet()) {
            var event = market.event(market.organiser(), 3, row.getKey());
            var order = market.held(event.id(), 1);
            assertThat(orders.waysToPay(order, event.particulars()).stream()
                            .anyMatch(way -> way.choice().equals(TRANSFER)))
                    .isEqualTo(row.getValue());
        }
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

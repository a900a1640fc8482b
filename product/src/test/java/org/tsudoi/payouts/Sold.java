package org.tsudoi.payouts;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.documents.CreditNotes;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.TownProcess;

/// Places that were paid by transfers to our bank, which no provider gives back.
@Component
public record Sold(
        Market market,
        Orders orders,
        Payments payments,
        ReportInbox reports,
        OutboxRunner outbox,
        CreditNotes creditNotes,
        Clock clock) {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    public OrderId byTransfer() {
        return byTransfer(1500);
    }

    /// @param yen of which the price is 1,500
    public OrderId byTransfer(long yen) {
        var event = market.event(market.organiser(), 10, Duration.ofDays(6));
        var order = market.held(event.id(), 1).id();
        orders.pay(order, Choice.of(Means.BANK_TRANSFER));
        var issued = (Payment.Issued) payments.newestFor(order.toString()).orElseThrow();
        var number = ((Instructions.BankAccount) issued.how()).number();
        var file = new ZenginFile(LocalDate.ofInstant(clock.instant(), TOKYO)).deposit(yen, number + "ﾔﾏﾀﾞ");
        reports.receive("transfer", file.bytes(), "somebody");
        return order;
    }

    /// 500 baht, paid with a code and cancelled.
    public OrderId goingBackByPromptPay() {
        var plan = market.plan(Plan.Kind.ONCE, Money.of(50_000, "THB"), 2);
        var event = market.event(market.organiser("THB"), 10, Duration.ofDays(6), plan);
        var order = market.held(event.id(), 1).id();
        orders.pay(order, Choice.of(Means.PROMPTPAY));
        outbox.runDue();
        var issued = (Payment.Issued) payments.newestFor(order.toString()).orElseThrow();
        TownProcess.running().call("POST", "/town/omise/charges/" + issued.reference() + "/pay", null);
        orders.askAgain(order);
        var ticket = orders.tickets(order).getFirst().id();
        orders.cancel(order, Set.of(ticket), Money.of(50_000, "THB"), Ticket.CancelledBy.ORGANISER);
        outbox.runDue();
        return order;
    }

    /// Paid and cancelled.
    public OrderId goingBack() {
        var order = byTransfer();
        var ticket = orders.tickets(order).getFirst().id();
        orders.cancel(order, Set.of(ticket), Money.jpy(1500), Ticket.CancelledBy.ORGANISER);
        outbox.runDue();
        return order;
    }
}

package org.tsudoi.dues;

import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.PeriodOrders;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Gives back what a membership said, once for each charge.
@Component
class GivingDuesBack implements OutboxHandler {
    static final String TOPIC = "dues.give-back";

    private final DueTable dues;
    private final Orders orders;
    private final PeriodOrders periods;
    private final TransactionTemplate transactions;

    GivingDuesBack(DueTable dues, Orders orders, PeriodOrders periods, TransactionTemplate transactions) {
        this.dues = dues;
        this.orders = orders;
        this.periods = periods;
        this.transactions = transactions;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// Of an earlier try nothing comes back: what was paid belongs to the last one.
    @Override
    public Handled handle(OutboxItem item) {
        var charge = ChargeId.parse(item.payload().get("charge").asString()).orElseThrow();
        var step = item.payload().get("step").asString();
        var due = dues.find(charge).orElseThrow();
        if (due.attempt() > item.payload().get("attempt").asInt() || step.equals(due.backStep())) {
            return Handled.done();
        }
        if (due.backStep() != null)
            return Handled.giveUp("something came back before: the rest is to be given by hand");
        var order = orders.get(Dues.order(charge));
        var amount = new Money(
                item.payload().get("amount").asLong(), order.terms().unitPrice().currency());
        return Objects.requireNonNull(transactions.execute(_ -> {
            periods.giveBack(order.id(), amount);
            dues.givenBack(charge, step);
            return Handled.done();
        }));
    }
}

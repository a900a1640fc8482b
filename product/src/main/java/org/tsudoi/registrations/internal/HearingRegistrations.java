package org.tsudoi.registrations.internal;

import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.stages.Stages;

/// A fee that is paid moves its member up, once; one that nobody needed goes back. One that goes back, or is lost to a
/// bank, takes the stage with it.
@Component
class HearingRegistrations implements OutboxHandler {
    private static final String TOPIC = "registrations.paid";

    private final RegistrationTable table;
    private final Stages stages;
    private final SellingRegistrations.Selling selling;
    private final Outbox outbox;
    private final TransactionTemplate transactions;

    HearingRegistrations(
            RegistrationTable table,
            Stages stages,
            SellingRegistrations.Selling selling,
            Outbox outbox,
            TransactionTemplate transactions) {
        this.table = table;
        this.stages = stages;
        this.selling = selling;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    @EventListener
    void on(OrderNews.HouseOrdersPaid news) {
        for (var order : news.orders()) {
            if (table.member(order).isPresent()) {
                outbox.put(TOPIC, order.toString(), Map.of("order", order.toString()));
            }
        }
    }

    @EventListener
    void on(OrderNews.HouseOrderGivenBack news) {
        gone(news.order());
    }

    @EventListener
    void on(OrderNews.HouseOrderLost news) {
        gone(news.order());
    }

    private void gone(OrderId order) {
        table.member(order).ifPresent(member -> stages.feeBack(member, order.toString()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var order = OrderId.parse(item.key()).orElseThrow();
        transactions.executeWithoutResult(_ -> paid(order));
        return Handled.done();
    }

    /// What was given back meanwhile moves nobody up.
    private void paid(OrderId id) {
        var member = table.member(id).orElseThrow();
        if (!(selling.orders().holdStill(id).orElseThrow() instanceof Order.Paid paid)) return;
        if (!stages.paid(member, id.toString())) selling.house().giveBack(id, paid.toPay());
    }
}

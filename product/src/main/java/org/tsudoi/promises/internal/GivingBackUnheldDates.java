package org.tsudoi.promises.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.promises.DateOutcome;
import org.tsudoi.promises.DateOutcomeNews;

/// Gives everybody back what they paid for a date that did not take place, row by row: one that cannot be does not keep
/// the others waiting, and is tried again.
@Component
class GivingBackUnheldDates implements OutboxHandler {
    static final String TOPIC = "promises.give-date-back";
    private static final Logger LOG = LoggerFactory.getLogger(GivingBackUnheldDates.class);

    private final Orders orders;
    private final KeepingOutcomes.Desk desk;

    GivingBackUnheldDates(Orders orders, KeepingOutcomes.Desk desk) {
        this.orders = orders;
        this.desk = desk;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var date = DateId.parse(item.key()).orElseThrow();
        var event = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        int open = 0;
        for (var order : orders.paidOf(event)) {
            if (!isGivenBack(new DateOutcome.Of(event, date), order)) open++;
        }
        return open == 0 ? Handled.done() : Handled.askAgain(open + " orders could not be given back");
    }

    private boolean isGivenBack(DateOutcome.Of of, OrderId order) {
        try {
            return Boolean.TRUE.equals(desk.transactions().execute(_ -> switch (orders.giveDateBack(order, of.date())) {
                case Orders.DateBack.Given(var money, var points) -> {
                    desk.news().publishEvent(new DateOutcomeNews.DateGivenBack(of, order, money, points));
                    yield true;
                }
                case Orders.DateBack.Nothing _ -> true;
                case Orders.DateBack.Withheld _ -> false;
            }));
        } catch (RuntimeException failed) {
            LOG.error("{} was not given back although nobody held {}", order, of, failed);
            return false;
        }
    }
}

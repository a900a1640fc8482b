package org.tsudoi.promises.internal;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Gives everybody everything back for an event that did not take place, row by row: one that cannot be does not keep
/// the others waiting, and is tried again.
@Component
class GivingBackUnheld implements OutboxHandler {
    static final String TOPIC = "promises.give-back";
    private static final Logger LOG = LoggerFactory.getLogger(GivingBackUnheld.class);

    private final Orders orders;

    GivingBackUnheld(Orders orders) {
        this.orders = orders;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var event = EventId.parse(item.key()).orElseThrow();
        int open = 0;
        for (var order : orders.paidOf(event)) {
            if (!isGivenBack(order)) open++;
        }
        return open == 0 ? Handled.done() : Handled.askAgain(open + " orders could not be given back");
    }

    /// What a buyer cancels in the same moment is seen by the next try.
    private boolean isGivenBack(OrderId order) {
        try {
            var places = orders.tickets(order).stream()
                    .filter(Ticket.Valid.class::isInstance)
                    .map(Ticket::id)
                    .collect(Collectors.toSet());
            var quote = orders.quote(order, places, Ticket.CancelledBy.NO_HOST);
            return switch (orders.cancel(order, places, quote.refund(), Ticket.CancelledBy.NO_HOST)) {
                case Orders.Cancelling.Done _, Orders.Cancelling.NothingLeft _ -> true;
                case Orders.Cancelling.QuoteChanged _, Orders.Cancelling.TooLate _ -> false;
            };
        } catch (RuntimeException failed) {
            LOG.error("{} was not given back although nobody held its event", order, failed);
            return false;
        }
    }
}

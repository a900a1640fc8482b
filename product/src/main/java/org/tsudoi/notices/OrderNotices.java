package org.tsudoi.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.documents.Calendars;
import org.tsudoi.documents.Receipts;
import org.tsudoi.messaging.Mail;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Notes down, in the transaction of the change, which mail is to go out; writes and sends it afterwards.
@Component
class OrderNotices implements OutboxHandler {
    private static final String TOPIC = "notices.order";

    private final Orders orders;
    private final OrderLetters letters;
    private final Calendars calendars;
    private final Receipts receipts;
    private final Posting posting;
    private final Outbox outbox;

    OrderNotices(
            Orders orders,
            OrderLetters letters,
            Calendars calendars,
            Receipts receipts,
            Posting posting,
            Outbox outbox) {
        this.orders = orders;
        this.letters = letters;
        this.calendars = calendars;
        this.receipts = receipts;
        this.posting = posting;
        this.outbox = outbox;
    }

    @EventListener
    void on(OrderNews news) {
        switch (news) {
            case OrderNews.OrderToConfirm waiting -> note("confirm", waiting.order(), "", null);
            case OrderNews.OrderPaid paid -> note("tickets", paid.order(), "", null);
            case OrderNews.OrderUnseated unseated -> note("unseated", unseated.order(), "", null);
            case OrderNews.TicketsCancelled gone ->
                note(
                        gone.by() == Ticket.CancelledBy.EVENT ? "event-cancelled" : "cancelled",
                        gone.order(),
                        gone.tickets().stream().map(TicketId::toString).sorted().collect(Collectors.joining("+")),
                        gone.refund());
            case OrderNews.OrderRefunded refunded ->
                note("refunded", refunded.order(), refunded.refund().toString(), refunded.amount());
            case OrderNews.OrderLapsed _ -> {}
        }
    }

    @EventListener
    void on(EventNews news) {
        if (!(news instanceof EventNews.EventChanged changed) || !changed.timesChanged()) return;
        for (var order : orders.ofEvent(changed.event())) {
            if (order instanceof Order.Paid) note("changed", order.id(), "sequence-" + changed.sequence(), null);
        }
    }

    private void note(String what, OrderId order, String which, @Nullable Money amount) {
        outbox.put(
                TOPIC,
                what + ":" + order + (which.isEmpty() ? "" : ":" + which),
                Map.of("what", what, "order", order.toString(), "amount", amount == null ? 0L : amount.minorUnits()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var order = OrderId.parse(item.payload().get("order").asString())
                .map(orders::get)
                .orElseThrow();
        var amount = new Money(
                item.payload().get("amount").asLong(), order.terms().unitPrice().currency());
        var letter = switch (item.payload().get("what").asString()) {
            case "confirm" -> letters.toConfirm(order);
            case "tickets" -> letters.tickets(order);
            case "unseated" -> letters.unseated(order);
            case "cancelled" -> letters.cancelled(order, amount, false);
            case "event-cancelled" -> letters.cancelled(order, amount, true);
            case "refunded" -> letters.refunded(order, amount);
            case "changed" -> letters.changed(order);
            case String unknown -> throw new IllegalStateException("no letter for " + unknown);
        };
        var language = Language.of(order.terms().buyer().locale());
        return posting.post(
                item.id().toString(),
                order.terms().buyer().email(),
                language,
                letter,
                calendar(item, order),
                papers(item, order));
    }

    private Mail.@Nullable Calendar calendar(OutboxItem item, Order order) {
        return switch (item.payload().get("what").asString()) {
            case "tickets", "changed", "cancelled", "event-cancelled" -> {
                var entry = calendars.of(order.id());
                // Who cancelled one of several places is still coming: the calendar stays as it is.
                boolean still = entry.method() == Calendars.Method.REQUEST
                        && item.payload().get("what").asString().endsWith("cancelled");
                yield still ? null : new Mail.Calendar(entry.method().name(), entry.text());
            }
            default -> null;
        };
    }

    private List<Mail.Attachment> papers(OutboxItem item, Order order) {
        var papers = new ArrayList<Mail.Attachment>();
        if (item.payload().get("what").asString().equals("tickets")
                && !order.terms().total().isZero()) {
            var receipt =
                    receipts.of(order.id(), Language.of(order.terms().buyer().locale()));
            papers.add(new Mail.Attachment(receipt.fileName(), "application/pdf", receipt.pdf()));
        }
        return papers;
    }
}
